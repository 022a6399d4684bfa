// SPDX-License-Identifier: Apache-2.0

/// The canonical records of a list's accounts in ascending order, one after another (account-keys.md 6): what a digest of the
/// list is taken over. They are made as they are asked for: together they are as long as the list.
package struct CanonicalRecords: Sendable {
  private enum Source: Sendable {
    case accounts(CustomerList)
    case bytes([UInt8])
  }

  private let source: Source

  /// How long a part is, but for the last record of it.
  private static let partLength = 1 << 16

  package init(of list: CustomerList) { source = .accounts(list) }

  /// Records that are there already.
  package init(bytes: [UInt8]) { source = .bytes(bytes) }

  /// Gives their bytes part by part.
  package func forEachPart<Failure>(
    _ body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch source {
    case .bytes(let bytes): try body(bytes)
    case .accounts(let list):
      var part: [UInt8] = []
      for account in list.accounts.indices {
        list.appendCanonicalRecord(of: account, to: &part)
        guard part.count >= Self.partLength else { continue }
        try body(part)
        part.removeAll(keepingCapacity: true)
      }
      try body(part)
    }
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    forEachPart { bytes += $0 }
    return bytes
  }
}
