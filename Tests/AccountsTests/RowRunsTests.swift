// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Parallel
import TestSupport
import Testing

/// A list whose rows are kept in runs is the list that it is when they are held.
@Suite struct RowRunsTests {
  /// Runs in memory.
  private struct Runs: RowRuns {
    private var runs: [[[UInt8]]] = []
    private var places: [Int] = []

    var count: Int { runs.count }

    mutating func keep(_ content: ((_ part: [UInt8]) throws -> Void) throws -> Void) throws {
      var run: [[UInt8]] = []
      try content { run.append($0) }
      let isWhole = run.allSatisfy { !$0.isEmpty }
      #expect(isWhole)
      runs.append(run)
      places.append(0)
    }

    mutating func next(of run: Int) throws -> [UInt8] {
      guard places[run] < runs[run].count else { return [] }
      defer { places[run] += 1 }
      return runs[run][places[run]]
    }
  }

  private static let header = "Name,Website,Country,Status,Industry,Products,ARR"

  private struct Fault: Error {}

  /// Runs that cannot be kept, or cannot be read.
  private struct FaultyRuns: RowRuns {
    let isReadable: Bool
    private(set) var count = 0

    init(isReadable: Bool) { self.isReadable = isReadable }

    mutating func keep(_ content: ((_ part: [UInt8]) throws -> Void) throws -> Void) throws {
      guard !isReadable else { throw Fault() }
      try content { _ in }
      count += 1
    }

    mutating func next(of run: Int) throws -> [UInt8] { throw Fault() }
  }

  private let dimensions = [
    StatusDimension.agreed,
    Dimension(
      name: "industry", values: ["banks", "retail"], rollUp: .majority, unlisted: .other),
    Dimension(
      name: "products", values: ["Analytics", "Core", "Shield"], rollUp: .union, unlisted: .other),
  ]

  private func amounts() throws -> SideAmounts {
    let euro = try #require(CurrencyCode("EUR"))
    return SideAmounts(
      amounts: [
        AmountTerms(name: "arr", of: .initiator, measure: .currency(euro), most: 1000)
      ], currencies: CurrencyRates(entries: []))
  }

  private func mapping() throws -> Mapping {
    let euro = try #require(CurrencyCode("EUR"))
    return Mapping(
      columns: [
        "name": "Name", "website": "Website", "country": "Country", "status": "Status",
        "industry": "Industry", "products": "Products",
      ], values: [:],
      amounts: ["arr": AmountSource(column: "ARR", currency: .fixed(euro), decimal: .point)])
  }

  private func list(threads: Int = 1) throws -> ListImport {
    try ListImport(
      mapping: mapping(), dimensions: dimensions, amounts: amounts(),
      lists: NameKeyTests.lists.get(), workers: Workers(count: threads))
  }

  /// Few keys, so that accounts have rows in several runs; keys longer than what is compared at once, alike up to their ends;
  /// rows without any key.
  private func rows(_ count: Int, _ generator: inout SeededGenerator) -> [String] {
    func one(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
    return (0..<count).map { _ in
      let number = Int.random(in: 0..<40, using: &generator)
      let name = one([
        "Acme", "Acme Bank", "Bolt \(number)", "", "A company of the same long name \(number)",
      ])
      let site = one([
        "", "", "acme\(number).com", "one-long-name-of-a-host-\(number).example.com",
      ])
      let amount = one(["", "10.00", "\(number).50"])
      return [
        name, site, one(["DE", "FR", ""]), one(["customer", "prospect", "open opportunity", "?"]),
        one(["banks", "retail", "else"]), one(["", "Core", "Core;Shield", "Analytics"]), amount,
      ].joined(separator: ",")
    }
  }

  @Test(arguments: [1, 7, 100, 5000])
  func `runs of any length give the same list`(length: Int) throws {
    let seed: UInt64 = 23
    var generator = SeededGenerator(seed: seed)
    let rows = rows(400, &generator)
    var held = try list()
    try held.read(Array(([Self.header] + rows).joined(separator: "\n").utf8))
    let expected = try held.finish()
    #expect(Set(expected.accounts.map(\.accountKey.kind)).count == 4)

    var kept = try list()
    var runs = Runs()
    try kept.read(Array((Self.header + "\n").utf8))
    for (number, row) in rows.enumerated() {
      try kept.read(Array((row + "\n").utf8))
      if number % length == length - 1 { try kept.keepRows(in: &runs) }
    }
    let list = try kept.finish(with: &runs)
    #expect(runs.count == (length > rows.count ? 0 : rows.count / length + 1))
    #expect(list.accounts == expected.accounts, "seed \(seed)")
    #expect(list.summary == expected.summary, "seed \(seed)")
    #expect(
      CanonicalRecords(of: list).bytes == CanonicalRecords(of: expected).bytes, "seed \(seed)")
  }

