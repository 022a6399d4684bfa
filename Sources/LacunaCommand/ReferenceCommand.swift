// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import ArgumentParser
internal import CleanRoom
internal import Ledger

/// `lacuna reference`
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Make a table of public facts about companies that both sides can agree on.",
    discussion: """
      Each file is text with columns: alias,canonical (an old domain and the one that stands for it); \
      name,country,canonical (a name in a country and the company's domain); or set,domain,role (domains of one owner: \
      from, to, cctld of DOMAIN, primary: NAME, additional, shared, associated). The table is agreed with lacuna agree \
      new --reference, and both sides hold it in their rooms as reference.csv. Make it from public facts alone: a table \
      made from a list tells the list.
      """)

  @Argument(help: "Files of public facts.", completion: .file(extensions: ["csv", "txt", "gz"]))
  var files: [String]

  @Option(help: "The file to write.", completion: .file(extensions: ["csv"]))
  var out = "reference.csv"

  @Flag(help: "Replace a file that is there.") var force = false
  @Flag(help: "Print the result as JSON.") var json = false

  /// How many facts that were left out are shown one by one.
  private static let shown = 20

  func run() throws {
    let made = try ReferenceFiles.make(
      from: files, to: out, replacing: force ? .replace : .keep)
    let result = Result(made, path: out, files: files)
    if json { return try Console.json(result) }
    Console.say("table:   \(out)")
    Console.say("facts:   \(Number.grouped(result.facts))")
    Console.say("digest:  \(result.digest)")
    guard !result.dropped.isEmpty else { return }
    Console.say()
    Console.say("Left out")
    Console.table(
      result.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        [$0.key, Number.grouped($0.value)]
      })
    for one in result.dropped.prefix(Self.shown) {
      Console.say("    \(one.file), line \(one.line): \(one.reason)")
    }
    if result.dropped.count > Self.shown {
      Console.say("    and \(Number.grouped(result.dropped.count - Self.shown)) more: --json")
    }
  }

  private struct Result: Encodable {
    let table: String
    let digest: String
    let facts: Int
    /// Facts that were left out, by reason.
    let reasons: [String: Int]
    let dropped: [Dropped]

    struct Dropped: Encodable {
      let file: String
      let line: Int
      let reason: String
    }

    init(_ made: ReferenceFiles.Made, path: String, files: [String]) {
      (table, digest, facts) = (path, made.digest.hex, made.facts)
      reasons = made.dropped.reduce(into: [:]) { $0[$1.reason, default: 0] += 1 }
      dropped = made.dropped.map {
        Dropped(
          file: files.indices.contains($0.file) ? files[$0.file] : "", line: $0.line,
          reason: $0.reason)
      }
    }
  }
}
