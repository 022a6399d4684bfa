// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import ArgumentParser
internal import CleanRoom
internal import Ledger
internal import Release
internal import Samples

/// `lacuna agree`
struct AgreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree", abstract: "Draft, read, check and sign the agreement.",
    subcommands: [New.self, Show.self, Check.self, Sign.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draft agreement.yaml from the counterpart's card; you become the initiator.")

    @OptionGroup var options: RoomOptions
    @Option(help: "The card. Default: the only one in Inbox.", completion: .file())
    var card: String?
    @Option(help: "The most accounts your list will hold; the counterpart sees this number.")
    var accounts: Int
    @Option(help: "A title. Default: both names.") var title: String?
    @Option(help: "What this is for.") var purpose = "Joint account planning"
    @Option(help: "Epsilon of the account map: smaller is more private, and noisier.")
    var epsilon = "1"
    @Option(help: "The most epsilon a side spends on the other in any 365 days.")
    var yearlyCap = "4"
    @Option(help: "One more dimension to split by, such as industry.") var by: String?
    @Option(help: "Its values, parted by commas. Default for industry: a list of twelve.")
    var values: String?
    @Option(help: "Whose groups it splits: initiator or responder.") var of = "initiator"
    @Option(help: "For how many days the agreement is valid.") var days = 365
    @Option(help: "Released figures below this are not displayed.") var minimum = 10
    @Flag(help: "Replace a draft that is there.") var force = false

    func run() throws {
      let terms = try options.open().draftAgreement(
        card: card, try choices(), replacing: force ? .replace : .keep)
      if options.json { return try Console.json(["digest": terms.agreement.digest.hex]) }
      Console.say("draft:   \(options.shown(options.room + "/agreement.yaml"))")
      Console.say("digest:  \(terms.agreement.digest.hex)")
      Console.say()
      Console.say("Edit it if you like, then: lacuna agree show; lacuna plan; lacuna agree sign")
    }

    private func choices() throws -> DraftChoices {
      guard let epsilon = try? Epsilon(parsing: epsilon),
        let cap = try? Epsilon(parsing: yearlyCap)
      else { throw ValidationError("Write epsilon as a fraction: 1, 0.5 or 1/3.") }
      guard (1...3660).contains(days) else { throw ValidationError("--days is 1 to 3660.") }
      return DraftChoices(
        title: title, purpose: purpose, accounts: accounts, epsilon: epsilon, yearlyCap: cap,
        by: try further(), days: days, minimum: minimum)
    }

    private func further() throws -> (dimension: Dimension, of: Role)? {
      guard let by else { return nil }
      guard let role = Role.allCases.first(where: { "\($0)" == of }) else {
        throw ValidationError("--of is initiator or responder.")
      }
      var names = values.map { $0.split(separator: ",").map { trimmed($0) } } ?? []
      if names.isEmpty, by == "industry" { names = SampleIndustry.allCases.map(\.rawValue) }
      guard !names.isEmpty else {
        throw ValidationError("Name the values of \(by): --values A,B,C")
      }
      return (Dimension(name: by, values: names, rollUp: .majority, unlisted: .other), role)
    }

    private func trimmed(_ text: Substring) -> String {
      var text = text
      while text.first == " " { text.removeFirst() }
      while text.last == " " { text.removeLast() }
      return String(text)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The agreement in plain words: what it discloses, to whom, and who risks what.")

    @OptionGroup var options: RoomOptions

    func run() throws {
      let room = try options.open()
      try AgreementText.require(try room.receiveAgreement(), options)
      try AgreementText.show(try room.agreement().terms, options)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Check every rule of the agreement; the responder's comes out of the offer in Inbox.")

    @OptionGroup var options: RoomOptions

    @Flag(help: "Take the agreement of the newest offer, in place of the one that is here.")
    var force = false

    func run() throws {
      let room = try options.open()
      try AgreementText.require(
        try room.receiveAgreement(replacing: force ? .replace : .keep), options)
      let (terms, role) = try room.checkAgreement()
      try AgreementText.show(terms, options)
      if options.json { return }
      Console.say("You are the \(role). Every rule holds. If you agree: lacuna agree sign")
    }
  }

  struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sign agreement.yaml as it stands; any later change needs a new signature.")

    @OptionGroup var options: RoomOptions
    @Option(help: "The fingerprint of a further identity of a counterpart you know by another.")
    var accept: String?

    func run() throws {
      let room = try options.open()
      let (terms, role, path) = try room.signAgreement(accepting: accept)
      if options.json {
        return try Console.json(["signature": path, "digest": terms.agreement.digest.hex])
      }
      for warning in try room.plan().warnings {
        Console.note("warning: \(warning)", quiet: options.quiet)
      }
      Console.say("signed:  \(options.shown(path))")
      Console.say("digest:  \(terms.agreement.digest.hex)")
      Console.say()
      Console.say(
        role == .initiator
          ? "Next: lacuna check LIST, lacuna plan, then lacuna blind LIST (the offer carries the agreement)."
          : "Next: lacuna check LIST, then lacuna blind LIST (the answer carries your signature).")
    }
  }
}

enum AgreementText {
  /// Says where the terms came from, or that there are none.
  static func require(_ received: Room.ReceivedAgreement, _ options: RoomOptions) throws {
    switch received {
    case .present: break
    case .received(let path):
      Console.note("agreement.yaml taken from \(options.shown(path))", quiet: options.quiet)
    case .absent:
      throw CleanRoomError(
        "file-missing", .fileMissing,
        "there is no agreement.yaml, and Inbox holds no offer for this room",
        hint: "to answer, put the offer into Inbox; to initiate, draft: lacuna agree new")
    }
  }

  static func show(_ terms: RunTerms, _ options: RoomOptions) throws {
    let parts = AgreementSummary(terms).parts
    if options.json { return try Console.json(parts) }
    for part in parts {
      Console.say(part.heading)
      for line in part.lines { Console.say("  " + line) }
      Console.say()
    }
  }
}