  @Test func `more accounts than are merged at once`() throws {
    let rows = (0..<10_000).map { "Firm \($0),firm\($0 % 9000).com,DE,customer,banks,Core,1.00" }
    var held = try list()
    try held.read(Array(([Self.header] + rows).joined(separator: "\n").utf8))
    var kept = try list()
    var runs = Runs()
    for chunk in [[Self.header]] + [rows.prefix(5000), rows.dropFirst(5000)].map(Array.init) {
      try kept.read(Array((chunk.joined(separator: "\n") + "\n").utf8))
      try kept.keepRows(in: &runs)
    }
    let (list, expected) = (try kept.finish(with: &runs), try held.finish())
    #expect(list.accounts.count == 9000)
    #expect(list.accounts == expected.accounts && list.summary == expected.summary)
  }

  /// More rows than one thread puts in order at once, their accounts spread over the list; what is merged from runs was not cut.
  @Test func `a long list is the same on any number of threads`() throws {
    let count = 150_000
    let rows = (0..<count).map { number in
      let account = number % 9 == 0 ? number / 2 : number
      let site = account % 5 == 0 ? "" : "a-long-name-of-a-host-\(account % 7)-\(account).com"
      let name = account % 3 == 0 ? "" : "Firm \(account)"
      return "\(name),\(site),DE,customer,\(number % 2 == 0 ? "banks" : "retail"),Core,1.50"
    }
    var kept = try list()
    var runs = Runs()
    try kept.read(Array((Self.header + "\n").utf8))
    for start in stride(from: 0, to: count, by: 50_000) {
      try kept.read(Array((rows[start..<start + 50_000].joined(separator: "\n") + "\n").utf8))
      try kept.keepRows(in: &runs)
    }
    let expected = try kept.finish(with: &runs)
    #expect(expected.summary.rolledUpAccounts > 5000)
    #expect(expected.summary.twins.domains > 5000)
    for threads in [1, 3] {
      var held = try list(threads: threads)
      try held.read(Array(([Self.header] + rows).joined(separator: "\n").utf8))
      let list = try held.finish()
      #expect(list.accounts == expected.accounts)
      #expect(list.summary == expected.summary)
    }
  }

  @Test func `rows that are kept are held no more`() throws {
    var list = try list()
    var runs = Runs()
    let before = list.heldSize
    let rows = (0..<1000).map { "Firm \($0),,DE,customer,banks,Core,1.00" }
    try list.read(Array(([Self.header] + rows + [""]).joined(separator: "\n").utf8))
    // Rows are gathered when those after them have been read.
    try list.read(Array("Last,,DE,customer,banks,Core,1.00\n".utf8))
    #expect(list.heldSize > before + 8 * 900)
    try list.keepRows(in: &runs)
    #expect(list.heldSize == before)
  }

  @Test(arguments: [false, true]) func `a fault of the runs is thrown`(isReadable: Bool) throws {
    var runs = FaultyRuns(isReadable: isReadable)
    #expect(throws: Fault.self) {
      var list = try list()
      try list.read(Array((Self.header + "\nAcme,a.com,,customer,,,\n").utf8))
      try list.keepRows(in: &runs)
      _ = try list.finish(with: &runs)
    }
  }
}
