// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import ArgumentParser
internal import Blinding
internal import CleanRoom
internal import Foundation

/// What every verb of a room takes.
struct RoomOptions: ParsableArguments {
  @Option(name: .long, help: "The room's folder.", completion: .directory)
  var room = "."

  @Flag(name: .long, help: "Print results only.")
  var quiet = false

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  func open() throws -> Room { try Room(at: room, Room.Setting.today()) }

  /// The path as the user would type it from where they are.
  func shown(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}

extension Room.Setting {
  /// Today (UTC), all cores, derived noise.
  static func today() -> Room.Setting {
    let seconds = Date().timeIntervalSince1970
    return Room.Setting(
      today: Day(number: Int((seconds / 86_400).rounded(.down))),
      machinery: Machinery(workers: Workers(count: ProcessInfo.processInfo.activeProcessorCount)))
  }
}
