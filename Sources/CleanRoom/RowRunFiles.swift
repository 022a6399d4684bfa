// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Foundation
package import Ledger

/// Rows of the own list that are too many to be held, in files that have no name: they are gone with the process, however it ends.
package struct RowRunFiles: RowRuns, ~Copyable {
  private let folder: String
  private let files: any FileLayer
  private var runs: [OpenFile] = []

  /// - Parameter folder: where the files lie; others must not be able to enter it.
  package init(in folder: String, _ files: any FileLayer = LocalFiles()) {
    self.folder = folder
    self.files = files
  }

  deinit {
    for run in runs { try? files.close(run) }
  }

  package var count: Int { runs.count }

  package mutating func keep(
    _ content: ((_ part: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    // Another process of the room has another name.
    let path = "\(folder)/.rows.\(ProcessInfo.processInfo.processIdentifier).\(count).partial"
    try files.remove(path)
    let written = try files.create(path, visibility: .owner)
    defer { try? files.close(written) }
    // Read through a second one: each has a place of its own in the file.
    let run = try files.open(path)
    try files.remove(path)
    guard let run else {
      throw CleanRoomError("file-missing", .fileMissing, "\(path): no such file")
    }
    runs.append(run)
    try content { part in try files.write(part.span, to: written) }
  }

  package mutating func next(of run: Int, atMost count: Int) throws -> [UInt8] {
    try files.read(from: runs[run], atMost: count)
  }
}
