// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The tables of a ledger file, and what marks a file as a ledger (Protocols/ledger.md, "File").
enum LedgerSchema {
  /// `Lacn` in ASCII, at offset 68 of the file.
  static let applicationID: UInt32 = 0x4c61_636e
  /// At offset 60 of the file.
  static let version: UInt32 = 1
  /// Bytes of a stored message in one row, except in its last row.
  static let chunkSize = 1 << 20

  /// STRICT tables hold only the declared types. The triggers on insertion keep the numbers free
  /// of gaps, bind message chunks to the entry being written, and so refuse INSERT OR REPLACE too.
  static let statements = [
    """
    CREATE TABLE entry (
      sequence INTEGER PRIMARY KEY,
      counterpart TEXT NOT NULL,
      lineage TEXT NOT NULL,
      kind TEXT NOT NULL,
      agreement BLOB NOT NULL CHECK (length(agreement) = 32),
      role TEXT NOT NULL,
      run BLOB NOT NULL CHECK (length(run) = 16),
      seed_number INTEGER NOT NULL,
      content BLOB NOT NULL CHECK (length(content) = 32),
      counterpart_head BLOB NOT NULL CHECK (length(counterpart_head) IN (0, 32)),
      charge TEXT NOT NULL,
      reserve TEXT NOT NULL,
      day INTEGER NOT NULL,
      message_length INTEGER NOT NULL,
      message_digest BLOB NOT NULL CHECK (length(message_digest) IN (0, 32)),
      witness BLOB NOT NULL CHECK (length(witness) = 32),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT
    """,
    """
    CREATE TABLE message_chunk (
      entry INTEGER NOT NULL REFERENCES entry (sequence) DEFERRABLE INITIALLY DEFERRED,
      part INTEGER NOT NULL,
      bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
      PRIMARY KEY (entry, part)
    ) STRICT
    """,
    """
    CREATE TRIGGER entry_follows BEFORE INSERT ON entry
    WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
    BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END
    """,
    """
    CREATE TRIGGER chunk_follows BEFORE INSERT ON message_chunk
    WHEN NEW.entry IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
      OR NEW.part IS NOT
        (SELECT coalesce(max(part) + 1, 0) FROM message_chunk WHERE entry = NEW.entry)
    BEGIN SELECT RAISE(ABORT, 'chunks belong to the entry being written'); END
    """,
    appendOnly("entry", "UPDATE"), appendOnly("entry", "DELETE"),
    appendOnly("message_chunk", "UPDATE"), appendOnly("message_chunk", "DELETE"),
    "PRAGMA application_id = \(applicationID)",
    "PRAGMA user_version = \(version)",
  ]

  private static func appendOnly(_ table: String, _ statement: String) -> String {
    """
    CREATE TRIGGER \(table)_no_\(statement.lowercased()) BEFORE \(statement) ON \(table)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """
  }

  /// Rollback journal and EXTRA: when a commit returns, the entry, the end of its journal and the
  /// folder's listing are on the disk, so that no loss of power can take the debit back. The whole
  /// ledger is one file between commits, and large messages are written once, not twice as in WAL.
  static var configuration: Configuration {
    var configuration = Configuration()
    // The lock of a verb keeps writers apart; only a reader at work can make a commit wait.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      for pragma in [
        "journal_mode = DELETE", "synchronous = EXTRA", "fullfsync = ON", "foreign_keys = ON",
        "trusted_schema = OFF", "cell_size_check = ON",
      ] {
        try database.execute(sql: "PRAGMA \(pragma)")
      }
    }
    return configuration
  }

  static func create(in database: Database) throws {
    try database.inTransaction(.immediate) {
      for statement in statements { try database.execute(sql: statement) }
      return .commit
    }
  }

  /// Whether the file's tables and triggers are word for word the ones above.
  static func isWhole(in database: Database) throws -> Bool {
    let fresh = try DatabaseQueue()
    let expected = try fresh.writeWithoutTransaction { empty in
      try create(in: empty)
      return try listing(empty)
    }
    return try listing(database) == expected
  }

  private static func listing(_ database: Database) throws -> [String] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return rows.map { row in row.databaseValues.map(\.description).joined(separator: " ") }
  }
}
