// SPDX-License-Identifier: Apache-2.0

import CleanRoom
import Foundation
import Ledger
import TestSupport
import Testing

/// Where rows lie that are too many to be held.
@Suite struct RowRunFilesTests {
  @Test func `runs have no name in their folder, and are read apart`() throws {
    try withTemporaryFolder { folder in
      var runs = RowRunFiles(in: folder.path)
      for byte in [1, 2] as [UInt8] {
        try runs.keep { emit in
          try emit([UInt8](repeating: byte, count: 1000))
          #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
          try emit([byte])
        }
      }
      #expect(runs.count == 2)
      #expect(try runs.next(of: 1) == [UInt8](repeating: 2, count: 1000))
      #expect(try runs.next(of: 0) == [UInt8](repeating: 1, count: 1000))
      #expect(try runs.next(of: 1) == [2])
      #expect(try runs.next(of: 1).isEmpty && runs.next(of: 1).isEmpty)
    }
  }

  /// Gives other bytes than were written, or fewer.
  struct DamagedFiles: FileLayer {
    enum Damage { case otherByte, cutOff }

    let local = LocalFiles()
    let damage: Damage

    func read(from file: OpenFile, atMost count: Int) throws(LedgerError) -> [UInt8] {
      var bytes = try local.read(from: file, atMost: count)
      switch damage {
      case .otherByte: bytes[bytes.count / 2] ^= 1
      case .cutOff: bytes.removeLast()
      }
      return bytes
    }

    func size(of path: String) throws(LedgerError) -> UInt64? { try local.size(of: path) }
    func create(_ path: String, visibility: Visibility) throws(LedgerError) -> OpenFile {
      try local.create(path, visibility: visibility)
    }
    func open(_ path: String) throws(LedgerError) -> OpenFile? { try local.open(path) }
    func write(_ bytes: Span<UInt8>, to file: OpenFile) throws(LedgerError) {
      try local.write(bytes, to: file)
    }
    func sync(_ file: OpenFile) throws(LedgerError) { try local.sync(file) }
    func close(_ file: OpenFile) throws(LedgerError) { try local.close(file) }
    func rename(
      _ path: String, to new: String, existing: ExistingFile
    ) throws(LedgerError) -> Bool { try local.rename(path, to: new, existing: existing) }
    func syncFolder(of path: String) throws(LedgerError) { try local.syncFolder(of: path) }
    func remove(_ path: String) throws(LedgerError) { try local.remove(path) }
  }

  @Test(arguments: [DamagedFiles.Damage.otherByte, .cutOff])
  func `what the disk gives must be what was written`(damage: DamagedFiles.Damage) throws {
    try withTemporaryFolder { folder in
      var runs = RowRunFiles(in: folder.path, DamagedFiles(damage: damage))
      try runs.keep { emit in try emit([1, 2, 3]) }
      do {
        _ = try runs.next(of: 0)
        Issue.record("damaged bytes were given")
      } catch let error as LedgerError {
        guard case .fileSystem(.read, _, _) = error else { throw error }
      }
    }
  }

  @Test func `a folder that is not there is an error of the file system`() throws {
    try withTemporaryFolder { folder in
      var runs = RowRunFiles(in: folder.path + "/none")
      do {
        try runs.keep { emit in try emit([1]) }
        Issue.record("a run was kept")
      } catch let error as LedgerError {
        guard case .fileSystem(.create, _, _) = error else { throw error }
      }
      #expect(runs.count == 0)
    }
  }
}
