// SPDX-License-Identifier: Apache-2.0

import Agreements

/// What to do where two accounts of a list would send the same key: the rule of account-keys.md 7, and two mistakes.
enum DuplicateRule: CaseIterable {
  /// Neither sends it.
  case dropped
  /// The first in the list sends it.
  case first
  /// Each sends its next key of those that a table has, and neither sends that if it is taken, too.
  case fallThrough
}

/// The responder's keys in a table, or the initiator's, written down anew from protocol.md 1, as words.
struct PlainKeys {
  enum Scheme: CaseIterable {
    /// Domain, else name and country, else name; and the same where each row is an account of its own.
    case fallback
    /// Names alone.
    case names
    case either
  }

  /// By account: what it sends. Equal words are equal keys.
  let sent: [[String]]

  init(responder accounts: [PlainAccount], _ scheme: Scheme, _ rule: DuplicateRule) {
    self.init(accounts.map { Self.responderKeys($0, scheme) }, rule)
  }

  /// Each account's kinds are sent independently of each other.
  init(initiator accounts: [PlainAccount], _ scheme: Scheme, _ rule: DuplicateRule) {
    self.init(accounts.map { Self.initiatorKeys($0, scheme).map { [$0] } }, rule)
  }

  /// - Parameter keys: by account, then by token: the key that it stands for, and those that come next.
  private init(_ keys: [[[String]]], _ rule: DuplicateRule) {
    let firsts = keys.flatMap { $0.compactMap(\.first) }
    let counts = Dictionary(firsts.map { ($0, 1) }, uniquingKeysWith: +)
    var taken: Set<String> = []
    var chosen = keys.map { tokens in
      tokens.compactMap { choices -> String? in
        guard let key = choices.first else { return nil }
        switch rule {
        case .dropped: return counts[key] == 1 ? key : nil
        case .first: return taken.insert(key).inserted ? key : nil
        case .fallThrough: return counts[key] == 1 ? key : choices.dropFirst().first
        }
      }
    }
    if rule == .fallThrough {
      let again = Dictionary(chosen.joined().map { ($0, 1) }, uniquingKeysWith: +)
      chosen = chosen.map { $0.filter { again[$0] == 1 } }
    }
    sent = chosen
  }

  private static func responderKeys(_ account: PlainAccount, _ scheme: Scheme) -> [[String]] {
    let (domain, named) = (account.domain, names(account))
    switch scheme {
    case .fallback: return [(domain.isEmpty ? [] : ["domain \(domain)"]) + named]
    case .names: return [named]
    case .either:
      return domain.isEmpty ? [named] : [["domain \(domain)"], named.map { "missing \($0)" }]
    }
  }

  private static func initiatorKeys(_ account: PlainAccount, _ scheme: Scheme) -> [String] {
    let (domain, named) = (account.domain, names(account))
    let domains = domain.isEmpty ? [] : ["domain \(domain)"]
    switch scheme {
    case .fallback: return domains + named
    case .names: return named
    case .either:
      return domain.isEmpty ? named + named.map { "missing \($0)" } : domains + named
    }
  }

  /// With the country where there is one, then alone.
  private static func names(_ account: PlainAccount) -> [String] {
    guard !account.name.isEmpty else { return [] }
    let alone = ["name \(account.name)"]
    return account.country.isEmpty ? alone : ["name \(account.name), \(account.country)"] + alone
  }
}
