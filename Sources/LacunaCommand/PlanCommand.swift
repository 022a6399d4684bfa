// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// `lacuna plan`
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "What a run computes, costs and discloses; printed before anything is spent.",
    discussion: """
      With your list, also what to expect of each figure. With --accounts and without a room: what can be asked with \
      lists of such a size.
      """)

  @OptionGroup var options: RoomOptions

  @Argument(help: "Your list, for what to expect.", completion: .file(extensions: ["csv"]))
  var list: String?

  @Option(help: "The share of your list that the other side may have, in percent.")
  var overlap = 20

  @Option(
    help:
      "Propose epsilons at which each main figure is as precise: its error in percent of its mean.")
  var suggest: Int?

  @Option(help: "Sizes of lists, parted by commas: what can be asked with them.")
  var accounts: String?

  @Option(help: "With --accounts: epsilons, parted by commas.")
  var epsilon = "1"

  func run() throws {
    guard (1...99).contains(overlap) else { throw ValidationError("--overlap is 1 to 99.") }
    if let suggest, !(1...100).contains(suggest) {
      throw ValidationError("--suggest is 1 to 100.")
    }
    if let accounts { return try guide(accounts) }
    let plan = try options.open().plan(list: list, overlap: overlap, precision: suggest)
    if options.json { return try Console.json(plan) }
    Console.say(plan.title)
    Console.say("accounts meet \(plan.match)")
    for question in plan.questions { show(question) }
    show(plan.tables, groupings: plan.groupings)
    show(plan.initiator, "initiates", sends: "offer")
    show(plan.responder, "answers", sends: "answer")
    for expectation in plan.expected { show(expectation) }
    Console.say()
    Console.say(
      "Budget: at most epsilon \(plan.yearlyCap) in 365 days, runs that it holds: \(plan.runsAYear)\(left(plan)); delta \(plan.delta) a table"
    )
    Console.say(
      "  Epsilon bounds what is learned about whether an account is on a list. Which group a known")
    Console.say("  account is in costs twice that; thirty subsidiaries listed apart, thirty times.")
    Console.say(
      "  One row more or less in your CRM can move twice what an account moves; one moved between")
    Console.say("  accounts, four times.")
    for warning in plan.warnings { Console.say("Warning: \(warning)") }
    if let suggestion = plan.suggestion { show(suggestion, cap: plan.yearlyCap) }
  }

  private func show(_ suggestion: PlanSuggestion, cap: String) {
    Console.say()
    Console.say(
      "Epsilons at which a figure errs by at most \(suggestion.percent) % of its mean, 95 times in 100:"
    )
    Console.table(
      [["question", "now", "suggested", "decided by", "mean", "error, 95 %"]]
        + suggestion.questions.map {
          [
            $0.question, $0.epsilon, $0.suggested ?? "none", $0.figure, Number.grouped($0.mean),
            "± \(Number.grouped($0.error))",
          ]
        })
    guard let initiator = suggestion.initiator, let responder = suggestion.responder,
      let runs = suggestion.runsAYear
    else { return Console.say("  none: even an epsilon of 20 does not do; ask for fewer groups") }
    Console.say(
      "  A run would cost \(initiator) to initiate and \(responder) to answer; the yearly cap of \(cap) holds \(runs)."
    )
  }

  private func left(_ plan: PlanSummary) -> String {
    plan.runsLeft.map { ", left today: \($0)" } ?? ""
  }

  private func guide(_ accounts: String) throws {
    let sizes = accounts.split(separator: ",").compactMap { Int($0) }
    let parts = accounts.split(separator: ",").count
    guard !sizes.isEmpty, sizes.count == parts, sizes.allSatisfy((50...100_000_000).contains) else {
      throw ValidationError("--accounts takes numbers from 50 on, as 500,5000.")
    }
    let guide = try PlanGuide(
      accounts: sizes, epsilons: epsilon.split(separator: ",").map(String.init))
    if options.json { return try Console.json(guide) }
    for line in guide.markdown { Console.say(line) }
  }

  private func show(_ question: PlanSummary.Question) {
    Console.say()
    Console.say("\(question.question): \(question.counted), epsilon \(question.epsilon)")
    Console.table(
      [["figure", "how many", "error, 95 %", "mean if a fifth is shared", "useful from"]]
        + question.figures.map {
          [
            $0.name, Number.grouped($0.count), "± \($0.error)",
            $0.mean.map(Number.grouped) ?? "by product", Number.grouped($0.leastUseful),
          ]
        })
  }

  private func show(_ tables: [PlanSummary.Table], groupings: Int) {
    Console.say()
    let padded = groupings == 1 ? "one grouping" : "\(groupings) groupings"
    Console.say("Tables: \(tables.count), the initiator padded in \(padded)")
    Console.table(
      [["table", "groups", "epsilon", "fake accounts a cell", "points an account"]]
        + tables.prefix(12).map {
          [
            "\($0.table)", "\($0.initiatorGroups) x \($0.responderGroups)", $0.epsilon,
            Number.grouped($0.fakesPerCell), "\($0.pointsPerAccount)",
          ]
        })
    if tables.count > 12 { Console.say("    and \(tables.count - 12) more") }
  }

  private func show(_ expectation: PlanSummary.Expectation) {
    Console.say()
    Console.say(
      "From your list, \(expectation.question), if \(overlap) % is shared: of \(Number.grouped(expectation.figures)) figures about \(Number.grouped(expectation.belowMinimum)) below the minimum, \(Number.grouped(expectation.drowned)) lost in noise"
    )
    Console.table(
      [["group", "your accounts", "expected figure"]]
        + expectation.groups.prefix(20).map {
          [$0.group, Number.grouped($0.accounts), Number.grouped($0.expected)]
        })
    if expectation.groups.count > 20 {
      Console.say("    and \(expectation.groups.count - 20) more")
    }
    for sum in expectation.sums {
      let (least, most) = (sum.expected.min() ?? 0, sum.expected.max() ?? 0)
      Console.say(
        "  sums of \(sum.amount), \(sum.measure): \(Number.grouped(least)) to \(Number.grouped(most)) expected, each may err by \(Number.grouped(sum.deviation))"
      )
    }
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
