// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// `lacuna blind`
struct BlindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blind",
    abstract: "Make the blinded file that is due: an offer, or the answer to the offer in Inbox.")

  @OptionGroup var options: RoomOptions

  @Argument(help: "Your list.", completion: .file(extensions: ["csv"]))
  var list: String

  @Option(help: "The offer to answer. Default: the newest in Inbox.", completion: .file())
  var offer: String?

  func run() throws {
    let sent = try options.open().blind(list: list, offer: offer)
    try SentText.show(sent, options)
  }
}

/// `lacuna match`
struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract:
      "Initiator: match the answer in Inbox, release the report, make the copy for the other side.")

  @OptionGroup var options: RoomOptions

  @Option(help: "The answer. Default: the newest in Inbox.", completion: .file())
  var answer: String?

  func run() throws {
    let held = try options.open().match(answer: answer)
    try HeldText.show(held, options)
  }
}

/// `lacuna report`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Take the report in Inbox, or write the pages of the last one again.")

  @OptionGroup var options: RoomOptions

  @Option(help: "The report's file. Default: the newest in Inbox.", completion: .file())
  var message: String?

  func run() throws {
    let held = try options.open().report(message: message)
    try HeldText.show(held, options)
  }
}

/// `lacuna abandon`
struct AbandonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "abandon",
    abstract: "Close a run that will not go on; what was paid stays paid.")

  @OptionGroup var options: RoomOptions

  func run() throws {
    let run = try options.open().abandon()
    if options.json { return try Console.json(["closed": RunName.text(run)]) }
    Console.say("run \(RunName.short(run)) is closed")
  }
}

enum SentText {
  static func show(_ sent: SentMessage, _ options: RoomOptions) throws {
    let again = sent.outcome == .sentAgain
    if options.json {
      return try Console.json([
        "kind": sent.kind.rawValue, "run": RunName.text(sent.run), "file": sent.path,
        "outcome": again ? "sent-again" : "made",
      ])
    }
    if again {
      Console.note(
        "made and paid for before: the same file again, at no cost", quiet: options.quiet)
    }
    Console.say("\(sent.kind.rawValue):  \(options.shown(sent.path))")
    Console.say("Mail this file. Before it leaves, anyone may look at it: lacuna inspect FILE")
  }
}

enum HeldText {
  static func show(_ held: HeldReport, _ options: RoomOptions) throws {
    if options.json {
      return try Console.json([
        "report": held.folder + "/report.json", "digest": held.jsonDigest,
        "file": held.sent?.path ?? "",
      ])
    }
    Console.say("report:  \(options.shown(held.folder))/report.html")
    Console.say("digest:  \(held.jsonDigest)")
    if let sent = held.sent {
      Console.say("mail:    \(options.shown(sent.path))")
    }
    Console.say("Yours alone, never sent: \(options.shown(options.room))/Annex")
  }
}
