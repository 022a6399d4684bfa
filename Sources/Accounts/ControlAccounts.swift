// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import CPublicLists

/// The control accounts `control/1`: a public list for each side, of companies that nobody has, written the way lists
/// write them (account-keys.md 12).
///
/// They are read and keyed as any list, on both sides of every table, so that it is known beforehand how many must meet.
/// An exchange in which other numbers meet does not work.
package struct ControlAccounts: Sendable {
  /// Rows of each list, each an account.
  package static let count = 10

  /// Read once in a process: a fault of the lists this program carries is found at the first use.
  package static let embedded = Result { () throws(AccountsError) in try ControlAccounts() }

  package let initiator: CustomerList
  package let responder: CustomerList

  private init() throws(AccountsError) {
    let lists = try PublicLists()
    (initiator, responder) = (
      try Self.read(.initiator, lists), try Self.read(.responder, lists)
    )
  }

  /// The bytes of a side's list, for its digest.
  package static func bytes(of role: Role) -> [UInt8] {
    var length = 0
    let start =
      switch role {
      case .initiator: unsafe lacuna_control_initiator(&length)
      case .responder: unsafe lacuna_control_responder(&length)
      }
    return unsafe Array(UnsafeBufferPointer(start: start, count: length))
  }

  private static func read(
    _ role: Role, _ lists: PublicLists
  ) throws(AccountsError) -> CustomerList {
    let fields = [Mapping.Field.name, .website, .country].map { ($0.rawValue, $0.rawValue) }
    return try CustomerList.read(
      bytes(of: role),
      mapping: Mapping(columns: Dictionary(uniqueKeysWithValues: fields), values: [:]),
      dimensions: [], lists: lists)
  }

  /// The keys that a side's control accounts send in a table, one after another; nil for a random point.
  ///
  /// Always as many as the scheme has for `count` accounts, on R's side too, so that a normaliser that finds fewer keys
  /// makes the check fail and not the file be refused.
  package func keys(_ scheme: TokenScheme, _ role: Role) -> [MatchKey?] {
    let (list, tokens) =
      role == .initiator ? (initiator, scheme.initiatorTokens) : (responder, scheme.responderTokens)
    let sent = SentKeys(list.accounts, scheme, role).keys.flatMap { $0 }.prefix(tokens * Self.count)
    return sent + Array(repeating: nil, count: tokens * Self.count - sent.count)
  }

  /// How many tokens meet in a table where both sides key alike.
  ///
  /// The page's numbers, not what this program finds: one that reads rows wrongly must not expect the wrong number.
  package static func due(_ scheme: TokenScheme) -> Int {
    switch scheme {
    case .fallback(let keys): keys == 1 ? 4 : keys == 2 ? 6 : 7
    // Control accounts have no registry number.
    case .numberFallback(let keys): due(.fallback(keys: keys - 1))
    case .either(let names): names == 1 ? 7 : 8
    case .names(let count): count == 1 ? 5 : 6
    case .domainsAndNames: 2
    }
  }
}
