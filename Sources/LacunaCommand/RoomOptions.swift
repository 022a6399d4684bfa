// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// What every verb of a room takes.
struct RoomOptions: ParsableArguments {
  @Option(name: .long, help: "The room's folder.", completion: .directory)
  var room = "."

  @Flag(name: .long, help: "Print results only.")
  var quiet = false

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  func open() throws -> Room {
    try Room(at: room, .today(progress: quiet ? nil : ProgressLine.onTerminal()))
  }

  /// The path as the user would type it from where they are.
  func shown(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}
