// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Questions

/// What the annex needs of the own list: a few counts, and for each account where it stands and its name. Lives in
/// Annex (0700) only. What accounts say is kept in columns: a list may have a million.
struct ListNotes {
  let rows: Int
  let rejected: Int
  let keys: [KeyCoverage]
  /// Of each account its value in each one-valued dimension of the plan, and what it has of each agreed amount of its side, in
  /// hundredths, in the order of the agreement.
  private let values: Columns
  private let amounts: Columns
  /// Of all accounts one after another, and where those of each end.
  private let products: [Int]
  private let productEnds: [Int]
  private let text: [UInt8]
  private let names: [Range<Int>]

  /// So many numbers an account.
  private struct Columns {
    /// Nil before the first account.
    private var width: Int?
    private var numbers: [Int] = []

    /// False where the account has more or fewer numbers than those before it.
    mutating func add(_ account: [Int]) -> Bool {
      if width == nil { width = account.count }
      numbers += account
      return account.count == width
    }

    subscript(account: Int) -> ArraySlice<Int> {
      let width = width ?? 0
      return numbers[account * width..<(account + 1) * width]
    }
  }

  /// How many accounts there are.
  var count: Int { names.count }

  func products(of account: Int) -> ArraySlice<Int> {
    products[(account == 0 ? 0 : productEnds[account - 1])..<productEnds[account]]
  }

  /// What it has of an agreed amount, in hundredths; 0 where the notes have no such amount.
  func amount(_ index: Int, of account: Int) -> Int {
    amounts[account].dropFirst(index).first ?? 0
  }

  /// The bytes of its name; empty where it has no match key: it cannot be among those that met.
  func name(of account: Int) -> ArraySlice<UInt8> { text[names[account]] }
}

extension ListNotes {
  private static let format = "lacuna notes/3"
  /// How long a part is, but for the last line of it.
  private static let partLength = 1 << 16

  /// A line of counts, a line for each kind of key, a line for each account of the list.
  ///
  /// - Parameter emit: takes the text part by part: it is as long as the list.
  static func write(
    _ list: CustomerList, _ coverage: ListCoverage, _ emit: ([UInt8]) throws -> Void
  ) throws {
    let (rows, rejected) = (list.summary.rows, list.summary.rejections.count)
    var bytes = Array("\(format)\n\(rows) \(rejected) \(coverage.keys.count)\n".utf8)
    for key in coverage.keys { bytes += "\(key.accounts) \(key.ambiguous) \(key.name)\n".utf8 }
    for account in list.accounts.indices {
      append(list.accounts.groups(of: account), to: &bytes)
      append(list.accounts.products(of: account), to: &bytes)
      append(list.accounts.amounts(of: account), to: &bytes)
      if coverage.meets[account] {
        for byte in list.accounts.label(of: account) where byte >= 0x20 { bytes.append(byte) }
      }
      bytes.append(UInt8(ascii: "\n"))
      guard bytes.count >= partLength else { continue }
      try emit(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    try emit(bytes)
  }

  /// Numbers with commas between them, and a space.
  private static func append(
    _ numbers: some Collection<some BinaryInteger>, to bytes: inout [UInt8]
  ) {
    var isFirst = true
    for number in numbers {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      // Most are the place of a value.
      if number >= 0, number < 10 {
        bytes.append(UInt8(ascii: "0") + UInt8(number))
      } else {
        bytes += String(number).utf8
      }
    }
    bytes.append(UInt8(ascii: " "))
  }

  init?(text: [UInt8]) {
    var rest = text[...]
    func line() -> ArraySlice<UInt8>? {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    guard let first = line(), first.elementsEqual(Self.format.utf8),
      let second = line(), let counts = Self.counts(second), counts.count == 3,
      (0...16).contains(counts[2])
    else { return nil }
    var keys: [KeyCoverage] = []
    var numbers: [Int] = []
    for _ in 0..<counts[2] {
      guard var line = line(), Self.takeNumbers(&line, &numbers), numbers.count == 1,
        let accounts = numbers.first, Self.takeNumbers(&line, &numbers), numbers.count == 1,
        let ambiguous = numbers.first
      else { return nil }
      keys.append(
        KeyCoverage(
          name: String(decoding: line, as: UTF8.self), accounts: accounts, ambiguous: ambiguous))
    }
    var (values, amounts) = (Columns(), Columns())
    var (products, productEnds): ([Int], [Int]) = ([], [])
    var names: [Range<Int>] = []
    while var line = line() {
      guard Self.takeIndices(&line, &numbers), values.add(numbers),
        Self.takeIndices(&line, &numbers)
      else { return nil }
      products += numbers
      productEnds.append(products.count)
      guard Self.takeNumbers(&line, &numbers), amounts.add(numbers) else { return nil }
      names.append(line.indices)
    }
    guard rest.isEmpty else { return nil }
    (rows, rejected, self.keys) = (counts[0], counts[1], keys)
    (self.values, self.amounts) = (values, amounts)
    (self.products, self.productEnds) = (products, productEnds)
    (self.text, self.names) = (text, names)
  }

  /// The numbers of a line of counts.
  private static func counts(_ line: ArraySlice<UInt8>) -> [Int]? {
    var rest = line + [UInt8(ascii: " ")]
    var (counts, numbers): ([Int], [Int]) = ([], [])
    while !rest.isEmpty {
      guard takeNumbers(&rest, &numbers), numbers.count == 1 else { return nil }
      counts += numbers
    }
    return counts
  }

  private static func takeIndices(_ line: inout ArraySlice<UInt8>, _ numbers: inout [Int]) -> Bool {
    takeNumbers(&line, &numbers) && numbers.allSatisfy((0..<65_536).contains)
  }

  /// Takes what stands before the next space: decimal numbers with a comma between two of them, or none.
  private static func takeNumbers(
    _ line: inout ArraySlice<UInt8>, _ numbers: inout [Int]
  ) -> Bool {
    numbers.removeAll(keepingCapacity: true)
    var number: Int?
    for place in line.indices {
      let byte = line[place]
      switch byte {
      case UInt8(ascii: " "):
        if let number { numbers.append(number) }
        line = line[(place + 1)...]
        return number != nil || numbers.isEmpty
      case UInt8(ascii: ","):
        guard let finished = number else { return false }
        numbers.append(finished)
        number = nil
      case 0x30...0x39:
        let (product, isTooLarge) = (number ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, overflow) = product.addingReportingOverflow(Int(byte - 0x30))
        guard !isTooLarge, !overflow else { return false }
        number = sum
      default: return false
      }
    }
    return false
  }
}

extension ListNotes {
  /// The group of each account.
  func groups(by grouping: Grouping, _ dimensions: [Dimension]) -> [Int] {
    var groups: [Int] = []
    grouping.forEachGroup(
      of: 0..<count, dimensions, values: { values[$0] }, products: { Array(products(of: $0)) }
    ) { groups.append($1) }
    return groups
  }

  /// How many accounts stand in each group.
  func totals(by grouping: Grouping, _ dimensions: [Dimension]) -> [Int] {
    grouping.sizes(of: groups(by: grouping, dimensions))
  }
}
