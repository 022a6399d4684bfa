// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// `lacuna revoke`
struct RevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Never again take or send a message under an identity of a counterpart.",
    discussion: """
      For an identity that was lost or stolen. It counts for every room beside the same ledger, from now on and for \
      good: cards, terms and messages of it are refused. What was sent before cannot be called back.
      """)

  @OptionGroup var options: RoomOptions
  @Argument(help: "The identity's fingerprint, as agree show prints it.")
  var fingerprint: String

  func run() throws {
    let organisation = try options.open().revoke(fingerprint)
    if options.json { return try Console.json(["organisation": organisation]) }
    Console.say("revoked: an identity of \(organisation), for every room beside this ledger")
    Console.say("Next: their card of the new identity into Inbox, then lacuna agree new --force.")
  }
}
