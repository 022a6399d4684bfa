// SPDX-License-Identifier: Apache-2.0

package import Release

/// What an entry records. The number of a kind stands in both chains (Protocols/ledger.md).
package enum EntryKind: String, CaseIterable, Sendable {
  case agreementSigned, offerSent, offerReceived, answerSent, answerReceived
  case reportSent, reportReceived, abandoned

  /// 1 to 8, in the order of the cases.
  package var code: UInt8 {
    switch self {
    case .agreementSigned: 1
    case .offerSent: 2
    case .offerReceived: 3
    case .answerSent: 4
    case .answerReceived: 5
    case .reportSent: 6
    case .reportReceived: 7
    case .abandoned: 8
    }
  }

  /// Sent messages are the entries that cost something and whose sealed bytes the ledger keeps.
  package var isSent: Bool { self == .offerSent || self == .answerSent || self == .reportSent }

  /// Who can have such an entry; nil where both can.
  var role: RunRole? {
    switch self {
    case .offerSent, .answerReceived, .reportSent: .initiator
    case .offerReceived, .answerSent, .reportReceived: .responder
    case .agreementSigned, .abandoned: nil
    }
  }
}

/// Our part in a run.
package enum RunRole: String, CaseIterable, Sendable {
  case initiator, responder

  package var code: UInt8 { self == .initiator ? 1 : 2 }
}

/// One fact, as the caller states it.
package struct EntryFacts: Equatable, Sendable {
  /// The other organisation, by the one name that stands for all its identities. 1 to 200 bytes.
  package var counterpart: String
  /// The own dataset lineage that pays. 1 to 200 bytes.
  package var lineage: String
  package var kind: EntryKind
  /// Digest of the agreement, 32 bytes.
  package var agreement: [UInt8]
  package var role: RunRole
  /// 16 bytes; zeros in `agreementSigned`.
  package var run: [UInt8]
  /// From 1; 0 in `agreementSigned`.
  package var seedNumber: UInt64
  /// Content digest of the message concerned, 32 bytes: in `abandoned` that of the run's offer, in
  /// `agreementSigned` the agreement's digest.
  package var content: [UInt8]
  /// The counterpart's head that a received message carried, 32 bytes; else empty.
  package var counterpartHead: [UInt8]
  /// Epsilon debited from the own budget by this entry.
  package var charge: PrivacyCost
  /// Epsilon held back while the run is open; only an `offerSent` has one.
  package var reserve: PrivacyCost
  /// Days since 1970-01-01.
  package var day: Int

  package init(
    counterpart: String, lineage: String, kind: EntryKind, agreement: [UInt8], role: RunRole,
    run: [UInt8] = [UInt8](repeating: 0, count: 16), seedNumber: UInt64 = 0, content: [UInt8],
    counterpartHead: [UInt8] = [], charge: PrivacyCost = .zero, reserve: PrivacyCost = .zero,
    day: Int
  ) {
    self.counterpart = counterpart
    self.lineage = lineage
    self.kind = kind
    self.agreement = agreement
    self.role = role
    self.run = run
    self.seedNumber = seedNumber
    self.content = content
    self.counterpartHead = counterpartHead
    self.charge = charge
    self.reserve = reserve
    self.day = day
  }

  /// The last day an entry may bear: in the year 9999.
  static let lastDay = 2_932_896

  /// Refuses what no entry may hold, whatever came before it.
  func check() throws(LedgerError) {
    guard EntryFacts.isName(counterpart) else { throw .malformed(.counterpart) }
    guard EntryFacts.isName(lineage) else { throw .malformed(.lineage) }
    guard agreement.count == 32 else { throw .malformed(.agreement) }
    guard kind.role == nil || kind.role == role else { throw .malformed(.role) }
    guard run.count == 16 else { throw .malformed(.run) }
    guard content.count == 32 else { throw .malformed(.content) }
    guard [0, 32].contains(counterpartHead.count) else { throw .malformed(.counterpartHead) }
    guard (0...EntryFacts.lastDay).contains(day) else { throw .malformed(.day) }
    guard kind.isSent || charge == .zero else { throw .malformed(.charge) }
    guard kind == .offerSent || reserve == .zero else { throw .malformed(.reserve) }
    if kind == .agreementSigned {
      guard run.allSatisfy({ $0 == 0 }) else { throw .malformed(.run) }
      guard seedNumber == 0 else { throw .malformed(.seedNumber) }
      guard content == agreement else { throw .malformed(.content) }
    } else {
      guard (1...UInt64(UInt32.max)).contains(seedNumber) else { throw .malformed(.seedNumber) }
    }
  }

  /// 1 to 200 bytes of UTF-8 without control characters.
  private static func isName(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
  }
}

/// A recorded entry: the facts with the place and the two chain values that the ledger gave them.
package struct LedgerEntry: Equatable, Sendable {
  /// 1 for the first, without gaps.
  package let sequence: Int64
  package let facts: EntryFacts
  /// Bytes of the stored message; 0 where there is none.
  package let messageLength: Int64
  /// SHA-256 of the stored message, or empty.
  package let messageDigest: [UInt8]
  /// Head of this counterpart's chain after this entry, 32 bytes. Sent to the counterpart.
  package let witness: [UInt8]
  /// Head of the chain over the whole ledger after this entry, 32 bytes. Never sent.
  package let seal: [UInt8]
}
