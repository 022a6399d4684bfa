// SPDX-License-Identifier: Apache-2.0

/// Puts a file in its place whole or not at all: temporary name in the same folder, write, sync,
/// rename, sync the folder.
///
/// After a crash at any step the name holds all bytes or does not exist, and publishing again
/// completes it. A left-over temporary file (`.NAME.partial`) is replaced then.
package struct Publication: Sendable {
  private let files: any FileLayer

  package init(_ files: any FileLayer = LocalFiles()) {
    self.files = files
  }

  /// Writes what `content` writes to `path`.
  /// - Throws: `differentFile` where `existing` is `keep` and other bytes stand there;
  ///   `diskFull`, `fileSystem`; `interrupted` with what `content` threw.
  package func publish(
    to path: String, visibility: Visibility, existing: ExistingFile,
    content: (inout FileWriter) throws -> Void
  ) throws(LedgerError) {
    let temporary = Publication.temporaryPath(for: path)
    try files.remove(temporary)
    do throws(LedgerError) {
      try write(temporary, visibility: visibility, content: content)
      if try !files.rename(temporary, to: path, existing: existing) {
        guard try sameBytes(temporary, path) else { throw .differentFile(path: path) }
        try files.remove(temporary)
      }
    } catch {
      // Best effort: what failed is reported, not that its rest could not be removed.
      try? files.remove(temporary)
      throw error
    }
    try files.syncFolder(of: path)
  }

  package static func temporaryPath(for path: String) -> String {
    let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:))
    let name = start ?? path.startIndex
    return "\(path[..<name]).\(path[name...]).partial"
  }

  private func write(
    _ path: String, visibility: Visibility, content: (inout FileWriter) throws -> Void
  ) throws(LedgerError) {
    let file = try files.create(path, visibility: visibility)
    do {
      var writer = FileWriter(files: files, file: file)
      try content(&writer)
      try files.sync(file)
    } catch {
      try? files.close(file)
      throw error as? LedgerError ?? .interrupted(error)
    }
    try files.close(file)
  }

  private func sameBytes(_ first: String, _ second: String) throws(LedgerError) -> Bool {
    guard try files.size(of: first) == files.size(of: second) else { return false }
    guard let left = try files.open(first) else { return false }
    defer { try? files.close(left) }
    guard let right = try files.open(second) else { return false }
    defer { try? files.close(right) }
    while true {
      let expected = try files.read(from: left, atMost: 1 << 20)
      guard try files.read(from: right, atMost: 1 << 20) == expected else { return false }
      if expected.isEmpty { return true }
    }
  }
}

/// Takes the bytes of a file that is being published.
package struct FileWriter {
  let files: any FileLayer
  let file: OpenFile

  package func write(_ bytes: [UInt8]) throws(LedgerError) { try write(bytes.span) }

  /// Of a secret no copy is made on the way.
  package func write(_ bytes: Span<UInt8>) throws(LedgerError) {
    try files.write(bytes, to: file)
  }
}
