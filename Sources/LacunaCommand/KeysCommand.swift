// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// `lacuna keys`
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Put the keys of a room under a passphrase, or take it off.",
    subcommands: [Protect.self, Unprotect.self])

  struct Protect: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Seal every key under a passphrase; where they have one, change it.",
      discussion: """
        Asks on the terminal, without echo. Identity, seeds and run keys are sealed alike, and those still to come. \
        Write the passphrase down where it is safe: nothing opens the keys without it.
        """)

    @OptionGroup var options: RoomOptions
    @Option(help: "Read the new passphrase from this file descriptor, one line.")
    var newPassphraseFd: Int32?

    func run() throws {
      let source = try PassphraseDescriptor.source(newPassphraseFd, or: .terminal)
      let count = try options.open().protectKeys(source)
      if options.json { return try Console.json(["keys": count]) }
      Console.say("sealed:  \(count) keys in \(options.shown(options.room))/Keys")
      Console.say("Backups from before hold them without this passphrase.")
    }
  }

  struct Unprotect: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take the passphrase off every key.")

    @OptionGroup var options: RoomOptions

    func run() throws {
      let count = try options.open().unprotectKeys()
      if options.json { return try Console.json(["keys": count]) }
      Console.say(
        "plain:   \(count) keys in \(options.shown(options.room))/Keys; only their file modes protect them"
      )
    }
  }
}

/// A passphrase on a file descriptor of the shell: not seen in the list of processes.
enum PassphraseDescriptor {
  static func source(
    _ descriptor: Int32?, or other: PassphraseSource
  ) throws -> PassphraseSource {
    guard let descriptor else { return other }
    guard descriptor == 0 || (3...1023).contains(descriptor) else {
      throw ValidationError("A passphrase's file descriptor is 0 or from 3 on, as in: 3<FILE")
    }
    return .descriptor(descriptor)
  }
}
