// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// Which match keys the accounts of a list send in one table, by role and match rule (account-keys.md 7).
///
/// Where two accounts would send the same key of one kind, neither sends it: which of them the other side met would
/// depend on the other. This is decided once for a list, before groups. So an account more or less changes at most one
/// key of each kind that it has itself.
package struct SentKeys: Sendable {
  /// Accounts whose key of a kind stands in another account, too.
  package let ambiguous: [MatchKey.Kind: Int]
  private let accounts: StoredAccounts
  /// By account: which of `combinations` of kinds it sends.
  private let sent: [UInt16]
  /// By what an account has to make keys of, and a bit for each slot that is sent.
  private let combinations: [[MatchKey.Kind?]]

  package init(_ accounts: StoredAccounts, _ scheme: TokenScheme, _ role: Role) {
    let kinds = KeyKinds(scheme, role)
    var seen = SeenKeys(accounts)
    for account in accounts.indices {
      for case .some(let kind) in kinds[accounts.parts(of: account)] { seen.add(kind, of: account) }
    }
    ambiguous = seen.ambiguous
    // Domain and name together are sent where the name alone is: else a pair would leave that table and stay in this.
    var names: SentKeys?
    if case .domainsAndNames(let count) = scheme {
      names = SentKeys(accounts, .names(count), role)
    }
    let width = kinds.width
    sent = accounts.indices.map { account in
      let parts = accounts.parts(of: account)
      let byName = names?.kinds(of: account)
      var code = Int(parts.rawValue) << width
      for (slot, kind) in kinds[parts].enumerated() {
        guard let kind, !seen.isAmbiguous(kind, of: account) else { continue }
        if let byName, !byName.indices.contains(slot) || byName[slot] == nil { continue }
        code |= 1 << slot
      }
      return UInt16(clamping: code)
    }
    combinations = (0..<KeyParts.count << width).map { code in
      let parts = KeyParts(rawValue: UInt8(truncatingIfNeeded: code >> width))
      let sent = kinds[parts].enumerated().map { slot, kind in
        code >> slot & 1 == 1 ? kind : nil
      }
      return role == .initiator ? sent : sent.filter { $0 != nil }
    }
    self.accounts = accounts
  }

  /// The kinds of key that an account sends: for I as many as the scheme asks for, nil for a random point; for R those that it
  /// sends, possibly none.
  package func kinds(of account: Int) -> [MatchKey.Kind?] { combinations[Int(sent[account])] }

  /// The keys themselves.
  package func keys(of account: Int) -> [MatchKey?] {
    let itself = accounts[account]
    return kinds(of: account).map { $0.flatMap { itself.key($0) } }
  }

  /// By account, in the order of the list.
  package var keys: [[MatchKey?]] { accounts.indices.map { keys(of: $0) } }

  /// The keys that an account would send if no other had them.
  package static func alone(
    _ account: Account, _ scheme: TokenScheme, _ role: Role
  ) -> [MatchKey] {
    KeyKinds(scheme, role)[account.parts].compactMap { $0.flatMap { account.key($0) } }
  }
}

/// The keys of accounts seen so far, to find those that stand in two. Each stands there as its account and kind alone.
private struct SeenKeys {
  private let accounts: StoredAccounts
  /// By hash; as many as a power of two, less than half of them taken.
  private var slots: [Slot]
  private var taken = 0
  /// By account: the kinds of which another has the same key, a bit each.
  private var shared: [UInt16]
  private(set) var ambiguous: [MatchKey.Kind: Int] = [:]
  private var key: [UInt8] = []
  private var other: [UInt8] = []

  private struct Slot {
    var hash: UInt32 = 0
    var account: UInt32 = .max
    var kind = MatchKey.Kind.domain

    var isFree: Bool { account == .max }
  }

  init(_ accounts: StoredAccounts) {
    self.accounts = accounts
    slots = Array(repeating: Slot(), count: 1024)
    shared = Array(repeating: 0, count: accounts.count)
  }

  func isAmbiguous(_ kind: MatchKey.Kind, of account: Int) -> Bool {
    shared[account] & Self.bit(kind) != 0
  }

  mutating func add(_ kind: MatchKey.Kind, of account: Int) {
    Self.encode(kind, of: accounts, at: account, to: &key)
    // With the process's own seed: whoever can write into a list must not be able to make this slow.
    var hasher = Hasher()
    key.combine(into: &hasher)
    let hash = UInt32(truncatingIfNeeded: hasher.finalize())
    var place = Int(hash) & (slots.count - 1)
    while !slots[place].isFree {
      let slot = slots[place]
      if slot.hash == hash, slot.kind == kind, isKey(kind, of: Int(slot.account)) {
        mark(kind, Int(slot.account))
        mark(kind, account)
        return
      }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = Slot(hash: hash, account: UInt32(clamping: account), kind: kind)
    taken += 1
    if 2 * taken > slots.count { grow() }
  }

  /// Whether the present key is that of an account, too.
  private mutating func isKey(_ kind: MatchKey.Kind, of account: Int) -> Bool {
    Self.encode(kind, of: accounts, at: account, to: &other)
    return other == key
  }

  private static func encode(
    _ kind: MatchKey.Kind, of accounts: StoredAccounts, at account: Int, to bytes: inout [UInt8]
  ) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(kind.rawValue)
    accounts.appendFields(of: kind, at: account, to: &bytes)
  }

  private mutating func mark(_ kind: MatchKey.Kind, _ account: Int) {
    guard !isAmbiguous(kind, of: account) else { return }
    shared[account] |= Self.bit(kind)
    ambiguous[kind, default: 0] += 1
  }

  private static func bit(_ kind: MatchKey.Kind) -> UInt16 { 1 << UInt16(kind.rawValue) }

  private mutating func grow() {
    let before = slots
    slots = Array(repeating: Slot(), count: 2 * before.count)
    for slot in before where !slot.isFree {
      var place = Int(slot.hash) & (slots.count - 1)
      while !slots[place].isFree { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }
}
