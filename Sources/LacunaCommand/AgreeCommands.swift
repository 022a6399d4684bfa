// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import ArgumentParser
internal import CleanRoom
internal import Ledger

/// `lacuna agree`
struct AgreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree", abstract: "Draft, read, check and sign the agreement.",
    subcommands: [New.self, Show.self, Check.self, Sign.self])

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
