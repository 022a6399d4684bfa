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
  private static let format = "lacuna notes/3"

  /// A line of counts, a line for each kind of key, a line for each account of the list.
  static func text(of list: CustomerList, _ coverage: ListCoverage) -> [UInt8] {
    let (rows, rejected) = (list.summary.rows, list.summary.rejections.count)
    var bytes = Array("\(format)\n\(rows) \(rejected) \(coverage.keys.count)\n".utf8)
    for key in coverage.keys { bytes += "\(key.accounts) \(key.ambiguous) \(key.name)\n".utf8 }
    for account in list.accounts.indices {
      append(list.accounts.groups(of: account), to: &bytes)
      append(list.accounts.products(of: account), to: &bytes)
      append(list.accounts.amounts(of: account), to: &bytes)
      if coverage.meets[account] {
        bytes += list.accounts.label(of: account).utf8.lazy.filter { $0 >= 0x20 }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Numbers with commas between them, and a space.
  private static func append(_ numbers: some Sequence<some BinaryInteger>, to bytes: inout [UInt8])
  {
    for (index, number) in numbers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += String(number).utf8
    }
    bytes.append(UInt8(ascii: " "))
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
