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

  private let kinds: KeyKinds

  package init(_ accounts: StoredAccounts, _ scheme: TokenScheme, _ role: Role) {
    let kinds = KeyKinds(scheme, role)
    // Which key of the table each account has, kind by kind: the table says how many have it.
    var table = RecordTable()
    var numbers: [UInt32] = []
    var key: [UInt8] = []
    for account in accounts.indices {
      for case .some(let kind) in kinds[accounts.parts(of: account)] where !kind.hasDomain {
        key.removeAll(keepingCapacity: true)
        key.append(kind.rawValue)
        accounts.appendFields(of: kind, at: account, to: &key)
        numbers.append(UInt32(clamping: table.add(key, line: account)))
      }
    }
    // Domain and name together are sent where the name alone is: else a pair would leave that table and stay in this.
    var names: SentKeys?
    if case .domainsAndNames(let count) = scheme {
      names = SentKeys(accounts, .names(count), role)
    }
    let width = kinds.width
    var (sent, ambiguous): ([UInt16], [MatchKey.Kind: Int]) = ([], [:])
    var next = numbers.makeIterator()
    for account in accounts.indices {
      let parts = accounts.parts(of: account)
      let byName = names?.kinds(of: account)
      var code = Int(parts.rawValue) << width
      for (slot, kind) in kinds[parts].enumerated() {
        guard let kind else { continue }
        if !kind.hasDomain, let number = next.next(), table.entries[Int(number)].rows > 1 {
          ambiguous[kind, default: 0] += 1
          continue
        }
        if let byName, !byName.indices.contains(slot) || byName[slot] == nil { continue }
        code |= 1 << slot
      }
      sent.append(UInt16(clamping: code))
    }
    combinations = (0..<KeyParts.count << width).map { code in
      let parts = KeyParts(rawValue: UInt8(truncatingIfNeeded: code >> width))
      let sent = kinds[parts].enumerated().map { slot, kind in
        code >> slot & 1 == 1 ? kind : nil
      }
      return role == .initiator ? sent : sent.filter { $0 != nil }
    }
    (self.accounts, self.kinds, self.sent, self.ambiguous) = (accounts, kinds, sent, ambiguous)
  }

  /// The kinds of key that an account sends: for I as many as the scheme asks for, nil for a random point; for R those that it
  /// sends, possibly none.
  package func kinds(of account: Int) -> [MatchKey.Kind?] { combinations[Int(sent[account])] }

  /// The keys themselves.
  package func keys(of account: Int) -> [MatchKey?] {
    kinds(of: account).map { $0.map { accounts.matchKey($0, of: account) } }
  }

  /// By account, in the order of the list.
  package var keys: [[MatchKey?]] { accounts.indices.map { keys(of: $0) } }

  /// The keys that an account would send if no other had them.
  package func keysIfAlone(of account: Int) -> [MatchKey] {
    kinds[accounts.parts(of: account)].compactMap { $0 }
      .map { accounts.matchKey($0, of: account) }
  }
}
