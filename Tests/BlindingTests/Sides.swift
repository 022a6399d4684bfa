// SPDX-License-Identifier: Apache-2.0

import Blinding
import Cryptography
import Parallel
import TestSupport

/// Both sides of one table, with INSECURE keys from a number.
struct Sides {
  let shape: TableShape
  let key: UInt8
  let workers: Workers

  init(key: UInt8, groups: Int = 3, others: Int = 2, shift: Int = 2, workers: Int = 1) {
    shape = TableShape(number: 0, initiatorGroups: groups, responderGroups: others, shift: shift)
    self.key = key
    self.workers = Workers(count: workers)
  }

  private func side(_ message: UInt8) throws -> TableSide<Curve25519Arithmetic> {
    try TableSide(
      shape, tableKey: TableKey(insecureSecret: secret(0)), messageKey: secret(message),
      arithmetic: Curve25519Arithmetic(), workers: workers)
  }

  func initiator() throws -> TableSide<Curve25519Arithmetic> { try side(1) }
  func responder() throws -> TableSide<Curve25519Arithmetic> { try side(2) }

  private func secret(_ purpose: UInt8) -> SecretBytes {
    var random = SeededGenerator(seed: UInt64(key) << 8 | UInt64(purpose))
    return SecretBytes(copying: random.bytes(32))
  }

  /// Numbered domains by group, the last account of each group without a key.
  static func rows(_ groups: [Range<Int>]) -> TableRows {
    TableRows(
      groups: groups.map { group in
        TokenNames(group.map { TokenName.domain(Array("d\($0).example".utf8)) } + [nil])
      })
  }
}
