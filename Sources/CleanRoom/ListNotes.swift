// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Questions

/// What the annex needs of the own list: a few counts, and for each account where it stands and its name. Lives in
/// Annex (0700) only. What accounts say is kept in columns: a list may have a million.
struct ListNotes: Sendable {
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
  private struct Columns: Sendable {
    /// Nil before the first account.
    private var width: Int?
    private var numbers: [Int] = []

    /// False where the account has more or fewer numbers than those before it.
    mutating func add(_ account: [Int]) -> Bool {
      if width == nil { width = account.count }
      numbers += account
      return account.count == width
    }

    /// 0 where an account has not so many.
    subscript(account: Int, index: Int) -> Int {
      let width = width ?? 0
      return index < width ? numbers[account * width + index] : 0
    }
  }

  /// How many accounts there are.
  var count: Int { names.count }

  func products(of account: Int) -> ArraySlice<Int> {
    products[(account == 0 ? 0 : productEnds[account - 1])..<productEnds[account]]
  }

  /// What it has of an agreed amount, in hundredths; 0 where the notes have no such amount.
  func amount(_ index: Int, of account: Int) -> Int {
    amounts[account, index]
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
        list.accounts.withLabel(of: account) { label in
          for index in label.indices where label[index] >= 0x20 { bytes.append(label[index]) }
        }
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
    var scanner = NotesScanner(text: text)
    var numbers: [Int] = []
    /// The only number before the next space.
    func number() -> Int? { scanner.takeNumbers(&numbers) && numbers.count == 1 ? numbers[0] : nil }
    guard scanner.takeLine().elementsEqual(Self.format.utf8), let rows = number(),
      let rejected = number(),
      let kinds = Int(String(decoding: scanner.takeLine(), as: UTF8.self)), (0...16).contains(kinds)
    else { return nil }
    var keys: [KeyCoverage] = []
    for _ in 0..<kinds {
      guard let accounts = number(), let ambiguous = number() else { return nil }
      let name = String(decoding: scanner.takeLine(), as: UTF8.self)
      keys.append(KeyCoverage(name: name, accounts: accounts, ambiguous: ambiguous))
    }
    var (values, amounts) = (Columns(), Columns())
    var (products, productEnds): ([Int], [Int]) = ([], [])
    var names: [Range<Int>] = []
    while !scanner.isAtEnd {
      guard scanner.takeIndices(&numbers), values.add(numbers), scanner.takeIndices(&numbers)
      else { return nil }
      products += numbers
      productEnds.append(products.count)
      guard scanner.takeNumbers(&numbers), amounts.add(numbers) else { return nil }
      names.append(scanner.takeLine().indices)
    }
    guard scanner.isWhole else { return nil }
    (self.rows, self.rejected, self.keys) = (rows, rejected, keys)
    (self.values, self.amounts) = (values, amounts)
    (self.products, self.productEnds) = (products, productEnds)
    (self.text, self.names) = (text, names)
  }
}

/// Takes notes apart, from their beginning on.
private struct NotesScanner {
  let text: [UInt8]
  private var place = 0
  /// Whether every line that was taken had its end.
  private(set) var isWhole = true

  init(text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { place == text.count }

  /// Takes what is left of a line, and the line's end.
  mutating func takeLine() -> ArraySlice<UInt8> {
    let start = place
    while place < text.count, text[place] != UInt8(ascii: "\n") { place += 1 }
    let line = text[start..<place]
    if place < text.count { place += 1 } else { isWhole = false }
    return line
  }

  mutating func takeIndices(_ numbers: inout [Int]) -> Bool {
    takeNumbers(&numbers) && numbers.allSatisfy((0..<65_536).contains)
  }

  /// Takes what stands before the next space: decimal numbers with a comma between two of them, or none.
  mutating func takeNumbers(_ numbers: inout [Int]) -> Bool {
    numbers.removeAll(keepingCapacity: true)
    var number: Int?
    while place < text.count {
      let byte = text[place]
      place += 1
      switch byte {
      case UInt8(ascii: " "):
        if let number { numbers.append(number) }
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
      of: 0..<count, dimensions, value: { values[$0, $1] },
      products: { Array(products(of: $0)) }
    ) { groups.append($1) }
    return groups
  }

  /// How many accounts stand in each group.
  func totals(by grouping: Grouping, _ dimensions: [Dimension]) -> [Int] {
    grouping.sizes(of: groups(by: grouping, dimensions))
  }
}
