// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Questions

/// What the annex needs of the own list: a few counts, and for each account where it stands and its name. Lives in
/// Annex (0700) only.
struct ListNotes: Equatable {
  struct Account: Equatable {
    /// Its value in each one-valued dimension of the plan.
    let values: [Int]
    let products: [Int]
    /// What it has of each agreed amount of its side, in hundredths, in the order of the agreement.
    let amounts: [Int]
    /// Empty where it has no match key: it cannot be among those that met.
    let name: String
  }

  let rows: Int
  let rejected: Int
  let keys: [KeyCoverage]
  let accounts: [Account]
}

extension ListNotes {
  init(_ list: CustomerList, _ terms: RunTerms, role: Role) {
    let schemes = terms.agreement.terms.match.parts.map(\.scheme)
    var keys: [KeyCoverage] = []
    var meets = Array(repeating: false, count: list.accounts.count)
    for scheme in schemes {
      let sent = SentKeys(list.accounts, scheme, role)
      var counts: [MatchKey.Kind: Int] = [:]
      for (index, slots) in sent.keys.enumerated() {
        for case .some(let key) in slots {
          counts[key.kind, default: 0] += 1
          meets[index] = true
        }
      }
      for kind in MatchKey.Kind.allCases where counts[kind] != nil || sent.ambiguous[kind] != nil {
        keys.append(
          KeyCoverage(
            name: kind.title, accounts: counts[kind] ?? 0, ambiguous: sent.ambiguous[kind] ?? 0))
      }
    }
    self.init(
      rows: list.summary.rows, rejected: list.summary.rejections.count, keys: keys,
      accounts: zip(list.accounts, meets).map { account, meets in
        let name = account.name.isEmpty ? account.domain?.text ?? "" : account.name
        return Account(
          values: account.groups.map(Int.init), products: account.products.map(Int.init),
          amounts: account.amounts, name: meets ? name : "")
      })
  }
}

extension MatchKey.Kind {
  /// In the owner's annex.
  var title: String {
    switch self {
    case .domain: "domain"
    case .nameAndCountry: "name and country"
    case .name: "name"
    case .nameAndCountryMissing: "name and country, against accounts without a domain"
    case .nameMissing: "name, against accounts without a domain"
    case .domainNameAndCountry: "domain, name and country together"
    case .domainAndName: "domain and name together"
    case .number: "number"
    }
  }
}

extension ListNotes {
  private static let format = "lacuna notes/3"

  /// A line of counts, a line for each kind of key, a line for each account.
  var text: [UInt8] {
    var bytes = Array("\(Self.format)\n\(rows) \(rejected) \(keys.count)\n".utf8)
    for key in keys { bytes += Array("\(key.accounts) \(key.ambiguous) \(key.name)\n".utf8) }
    for account in accounts {
      let values = account.values.map(String.init).joined(separator: ",")
      let products = account.products.map(String.init).joined(separator: ",")
      let amounts = account.amounts.map(String.init).joined(separator: ",")
      bytes += Array("\(values) \(products) \(amounts) ".utf8)
      bytes += account.name.utf8.filter { $0 >= 0x20 }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  init?(text: [UInt8]) {
    let lines = text.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard lines.count > 1, lines[0] == Self.format else { return nil }
    let counts = lines[1].split(separator: " ").compactMap { Int($0) }
    guard counts.count == 3, (0...16).contains(counts[2]), lines.count >= 2 + counts[2] else {
      return nil
    }
    var keys: [KeyCoverage] = []
    for line in lines[2..<2 + counts[2]] {
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count == 3, let accounts = Int(parts[0]), let ambiguous = Int(parts[1]) else {
        return nil
      }
      keys.append(KeyCoverage(name: String(parts[2]), accounts: accounts, ambiguous: ambiguous))
    }
    var accounts: [Account] = []
    for line in lines[(2 + counts[2])...] {
      let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, let values = Self.indices(parts[0]),
        let products = Self.indices(parts[1]), let amounts = Self.numbers(parts[2])
      else { return nil }
      accounts.append(
        Account(values: values, products: products, amounts: amounts, name: String(parts[3])))
    }
    self.init(rows: counts[0], rejected: counts[1], keys: keys, accounts: accounts)
  }

  private static func indices(_ text: Substring) -> [Int]? {
    numbers(text).flatMap { $0.allSatisfy((0..<65_536).contains) ? $0 : nil }
  }

  private static func numbers(_ text: Substring) -> [Int]? {
    let parts = text.split(separator: ",")
    let numbers = parts.compactMap { Int($0) }.filter { $0 >= 0 }
    return numbers.count == parts.count ? numbers : nil
  }
}

extension ListNotes {
  /// The group of each account.
  func groups(by grouping: Grouping, _ dimensions: [Dimension]) -> [Int] {
    let columns = grouping.dimensions.compactMap { dimensions.firstIndex(of: $0) }
    return accounts.map { account in
      grouping.group(
        of: columns.map { account.values.indices.contains($0) ? account.values[$0] : 0 },
        products: account.products)
    }
  }

  /// How many accounts stand in each group.
  func totals(by grouping: Grouping, _ dimensions: [Dimension]) -> [Int] {
    grouping.sizes(of: groups(by: grouping, dimensions))
  }
}
