// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Every file below a folder: its bytes and its mode. What did not change was not written.
struct Snapshot {
  private struct File: Equatable {
    let bytes: Data
    let mode: Int
  }

  private var files: [String: File] = [:]

  init(of folder: URL) throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let full = folder.appending(path: path).path
      let attributes = try FileManager.default.attributesOfItem(atPath: full)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
      files[path] = File(
        bytes: try Data(contentsOf: URL(filePath: full)), mode: mode)
    }
  }

  var paths: [String] { files.keys.sorted() }

  /// What is written since: paths that are new, changed or gone.
  func changes(in folder: URL) throws -> [String] {
    let now = try Snapshot(of: folder).files
    return Set(files.keys).union(now.keys).filter { files[$0] != now[$0] }.sorted()
  }

  func bytes(_ path: String) -> Data? { files[path]?.bytes }
}
