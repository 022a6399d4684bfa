// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Ledger

/// Where the bytes of a list come from: a file, which is read anew each time, or standard input, of which what came is kept.
struct ListSource {
  /// How the tool's user names standard input in place of a file.
  static let standardInput = "-"

  /// In messages.
  let name: String
  private let path: String?
  private var kept: [[UInt8]] = []

  private static let chunkSize = 1 << 20

  /// For one pass: standard input passes through.
  init(_ path: String) {
    self.path = path == Self.standardInput ? nil : path
    name = path == Self.standardInput ? "standard input" : path
  }

  /// For several passes: standard input is read now, and held in memory.
  init(forSeveralPassesOver path: String) throws(CleanRoomError) {
    self.init(path)
    guard self.path == nil else { return }
    var chunks: [[UInt8]] = []
    try Self.read(OpenFile(number: 0, path: name), name) { chunk in
      chunks.append(chunk)
    }
    kept = chunks
  }

  func forEachChunk(
    _ body: ([UInt8]) throws -> Void
  ) throws(CleanRoomError) {
    do {
      for chunk in kept { try body(chunk) }
    } catch {
      throw CleanRoomError(error, file: error is AccountsError ? name : nil)
    }
    guard kept.isEmpty else { return }
    guard let path else { return try Self.read(OpenFile(number: 0, path: name), name, body) }
    let files = LocalFiles()
    do {
      guard let file = try files.open(path) else {
        throw CleanRoomError("file-missing", .fileMissing, "\(path): no such file")
      }
      defer { try? files.close(file) }
      try Self.read(file, name, body)
    } catch {
      throw CleanRoomError(error)
    }
  }

  private static func read(
    _ file: OpenFile, _ name: String, _ body: ([UInt8]) throws -> Void
  ) throws(CleanRoomError) {
    do {
      while true {
        let chunk = try LocalFiles().read(from: file, atMost: chunkSize)
        if chunk.isEmpty { return }
        try body(chunk)
      }
    } catch {
      throw CleanRoomError(error, file: error is AccountsError ? name : nil)
    }
  }
}
