// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import GRDB

/// A sent message whose sealed bytes the ledger keeps, to be published again as the same bytes.
package struct StoredMessage: Equatable, Sendable {
  package let sequence: Int64
  package let length: Int64
  /// SHA-256 of the bytes.
  package let digest: [UInt8]
}

/// Takes the bytes of a message into the transaction that pays for it.
package struct MessageWriter {
  private let database: Database
  private let path: String
  private let entry: Int64
  private var part: Int64 = 0
  private var pending: [UInt8] = []
  private var hash = SHA256()
  private(set) var length: Int64 = 0

  init(database: Database, path: String, entry: Int64) {
    self.database = database
    self.path = path
    self.entry = entry
  }

  /// Appends bytes; any number at a time.
  package mutating func write(_ bytes: [UInt8]) throws(LedgerError) {
    length += Int64(bytes.count)
    var rest = bytes[...]
    while !rest.isEmpty {
      let room = LedgerSchema.chunkSize - pending.count
      pending.append(contentsOf: rest.prefix(room))
      rest = rest.dropFirst(room)
      if pending.count == LedgerSchema.chunkSize { try flush() }
    }
  }

  mutating func finish() throws(LedgerError) {
    if !pending.isEmpty { try flush() }
  }

  /// Empty where no message was written.
  var digest: [UInt8] { length == 0 ? [] : Array(hash.finalize()) }

  private mutating func flush() throws(LedgerError) {
    hash.update(data: pending)
    try Ledger.translating(path) {
      try database.execute(
        sql: "INSERT INTO message_chunk VALUES (?, ?, ?)",
        arguments: [entry, part, Data(pending)])
    }
    part += 1
    pending.removeAll(keepingCapacity: true)
  }
}

extension Ledger {
  /// The message of this kind that was sent in a run; nil where none was.
  package func storedMessage(
    run: [UInt8], kind: EntryKind, counterpart: String
  ) throws(LedgerError) -> StoredMessage? {
    let entry = try entries().first {
      $0.facts.run == run && $0.facts.kind == kind && $0.facts.counterpart == counterpart
    }
    guard let entry, entry.messageLength > 0 else { return nil }
    return StoredMessage(
      sequence: entry.sequence, length: entry.messageLength, digest: entry.messageDigest)
  }

  /// Gives the bytes of a stored message in order, at most 1 MiB at a time.
  /// - Throws: `broken` after the last piece where they are not the recorded ones, so nothing may
  ///   be acted on before this returns; `interrupted` with what `piece` threw.
  package func read(
    _ message: StoredMessage, piece: ([UInt8]) throws -> Void
  ) throws(LedgerError) {
    var hash = SHA256()
    var length: Int64 = 0
    var part: Int64 = 0
    // One short read a piece: the table is append-only, and a reader must not hold up a writer.
    while let bytes = try chunk(part, of: message.sequence) {
      guard !bytes.isEmpty else { throw .broken(sequence: message.sequence, .message) }
      hash.update(data: bytes)
      length += Int64(bytes.count)
      guard length <= message.length else { throw .broken(sequence: message.sequence, .message) }
      do { try piece(bytes) } catch let error as LedgerError { throw error } catch {
        throw .interrupted(error)
      }
      part += 1
    }
    guard length == message.length, Array(hash.finalize()) == message.digest else {
      throw .broken(sequence: message.sequence, .message)
    }
  }

  /// Writes the file of a stored message: whole, or not at all. Doing it again changes nothing.
  package func publish(_ message: StoredMessage, to path: String) throws(LedgerError) {
    try Publication(files).publish(to: path, visibility: .everyone, existing: .keep) { writer in
      try read(message) { try writer.write($0) }
    }
  }

  /// Empty where the row does not hold bytes of an admissible length.
  private func chunk(_ part: Int64, of sequence: Int64) throws(LedgerError) -> [UInt8]? {
    let row = try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT CASE WHEN length(bytes) <= \(LedgerSchema.chunkSize) THEN bytes END AS bytes
          FROM message_chunk WHERE entry = ? AND part = ?
          """,
        arguments: [sequence, part])
    }
    guard let row else { return nil }
    let value: DatabaseValue = row["bytes"]
    guard case .blob(let data) = value.storage else { return [] }
    return Array(data)
  }
}
