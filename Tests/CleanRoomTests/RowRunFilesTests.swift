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
      #expect(try runs.next(of: 1, atMost: 600) == [UInt8](repeating: 2, count: 600))
      #expect(try runs.next(of: 0, atMost: 2000) == [UInt8](repeating: 1, count: 1001))
      #expect(try runs.next(of: 1, atMost: 600) == [UInt8](repeating: 2, count: 401))
      #expect(try runs.next(of: 1, atMost: 600).isEmpty)
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
