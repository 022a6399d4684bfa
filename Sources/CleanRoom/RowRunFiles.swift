// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Cryptography
internal import Foundation
package import Ledger

/// Rows of the own list that are too many to be held, in files that have no name: they are gone with the process, however it ends.
package struct RowRunFiles: RowRuns, ~Copyable {
  private let folder: String
  private let files: any FileLayer
  private var runs: [Run] = []

  private struct Run {
    let file: OpenFile
    /// Length and SHA-256 of each part: what comes from the disk must be what went there.
    var parts: [(length: Int, digest: Digest)] = []
    /// How many parts were read.
    var read = 0
  }

  /// - Parameter folder: where the files lie; others must not be able to enter it.
  package init(in folder: String, _ files: any FileLayer = LocalFiles()) {
    self.folder = folder
    self.files = files
  }

  deinit {
    for run in runs { try? files.close(run.file) }
  }

  package var count: Int { runs.count }

  package mutating func keep(
    _ content: ((_ part: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    // Another process of the room has another name.
    let process = ProcessInfo.processInfo.processIdentifier
    let path = Publication.temporaryPath(for: "\(folder)/rows.\(process).\(count)")
    try files.remove(path)
    let written = try files.create(path, visibility: .owner)
    defer { try? files.close(written) }
    // Read through a second one: each has a place of its own in the file.
    let file = try files.open(path)
    try files.remove(path)
    guard let file else {
      throw CleanRoomError("file-missing", .fileMissing, "\(path): no such file")
    }
    runs.append(Run(file: file))
    try content { part in
      try files.write(part.span, to: written)
      runs[runs.count - 1].parts.append((part.count, try SHA256.digest(part)))
    }
  }

  package mutating func next(of run: Int) throws -> [UInt8] {
    let (file, number) = (runs[run].file, runs[run].read)
    guard number < runs[run].parts.count else { return [] }
    runs[run].read += 1
    let (length, digest) = runs[run].parts[number]
    let part = try files.read(from: file, atMost: length)
    guard try SHA256.digest(part) == digest else {
      throw LedgerError.fileSystem(.read, path: file.path, reason: "not what was written")
    }
    return part
  }
}
