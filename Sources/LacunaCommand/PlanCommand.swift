// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// `lacuna plan`
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "What a run computes, costs and discloses; printed before anything is spent.")

  @OptionGroup var options: RoomOptions

  func run() throws {
    let plan = try options.open().plan()
    if options.json { return try Console.json(plan) }
    Console.say(plan.title)
    for table in plan.tables { show(table) }
    show(plan.initiator, "initiates", sends: "offer")
    show(plan.responder, "answers", sends: "answer")
    Console.say()
    Console.say(
      "Budget: at most epsilon \(plan.yearlyCap) in 365 days, runs that it holds: \(plan.runsAYear); delta \(plan.delta) a table"
    )
    Console.say(
      "  Epsilon bounds what is learned about whether an account is on a list. Which group a known")
    Console.say("  account is in costs twice that; thirty subsidiaries listed apart, thirty times.")
    Console.say(
      "  One row more or less in your CRM can move twice what an account moves; one moved between")
    Console.say("  accounts, four times.")
    for warning in plan.warnings { Console.say("Warning: \(warning)") }
  }

  private func show(_ table: PlanSummary.Table) {
    Console.say()
    Console.say(
      "\(table.question): one table, \(table.initiatorGroups) x \(table.responderGroups) groups, \(Number.grouped(table.cells)) cells, epsilon \(table.epsilon)"
    )
    Console.table(
      [
        ["expected error, 95 %, of a cell", "± \(table.cellError)"],
        ["of the total in common", "± \(table.totalError)"],
        ["of the initiator's unmatched, a group", "± \(table.initiatorUnmatchedError)"],
        ["of the responder's unmatched, a group", "± \(table.responderUnmatchedError)"],
        ["fake accounts a cell", Number.grouped(table.fakesPerCell)],
        ["mean cell if a fifth is shared", Number.grouped(table.meanCell)],
      ])
  }

  private func show(_ side: PlanSummary.Side, _ does: String, sends: String) {
    Console.say()
    Console.say("\(side.name) \(does)")
    Console.table(
      [
        ["accounts, at most", Number.grouped(side.accounts)], ["epsilon a run", side.epsilon],
        ["\(sends)", Number.bytes(side.fileBytes)],
        [
          "time on this machine",
          side.seconds < 2 ? "a second" : "\(Number.grouped(side.seconds)) s",
        ],
      ])
    for line in side.learns { Console.say("  learns \(line)") }
  }
}
