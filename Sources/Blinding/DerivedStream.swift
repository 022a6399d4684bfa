// SPDX-License-Identifier: Apache-2.0

package import Cryptography

/// The keystreams of table.md 1: each secret of a message has its own, so order and threads do not matter.
package enum DerivedStream {
  /// What a stream is for, and where in the run.
  package enum Label: Sendable {
    case scalar(table: Int)
    case paddingSize(grouping: Int, group: Int)
    case randomPoint(table: Int, group: Int)
    /// Coins that round an own amount.
    case rounding(amount: Int)
    /// n_gp; `g` is nil for n_0p.
    case noise(table: Int, g: Int?, p: Int)
    /// e; `g` or `p` is nil for "no group of that side".
    case answerNoise(question: Int, family: Int, g: Int?, p: Int?)

    var bytes: [UInt8] {
      switch self {
      case .scalar(let table): text("scalar") + u16(table)
      case .paddingSize(let grouping, let group):
        text("padding size") + u16(grouping) + u16(group)
      case .randomPoint(let table, let group): text("random point") + u16(table) + u16(group)
      case .rounding(let amount): text("rounding") + u16(amount)
      case .noise(let table, let g, let p):
        text("noise") + u16(table) + u16(g ?? Self.none) + u16(p)
      case .answerNoise(let question, let family, let g, let p):
        text("answer noise") + u16(question) + u16(family) + u16(g ?? Self.none)
          + u16(p ?? Self.none)
      }
    }

    /// In no group of that side.
    private static let none = 0xFFFF
    private func text(_ label: String) -> [UInt8] { Array(label.utf8) }
    private func u16(_ value: Int) -> [UInt8] {
      [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
  }

  /// The stream of `label` under a message's key.
  package static func open(
    _ key: borrowing SecretBytes, _ label: Label
  ) throws(CryptographyError) -> DeterministicStream {
    try DeterministicStream(
      key: HKDF.derive(
        secret: key, salt: [], info: Array("lacuna/1 stream".utf8) + label.bytes, count: 32))
  }

  /// A secret scalar of a table: the record of its stream that it is made from.
  package enum ScalarRecord: Sendable {
    /// Record 0: a or b.
    case accounts
    /// Record 1: c, by which I blinds control accounts.
    case controls
  }

  package static func scalar(
    _ key: borrowing SecretBytes, table: Int, _ record: ScalarRecord = .accounts
  ) throws(CryptographyError) -> SecretBytes {
    var stream = try open(key, .scalar(table: table))
    switch record {
    case .accounts: break
    case .controls: _ = SecretBytes(copying: try stream.fill(32))
    }
    return SecretBytes(copying: try stream.fill(32))
  }
}
