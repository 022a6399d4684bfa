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

  @OptionGroup var mail: MailOptions

  func run() throws {
    let sent = try options.open(mail).blind(list: list, offer: offer)
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

  @OptionGroup var mail: MailOptions

  func run() throws {
    let held = try options.open(mail).match(answer: answer)
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
  private struct Result: Encodable {
    let kind: String
    let run: String
    let file: String
    let parts: [String]
    let outcome: String
  }

  static func show(_ sent: SentMessage, _ options: RoomOptions) throws {
    let again = sent.outcome == .sentAgain
    if options.json {
      return try Console.json(
        Result(
          kind: sent.kind.rawValue, run: RunName.text(sent.run), file: sent.path,
          parts: sent.parts, outcome: again ? "sent-again" : "made"))
    }
    if again {
      Console.note(
        "made and paid for before: the same file again, at no cost", quiet: options.quiet)
    }
    Console.say("\(sent.kind.rawValue):  \(options.shown(sent.path))")
    guard sent.parts.isEmpty else {
      for part in sent.parts { Console.say("part:   \(options.shown(part))") }
      Console.say(
        "Mail all \(sent.parts.count) parts, or hand over the whole file another way. Before they leave,"
      )
      return Console.say("anyone may look at them: lacuna inspect FILE")
    }
    Console.say("Mail this file. Before it leaves, anyone may look at it: lacuna inspect FILE")
  }
}

enum HeldText {
  private struct Result: Encodable {
    let report: String
    let digest: String
    let exchangeCheck: String
    let file: String
    let parts: [String]
  }

  static func show(_ held: HeldReport, _ options: RoomOptions) throws {
    if options.json {
      return try Console.json(
        Result(
          report: held.folder + "/report.json", digest: held.jsonDigest,
          exchangeCheck: held.exchangeCheckHint == nil ? "passed" : "failed",
          file: held.sent?.path ?? "", parts: held.sent?.parts ?? []))
    }
    Console.say("report:  \(options.shown(held.folder))/report.html")
    Console.say("digest:  \(held.jsonDigest)")
    Console.say("check:   \(held.exchangeCheck)")
    if let hint = held.exchangeCheckHint {
      Console.say("Do not rely on the figures: \(hint).")
    }
    if let sent = held.sent {
      Console.say("mail:    \(options.shown(sent.path))")
      for part in sent.parts { Console.say("part:    \(options.shown(part))") }
      if !sent.parts.isEmpty {
        Console.say("Mail all \(sent.parts.count) parts, or hand over the whole file another way.")
      }
    }
    Console.say("Yours alone, never sent: \(options.shown(options.room))/Annex")
  }
}
