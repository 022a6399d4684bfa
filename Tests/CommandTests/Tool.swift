// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The built tool, started as a person would start it.
enum Tool {
  /// The tool lies beside the test bundle; `LACUNA_TOOL` names another one.
  static func path() throws -> String {
    if let named = ProcessInfo.processInfo.environment["LACUNA_TOOL"] {
      guard FileManager.default.isExecutableFile(atPath: named) else {
        throw Missing(description: "LACUNA_TOOL: no program at \(named)")
      }
      return named
    }
    // On Linux the bundle is the program that runs; on macOS it is an argument of that program.
    let bundles = CommandLine.arguments.compactMap { argument -> String? in
      guard let end = argument.range(of: ".xctest") else { return nil }
      return String(argument[..<end.upperBound])
    }
    let beside = bundles.map { URL(filePath: $0).deletingLastPathComponent() }
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../.build/release").standardized
    let places = (beside + [package]).map { $0.appending(path: "lacuna").path }
    guard let found = places.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw Missing(description: "the tool is not built; looked for \(places)")
    }
    return found
  }

  struct Missing: Error, CustomStringConvertible { let description: String }

  /// Runs the tool to its end.
  static func run(_ arguments: [String], in folder: URL) async throws -> Outcome {
    try await start(arguments, in: folder).outcome()
  }

  /// Starts the tool; the caller awaits its outcome.
  static func start(_ arguments: [String], in folder: URL) throws -> Running {
    try Running(path(), arguments, in: folder)
  }

  /// Runs a line as a shell does, with the tool on its path.
  static func shell(_ line: String, in folder: URL) async throws -> Outcome {
    try await Running("/bin/sh", ["-c", line], in: folder).outcome()
  }
}

/// What a process left: its status, or the signal that ended it, and both streams.
struct Outcome: Sendable {
  let status: Int32
  let signal: Int32?
  let out: String
  let err: String
}

/// A process of ours that has been started.
final class Running {
  private let process = Process()
  private let streams: URL
  private let ended: AsyncStream<Void>

  init(
    _ program: String, _ arguments: [String], in folder: URL,
    input: FileHandle = .nullDevice
  ) throws {
    streams = FileManager.default.temporaryDirectory.appending(
      path: "lacuna-streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Nothing of the caller's surroundings: no terminal, no colours, no width.
    let folderOfTool = try URL(filePath: Tool.path()).deletingLastPathComponent().path
    process.environment = ["PATH": "\(folderOfTool):/usr/bin:/bin", "LC_ALL": "C"]
    process.standardInput = input
    let out = try Self.fresh(streams.appending(path: "out"))
    let err = try Self.fresh(streams.appending(path: "err"))
    process.standardOutput = out
    process.standardError = err
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    self.ended = ended
    process.terminationHandler = { _ in end.finish() }
    try process.run()
    // The process has its own; ours would stay open as long as Foundation keeps the object.
    try out.close()
    try err.close()
  }

  var identifier: Int32 { process.processIdentifier }

  /// What the process has written to its error stream.
  func errorsSoFar() throws -> String {
    try String(contentsOf: streams.appending(path: "err"), encoding: .utf8)
  }

  /// Waits until `condition` holds; false after half a minute in which it did not.
  func wait(until condition: () throws -> Bool) async throws -> Bool {
    for _ in 0..<3000 {
      if try condition() { return true }
      guard process.isRunning else { return false }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  /// Sends a signal, unless the process has ended.
  func send(_ signal: Int32) {
    if process.isRunning { _ = kill(process.processIdentifier, signal) }
  }

  func outcome() async throws -> Outcome {
    for await _ in ended {}
    defer { try? FileManager.default.removeItem(at: streams) }
    let died = process.terminationReason == .uncaughtSignal
    return Outcome(
      status: died ? -1 : process.terminationStatus,
      signal: died ? process.terminationStatus : nil,
      out: try String(contentsOf: streams.appending(path: "out"), encoding: .utf8),
      err: try String(contentsOf: streams.appending(path: "err"), encoding: .utf8))
  }

  private static func fresh(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }
}
