// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// `lacuna status`
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Where this room stands, and the next command to type.")

  @OptionGroup var options: RoomOptions

  func run() throws {
    let status = try options.open().status()
    if options.json { return try Console.json(status) }
    var rows = [["room of", status.owner]]
    if let counterpart = status.counterpart { rows.append(["with", counterpart]) }
    if let role = status.role { rows.append(["as", role]) }
    if let spent = status.spent, let cap = status.cap {
      rows.append(["epsilon spent in 365 days", "\(spent) of \(cap)"])
    }
    rows.append(["on all counterparts together", status.spentOnAll])
    for row in rows { Console.say("\(row[0]):  \(row[1])") }
    if status.isTotalHigh {
      Console.note(
        "more than epsilon \(RoomStatus.totalWorthAWarning) of this list is spent; "
          + "counterparts who compare notes add it up", quiet: options.quiet)
    }
    Console.say()
    Console.say(status.state)
    Console.say("next:  \(status.next)")
  }
}

/// `lacuna inspect`
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Any file of lacuna: what it is, for whom, who signed it, its size. No secret.")

  @OptionGroup var options: RoomOptions

  @Argument(help: "The file.", completion: .file())
  var file: String

  func run() throws {
    // Whoever decides whether a file may leave need not have a room.
    let isRoom = RoomFiles.exists(options.room + "/room.yaml")
    let description =
      isRoom ? try options.open().inspect(file) : try Room.inspectOutside(file)
    if options.json { return try Console.json(description) }
    Console.say("\(description.kind), \(Number.grouped(description.bytes)) bytes")
    for fact in description.facts { Console.say("  \(fact.name): \(fact.value)") }
    Console.say("  sha256: \(description.sha256)")
  }
}

/// `lacuna ledger`
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "What was signed, sent, received, released and spent; verifies the hash chains.")

  @OptionGroup var options: RoomOptions

  func run() throws {
    let view = try options.open().ledgerView()
    if options.json {
      try Console.json(view)
    } else {
      show(view)
    }
    guard view.isWhole else {
      throw CleanRoomError(
        "ledger-broken", .inputOutput, "\(view.path): \(view.verdict)",
        hint: "see 'Recovery' in Protocols/ledger.md")
    }
  }

  private func show(_ view: LedgerView) {
    Console.say(options.shown(view.path))
    Console.table(
      [["entry", "day", "with", "what", "run", "epsilon", "reserved"]]
        + view.entries.map {
          [
            "\($0.sequence)", $0.day, $0.counterpart, $0.kind, String($0.run.prefix(8)), $0.charge,
            $0.reserve,
          ]
        })
    Console.say()
    for spent in view.spent {
      Console.say(
        "\(spent.lineage), \(spent.counterpart ?? "all counterparts"): epsilon \(spent.epsilon) in 365 days"
      )
    }
    Console.say(view.verdict)
  }
}
