// SPDX-License-Identifier: Apache-2.0

import GRDB

extension Ledger {
  /// Reads the file's first 100 bytes before SQLite may touch a file that is not ours.
  /// Layout: https://www.sqlite.org/fileformat2.html, section 1.3.
  static func checkHeader(
    of path: String, size: UInt64, _ files: any FileLayer
  ) throws(LedgerError) {
    guard size >= 100, let file = try files.open(path) else { throw .notALedger(path: path) }
    let header: [UInt8]
    do {
      header = try files.read(from: file, atMost: 100)
      try files.close(file)
    } catch {
      try? files.close(file)
      throw error
    }
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)),
      number(header[68..<72]) == LedgerSchema.applicationID
    else { throw .notALedger(path: path) }
    let version = number(header[60..<64])
    guard version <= LedgerSchema.version else {
      throw .newerVersion(path: path, version: version)
    }
    guard version == LedgerSchema.version else { throw .notALedger(path: path) }
  }

  /// Lets the file grow to so many pages only: how tests fill the disk under SQLite.
  package func limit(pages: Int) throws(LedgerError) {
    try Ledger.translating(path) {
      try database.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Gives SQLite's refusals their names.
  static func translating<T>(
    _ path: String, _ work: () throws -> T
  ) throws(LedgerError) -> T {
    do {
      return try work()
    } catch let error as LedgerError {
      throw error
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw .busy
      case .SQLITE_FULL: throw .diskFull(path: path)
      case .SQLITE_NOTADB, .SQLITE_CORRUPT: throw .corrupt(path: path)
      default: throw .database(path: path, code: error.extendedResultCode.rawValue)
      }
    } catch {
      throw .interrupted(error)
    }
  }
}
