// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Company {
  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: room.appending(path: name))
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      at: room.appending(path: name), withIntermediateDirectories: true)
  }

  func runFiles() throws -> [URL] { try files(in: "Keys/runs") }

  func runKeys() throws -> [URL] {
    try runFiles().filter { $0.lastPathComponent.hasSuffix(".key") }
  }

  func seeds() throws -> [URL] {
    try files(in: "Keys/seeds").filter { $0.lastPathComponent.hasSuffix(".key") }
  }

  private func files(in name: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: room.appending(path: name), includingPropertiesForKeys: nil)
  }

  func open(_ file: URL) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
  }

  /// Changes the last letter of the key in a file, whose mode stays.
  func spoil(_ file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = text.replacing(/(lacuna(?:seed|run)1.*)(.)\n/) { match in
      match.1 + (match.2 == "q" ? "p" : "q") + "\n"
    }
    try overwrite(file, changed)
  }
}

extension Company {
  /// Writes a file of the room anew.
  func edit(_ name: String, _ change: (String) throws -> String) throws {
    let file = room.appending(path: name)
    try overwrite(file, change(String(contentsOf: file, encoding: .utf8)))
  }

  /// In place: the mode of a key stays.
  func overwrite(_ file: URL, _ text: String) throws {
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }
}

extension String {
  struct Unchanged: Error { let pattern: String }

  /// The text with the first match of a regular expression replaced; an error where there is none.
  func replacingFirst(_ pattern: String, by new: String) throws -> String {
    guard let range = range(of: pattern, options: .regularExpression) else {
      throw Unchanged(pattern: pattern)
    }
    return replacingCharacters(in: range, with: new)
  }
}
