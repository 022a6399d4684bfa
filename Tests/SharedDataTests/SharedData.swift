// SPDX-License-Identifier: Apache-2.0

import Accounts
import Foundation
import Testing

/// ../shared/data, seen from the package's root: real lists, too large and not ours to ship.
enum SharedData {
  /// Said once a suite, where the folder is absent.
  struct Absent: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "\(path) is absent: this suite needs it; without it leave the suite out and say so"
    }
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/data").standardizedFileURL

  static func root() throws -> URL {
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw Absent(path: folder.path)
    }
    return folder
  }

  /// A file by its name, or the one that it became as `PATH.gz`.
  static func file(_ path: String) throws -> URL {
    let file = try root().appending(path: path)
    return FileManager.default.fileExists(atPath: file.path)
      ? file : file.appendingPathExtension("gz")
  }

  /// What a file holds, unpacked.
  static func bytes(_ path: String) throws -> [UInt8] { try bytes(file(path)) }

  static func bytes(_ file: URL) throws -> [UInt8] {
    let bytes = Array(try Data(contentsOf: file))
    guard file.pathExtension == "gz" else { return bytes }
    let decoder = GzipDecoder()
    var unpacked: [UInt8] = []
    try decoder.inflate(bytes) { unpacked += $0 }
    try decoder.finish()
    return unpacked
  }
}

/// A suite over shared data fails as a whole, and says why, where the data is absent.
struct SharedDataRequired: SuiteTrait {
  func prepare(for test: Test) async throws { _ = try SharedData.root() }
}

extension Trait where Self == SharedDataRequired {
  static var sharedData: Self { SharedDataRequired() }
}
