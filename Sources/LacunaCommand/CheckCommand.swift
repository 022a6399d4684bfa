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

  func run() throws {
    let check = try options.open().checkList(at: list)
    for note in check.notes { Console.note("\(note)", quiet: options.quiet) }
    if let written = check.written {
      Console.note(
        "wrote \(options.shown(written)); edit it and run check again", quiet: options.quiet)
    }
    try ListReport(check).show(asJSON: options.json)
  }
}
