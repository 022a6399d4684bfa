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
  /// - Parameter sent: which keys its accounts send, as far as that is known by now.
  init(
    _ list: CustomerList, sent known: [TokenScheme: SentKeys] = [:], _ terms: RunTerms, role: Role
  ) {
    let schemes = terms.agreement.terms.match.parts.map(\.scheme)
    var keys: [KeyCoverage] = []
    var meets = Array(repeating: false, count: list.accounts.count)
    for scheme in schemes {
      let sent = known[scheme] ?? SentKeys(list.accounts, scheme, role)
      var counts: [MatchKey.Kind: Int] = [:]
      for index in list.accounts.indices {
        for case .some(let kind) in sent.kinds(of: index) {
          counts[kind, default: 0] += 1
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
      accounts: zip(list.accounts.indices, meets).map { index, meets in
        Account(
          values: list.accounts.groups(of: index).map(Int.init),
          products: list.accounts.products(of: index).map(Int.init),
          amounts: Array(list.accounts.amounts(of: index)),
          name: meets ? list.accounts.label(of: index) : "")
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
      for numbers in [account.values, account.products, account.amounts] {
        for (index, number) in numbers.enumerated() {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          bytes += String(number).utf8
        }
        bytes.append(UInt8(ascii: " "))
      }
      bytes += account.name.utf8.lazy.filter { $0 >= 0x20 }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  init?(text: [UInt8]) {
    let lines = text.split(separator: UInt8(ascii: "\n"))
    guard lines.count > 1, lines[0].elementsEqual(Self.format.utf8),
      let counts = Self.counts(lines[1]), counts.count == 3,
      (0...16).contains(counts[2]), lines.count >= 2 + counts[2]
    else { return nil }
    var keys: [KeyCoverage] = []
    for var line in lines[2..<2 + counts[2]] {
      guard let accounts = Self.numbers(&line), accounts.count == 1,
        let ambiguous = Self.numbers(&line), ambiguous.count == 1
      else { return nil }
      keys.append(
        KeyCoverage(
          name: String(decoding: line, as: UTF8.self), accounts: accounts[0],
          ambiguous: ambiguous[0]))
    }
    var accounts: [Account] = []
    accounts.reserveCapacity(lines.count)
    for var line in lines[(2 + counts[2])...] {
      guard let values = Self.indices(&line), let products = Self.indices(&line),
        let amounts = Self.numbers(&line)
      else { return nil }
      accounts.append(
        Account(
          values: values, products: products, amounts: amounts,
          name: String(decoding: line, as: UTF8.self)))
    }
    self.init(rows: counts[0], rejected: counts[1], keys: keys, accounts: accounts)
  }

  /// The numbers of a line of counts.
  private static func counts(_ line: ArraySlice<UInt8>) -> [Int]? {
    var rest = line + [UInt8(ascii: " ")]
    var counts: [Int] = []
    while !rest.isEmpty {
      guard let next = numbers(&rest), next.count == 1 else { return nil }
      counts += next
    }
    return counts
  }

  private static func indices(_ line: inout ArraySlice<UInt8>) -> [Int]? {
    numbers(&line).flatMap { $0.allSatisfy((0..<65_536).contains) ? $0 : nil }
  }

  /// Takes what stands before the next space: decimal numbers with a comma between two of them, or none.
  private static func numbers(_ line: inout ArraySlice<UInt8>) -> [Int]? {
    var numbers: [Int] = []
    var number: Int?
    while let byte = line.popFirst() {
      switch byte {
      case UInt8(ascii: " "):
        if let number { numbers.append(number) }
        return number == nil && !numbers.isEmpty ? nil : numbers
      case UInt8(ascii: ","):
        guard let finished = number else { return nil }
        numbers.append(finished)
        number = nil
      case 0x30...0x39:
        let (product, isTooLarge) = (number ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, overflow) = product.addingReportingOverflow(Int(byte - 0x30))
        guard !isTooLarge, !overflow else { return nil }
        number = sum
      default: return nil
      }
    }
    return nil
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
