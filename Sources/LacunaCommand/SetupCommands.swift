// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import ArgumentParser
internal import CleanRoom

/// `lacuna init`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a room for one counterpart, and an identity in it.")

  @Argument(help: "The new folder, named after the counterpart.", completion: .directory)
  var folder: String

  @Option(name: .customLong("as"), help: "Your company's name, as reports shall speak of it.")
  var name: String

  @Option(help: "Your organisation's short name (a-z, 0-9, -). Default: made from the name.")
  var organisation: String?

  @Option(help: "The list whose budget is spent here. Every export of one CRM is the same lineage.")
  var lineage = "customers"

  @Flag(help: "Put the keys under a passphrase, which is asked for on the terminal.")
  var passphrase = false

  @Option(help: "Put the keys under the passphrase on this file descriptor, one line.")
  var passphraseFd: Int32?

  func run() throws {
    let source =
      passphrase || passphraseFd != nil
      ? try PassphraseDescriptor.source(passphraseFd, or: .terminal) : nil
    let (room, identity) = try Room.make(
      at: folder, name: name, organisation: organisation ?? Slug.make(from: name),
      lineage: lineage, .today(), passphrase: source)
    Console.say("room:         \(folder)")
    Console.say(
      "ledger:       \(room.ledgerFolder)/ledger.sqlite (shared by rooms beside this one)")
    Console.say("identity:     \(identity)")
    Console.say("fingerprint:  \(identity.fingerprint)")
    Console.say()
    Console.say("Back up \(folder)/Keys: without it, files sealed to you cannot be opened.")
    Console.say("Next, if you answer:    cd \(folder) && lacuna card --accounts N")
    Console.say(
      "Next, if you initiate:  put the counterpart's card into \(folder)/Inbox, then lacuna agree new --accounts N"
    )
  }
}

/// A short name from a company's name.
enum Slug {
  static func make(from name: String) -> String {
    var slug = ""
    for unit in name.lowercased().unicodeScalars {
      if ("a"..."z").contains(unit) || ("0"..."9").contains(unit) {
        slug.unicodeScalars.append(unit)
      } else if !slug.isEmpty, !slug.hasSuffix("-") {
        slug += "-"
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return String(slug.prefix(40))
  }
}

/// `lacuna card`
struct CardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Write the card that the drafting side needs: your public keys, and a commitment.")

  @OptionGroup var options: RoomOptions

  @Option(help: "The most accounts your list will hold; the counterpart sees this number.")
  var accounts: Int

  func run() throws {
    let (path, card) = try options.open().makeCard(accounts: accounts)
    if options.json {
      return try Console.json(["card": path, "fingerprint": card.party.identity.fingerprint])
    }
    Console.say("card:         \(options.shown(path))")
    Console.say("fingerprint:  \(card.party.identity.fingerprint)")
    Console.say()
    Console.say(
      "Mail the card. Whoever receives it drafts and initiates, and then risks less than you.")
    Console.say("It serves one agreement. Compare fingerprints over the telephone.")
  }
}
