// SPDX-License-Identifier: Apache-2.0

import Crypto
import Release

/// The two hash chains of a ledger, byte for byte as in Protocols/ledger.md, "Chains".
///
/// The *witness* covers what both sides of a run can see, and neither clock, charge, lineage nor
/// count of rows: it is the head that messages carry. The *seal* covers every column of every row.
package enum EntryChain {
  /// Both chains begin with 32 zero bytes.
  package static let genesis = [UInt8](repeating: 0, count: 32)

  private static let witnessLabel = Array("lacuna/1 ledger witness".utf8)
  private static let sealLabel = Array("lacuna/1 ledger seal".utf8)

  /// Every field has a fixed width, so that the encoding is injective.
  package static func witness(of facts: EntryFacts, after previous: [UInt8]) -> [UInt8] {
    var bytes = witnessLabel + previous
    bytes.append(facts.kind.code)
    bytes += facts.agreement
    bytes.append(facts.role.code)
    bytes += facts.run
    bytes += bigEndian(facts.seedNumber)
    bytes += facts.content
    return digest(of: bytes)
  }

  /// The entry's own `seal` is not read.
  package static func seal(of entry: LedgerEntry, after previous: [UInt8]) -> [UInt8] {
    let facts = entry.facts
    var bytes = sealLabel + previous
    bytes += bigEndian(UInt64(bitPattern: entry.sequence))
    bytes += counted(Array(facts.counterpart.utf8))
    bytes += counted(Array(facts.lineage.utf8))
    bytes.append(facts.kind.code)
    bytes += facts.agreement
    bytes.append(facts.role.code)
    bytes += facts.run
    bytes += bigEndian(facts.seedNumber)
    bytes += facts.content
    bytes += counted(facts.counterpartHead)
    bytes += counted(Array(facts.charge.text.utf8))
    bytes += counted(Array(facts.reserve.text.utf8))
    bytes += bigEndian(UInt64(bitPattern: Int64(facts.day)))
    bytes += bigEndian(UInt64(bitPattern: entry.messageLength))
    bytes += counted(entry.messageDigest)
    bytes += entry.witness
    return digest(of: bytes)
  }

  static func digest(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  private static func bigEndian(_ value: UInt64) -> [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
  }

  /// The length in eight bytes, then the bytes.
  private static func counted(_ bytes: [UInt8]) -> [UInt8] {
    bigEndian(UInt64(bytes.count)) + bytes
  }
}
