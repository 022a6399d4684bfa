// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import ArgumentParser
internal import CleanRoom

/// `lacuna check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Dry run on your list: columns, keys, rejected rows, values. Nothing leaves.",
    discussion: "Guesses mapping.yaml the first time; edit it and run check again.")

  @OptionGroup var options: RoomOptions

  @Argument(
    help: "Your list: any export with columns, also as gzip; - is standard input.",
    completion: .file(extensions: ["csv", "txt", "tsv", "gz"]))
  var list: String

  @Flag(help: "Show some values of each column where the output is no terminal, too.")
  var samples = false

  func run() throws {
    let check = try options.open().checkList(at: list)
    for note in check.notes { Console.note("\(note)", quiet: options.quiet) }
    if let written = check.written {
      Console.note(
        "wrote \(options.shown(written)); edit it and run check again", quiet: options.quiet)
    }
    // Names and websites go to the owner's terminal, and to a file or another program only if asked for.
    let showsSamples = samples || Console.isTerminal
    try ListReport(check, samples: showsSamples ? check.samples : [:]).show(asJSON: options.json)
  }
}
