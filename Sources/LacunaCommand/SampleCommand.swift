// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom
internal import Ledger
internal import Samples

/// `lacuna sample`
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract:
      "Write rehearsal lists: vendor.csv and partner.csv, invented CRMs of well-known companies.")

  @Option(help: "Accounts on each list.") var accounts = 195
  @Option(help: "The same seed gives the same lists.") var seed: UInt64 = 1
  @Option(help: "Percent of each list that both have.") var shared = 40
  @Option(name: .customLong("to"), help: "The folder to write to.", completion: .directory)
  var folder = "."
  @Flag(help: "Replace lists that are there.") var force = false

  func run() throws {
    let pair = try SampleFiles.pair(accounts: accounts, seed: seed, shared: shared)
    for path in try SampleFiles.write(pair, to: folder, replacing: force ? .replace : .keep) {
      Console.say(path)
    }
  }
}

enum SampleFiles {
  static func pair(accounts: Int, seed: UInt64, shared: Int) throws -> SamplePair {
    do {
      return try SamplePair.make(accounts: accounts, seed: seed, sharedPercent: shared)
    } catch {
      throw CleanRoomError("usage", .usage, "\(error)")
    }
  }

  static func write(
    _ pair: SamplePair, to folder: String, replacing: ExistingFile
  ) throws(CleanRoomError) -> [String] {
    try RoomFiles.makeFolder(folder, mode: 0o755)
    var paths: [String] = []
    for (name, list) in [("vendor.csv", pair.vendor), ("partner.csv", pair.partner)] {
      let path = folder + "/" + name
      do {
        try Publication().publish(to: path, visibility: .everyone, existing: replacing) { writer in
          try list.write { (chunk: [UInt8]) in try writer.write(chunk) }
        }
      } catch {
        throw CleanRoomError(error)
      }
      paths.append(path)
    }
    return paths
  }
}
