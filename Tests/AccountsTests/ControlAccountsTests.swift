// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Foundation
import TestSupport
import Testing

@Suite("Control accounts, account-keys.md 12")
struct ControlAccountsTests {
  static let vectors = Result {
    try Vectors.load(
      stage: "control-account",
      keys: [
        "scheme", "kinds", "initiator", "responder", "initiator-points", "responder-points", "due",
      ])
  }

  private static let schemes: [TokenScheme] =
    (1...3).map { .fallback(keys: $0) } + (2...4).map { .numberFallback(keys: $0) }
    + (1...2).map { .either(names: $0) }
    + (1...2).map { .names($0) } + (1...2).map { .domainsAndNames($0) }

  private static func name(_ scheme: TokenScheme) -> (scheme: String, kinds: UInt64) {
    switch scheme {
    case .fallback(let keys): ("fallback", UInt64(keys))
    case .numberFallback(let keys): ("number-fallback", UInt64(keys))
    case .either(let names): ("either", UInt64(names))
    case .names(let count): ("names", UInt64(count))
    case .domainsAndNames(let count): ("domains-and-names", UInt64(count))
    }
  }

  private static func text(_ keys: [MatchKey?]) -> String {
    keys.compactMap { $0 }.sorted { one, other in
      if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
      let different = zip(one.fields, other.fields).first { $0 != $1 }
      return different.map { $0.lexicographicallyPrecedes($1) } ?? false
    }.map { "\($0.kind.rawValue) " + $0.fields.map(\.hex).joined(separator: " ") }
      .joined(separator: ", ")
  }

  @Test("The keys of every scheme, and how many of them meet", arguments: schemes)
  func keys(_ scheme: TokenScheme) throws {
    let (name, kinds) = Self.name(scheme)
    let vector = try #require(
      Self.vectors.get().first { try $0["scheme"] == name && $0.number("kinds") == kinds })
    let controls = try ControlAccounts.embedded.get()
    let own = controls.keys(scheme, .initiator)
    let other = controls.keys(scheme, .responder)
    #expect(try Self.text(own) == vector["initiator"])
    #expect(try Self.text(other) == vector["responder"])
    #expect(try UInt64(own.count) == vector.number("initiator-points"))
    #expect(try UInt64(other.count) == vector.number("responder-points"))
    let due = ControlAccounts.due(scheme)
    #expect(try UInt64(due) == vector.number("due"))
    #expect(Set(own.compactMap { $0 }).intersection(other.compactMap { $0 }).count == due)
    // Each key stands once: a point twice in a section would be refused.
    for keys in [own.compactMap { $0 }, other.compactMap { $0 }] {
      #expect(Set(keys).count == keys.count)
    }
  }

  @Test("All schemes have a vector")
  func vectors() throws {
    #expect(try Self.vectors.get().count == Self.schemes.count)
  }

  @Test("Every row is an account, and the page names the lists' digests", arguments: Role.allCases)
  func lists(role: Role) throws {
    let controls = try ControlAccounts.embedded.get()
    let list = role == .initiator ? controls.initiator : controls.responder
    #expect(list.accounts.count == ControlAccounts.count)
    #expect(list.summary.rows == ControlAccounts.count)
    let page = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Protocols/account-keys.md"), encoding: .utf8)
    let digest = Digest("", ControlAccounts.bytes(of: role)).hex
    #expect(page.contains("`control-\(role).csv` | `\(digest)`"))
  }
}
