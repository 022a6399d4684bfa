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

  /// A file as it is, or the one that it was before it became `PATH.gz`.
  static func bytes(_ path: String) throws -> [UInt8] {
    let file = try root().appending(path: path)
    if FileManager.default.fileExists(atPath: file.path) {
      return Array(try Data(contentsOf: file))
    }
    let decoder = GzipDecoder()
    var bytes: [UInt8] = []
    let packed = try Data(contentsOf: file.appendingPathExtension("gz"))
    try decoder.inflate(Array(packed)) { bytes += $0 }
    try decoder.finish()
    return bytes
  }
}

/// A suite over shared data fails as a whole, and says why, where the data is absent.
struct SharedDataRequired: SuiteTrait {
  func prepare(for test: Test) async throws { _ = try SharedData.root() }
}

extension Trait where Self == SharedDataRequired {
  static var sharedData: Self { SharedDataRequired() }
}
