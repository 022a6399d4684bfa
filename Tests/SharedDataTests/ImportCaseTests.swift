// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Foundation
import Testing

/// Sixty rows in every shape that exports take: each gives the values of expected.csv, or is refused as it must be.
@Suite(.sharedData) struct ImportCaseTests {
  /// Columns that Lacuna does not ask for, as the cases name them.
  private static let further = [
    "id": ["Account ID", "account id"],
    "arr": [
      "ARR (USD)", "Annual contract value", "AnnualRevenue", "Annual Revenue",
    ],
    "stage": ["Opportunity Stage"],
  ]

  private let status = Dimension(
    name: "status", values: ["customer", "open opportunity", "prospect"], rollUp: .precedence,
    unlisted: .other)

  @Test func `every case gives the expected values`() throws {
    let cases = try ImportCase.all()
    #expect(cases.count == 35)
    for each in cases {
      if each.error == true || each.rows == 0 || each.file == "mixed-encodings.csv" { continue }
      try expectValues(each)
    }
  }

  private func expectValues(_ each: ImportCase) throws {
    let bytes = try each.bytes()
    let columns = try ListSurvey.columns(of: bytes)
    let guess = MappingGuess(columns: columns, dimensions: [status])
    var mapping = Mapping(
      columns: guess.mapping.columns.filter { Mapping.Field(rawValue: $0.key) != nil }, values: [:])
    if each.noHeader == true {
      if columns.count > 1 { mapping.columns["id"] = "column 1" }
    } else {
      for (field, headers) in Self.further {
        mapping.columns[field] = columns.map(\.header).first { headers.contains($0) }
      }
    }
    let rows = try ListReading.rows(of: bytes, mapping: mapping)
    var expected = try ImportedRow.expected()
    if let ids = each.ids { expected = expected.filter { ids.contains($0.id) } }

    if each.file == "duplicates.csv" {
      #expect(Set(rows.compactMap { $0.values["id"] }).count == 60)
      #expect(rows.last?.values["name"] == "Other name")
      return
    }
    #expect(rows.count == each.rows, "\(each)")
    #expect(rows.allSatisfy { $0.fits }, "\(each)")
    for (row, expected) in zip(rows, expected) {
      var expected = expected.limited(to: mapping.columns.keys)
      var values = row.values
      if each.badNameIDs?.contains(values["id"] ?? "") == true {
        #expect(!row.hasName, "\(each), line \(row.line)")
        values["name"] = expected.values["name"]
      }
      if each.file == "formula-injection.csv", let name = values["name"]?.first,
        "=+-@".contains(name)
      {
        values["name"]?.removeFirst()
      }
      if each.file == "hubspot-like.csv" {
        expected.values["website"] = host(expected.values["website"])
      }
      if each.file == "ragged.csv" {
        for field in ["arr", "stage"] where values[field]?.isEmpty == true {
          expected.values[field] = ""
        }
      }
      if each.file == "one-column.txt" {
        let name = expected.values["name"]
        let website = expected.values["website"] ?? ""
        let column = website.isEmpty ? name : website
        expected.values = ["name": column ?? "", "website": column ?? ""]
      }
      // Two strings are equal in Swift where they are canonically equivalent: nfd.csv decomposes.
      #expect(ImportedRow(values) == expected, "\(each), line \(row.line)")
    }
  }

  /// Where rows lack the last fields, and where rows stand twice: what a reader by eye adds up.
  private static let otherSums = ["ragged.csv": 1_340_600, "duplicates.csv": 1_461_200]

  /// Amounts in every notation of the cases, through the whole import: the accounts have what expected.csv says together.
  @Test func `amounts of every case add up`() throws {
    let dollar = try #require(CurrencyCode("USD"))
    let terms = AmountTerms(name: "arr", of: .initiator, measure: .currency(dollar), most: 100)
    let side = SideAmounts(amounts: [terms], currencies: .none)
    var asked: [String] = []
    for each in try ImportCase.all() {
      let header = Self.further["arr"] ?? []
      guard each.error != true, each.rows != 0, each.file != "mixed-encodings.csv",
        let columns = try? ListSurvey.columns(of: each.bytes()),
        let column = columns.map(\.header).first(where: header.contains)
      else { continue }
      var mapping = MappingGuess(columns: columns, dimensions: []).mapping
      mapping.amounts["arr"] = AmountSource(column: column, currency: .fixed(dollar))
      func read() throws -> CustomerList {
        try CustomerList.read(
          each.bytes(), mapping: mapping, dimensions: [], amounts: side, openQuestions: .listed,
          lists: PublicLists())
      }
      var list = try read()
      if case .amountUndecided = list.summary.openQuestions.first {
        asked.append(each.file)
        mapping.amounts["arr"]?.decimal = .point
        list = try read()
      }
      let expected = try ImportedRow.expected().filter { each.ids?.contains($0.id) ?? true }
      let sum =
        Self.otherSums[each.file]
        ?? expected.reduce(0) { $0 + (Int($1.values["arr"] ?? "") ?? 0) }
      #expect(list.summary.amounts.first?.total == 100 * sum, "\(each)")
      #expect(list.summary.openQuestions == [], "\(each)")
    }
    #expect(asked == ["excel-artefacts.csv"])
  }

  /// As HubSpot stores it.
  private func host(_ website: String?) -> String? {
    website.map { URL(string: $0)?.host()?.replacing(/^www\./, with: "") ?? $0 }
  }

  @Test(arguments: [
    ("unclosed-quote.csv", AccountsError.malformedQuotes(row: 32, at: .init(line: 32, column: 11))),
    ("empty.csv", .emptyFile), ("header-only.csv", .headerOnly),
    ("mixed-encodings.csv", .notText(.init(line: 12, column: 64))),
  ])
  func `a doubtful case is refused with its place`(_ name: String, _ error: AccountsError) throws {
    let bytes = try SharedData.bytes("import/\(name)")
    #expect(throws: error) { try ListSurvey.columns(of: bytes) }
    let each = try #require(try ImportCase.all().first { $0.file == name })
    if let line = each.errorLine { #expect(error.description.hasPrefix("line \(line),")) }
  }

  @Test func `every case is the same however its bytes are cut`() throws {
    for each in try ImportCase.all() {
      let bytes = try each.bytes()
      let whole = Result { try ListSurvey.columns(of: bytes) }
      for length in [1, 1000] {
        let pieces = Result {
          var survey = ListSurvey()
          var rest = bytes[...]
          while !rest.isEmpty {
            try survey.read(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
          }
          return try survey.finish()
        }
        switch (whole, pieces) {
        case (.success(let one), .success(let two)): #expect(one == two, "\(each)")
        case (.failure(let one), .failure(let two)):
          #expect(one as? AccountsError == two as? AccountsError, "\(each)")
        default: Issue.record("\(each): the cut decides")
        }
      }
    }
  }

  @Test(arguments: [
    ("plain.csv", 60, 60), ("report-frame.csv", 60, 60), ("ragged.csv", 60, 53),
    ("blank-rows.csv", 60, 60), ("no-header.csv", 60, 60), ("utf16-tab.txt", 60, 60),
    ("cp1252-semicolon.csv", 54, 54), ("invisible.csv", 60, 60), ("nul.csv", 60, 60),
  ])
  func `the import takes part with every row`(_ name: String, _ rows: Int, _ known: Int) throws {
    let bytes = try SharedData.bytes("import/\(name)")
    let guess = MappingGuess(columns: try ListSurvey.columns(of: bytes), dimensions: [status])
    let list = try CustomerList.read(
      bytes, mapping: guess.mapping, dimensions: [status], lists: PublicLists())
    #expect(list.summary.rows == rows)
    #expect(list.summary.rejections == [])
    #expect(rows - list.summary.dimensions[0].unmappedRows == known)
  }

  @Test func `what was odd is said`() throws {
    func oddities(_ name: String) throws -> ListSummary.Oddities {
      let bytes = try SharedData.bytes("import/\(name)")
      let guess = MappingGuess(columns: try ListSurvey.columns(of: bytes), dimensions: [])
      return try CustomerList.read(
        bytes, mapping: guess.mapping, dimensions: [], lists: PublicLists()
      ).summary.oddities
    }
    let report = try oddities("report-frame.csv")
    #expect((report.titleLines, report.frameLines) == (4, [67, 68, 69]))
    #expect(report.encoding == .utf8 && report.hasHeader)
    let uneven = try oddities("ragged.csv").unevenRows
    #expect(uneven.count == 14 && uneven.first.prefix(2) == [2, 6])
    let noNames = try oddities("excel-artefacts.csv").noNames
    #expect(noNames.first == [5, 11, 17, 23, 29, 35])
    let repaired = try oddities("mojibake.csv").repairedRows
    #expect(repaired.count == 25)
    let western = try oddities("cp1252-semicolon.csv").encoding
    #expect(western == .windows1252)
    let wide = try oddities("utf16le-bom.csv").encoding
    #expect(wide == .utf16)
    let bare = try oddities("no-header.csv").hasHeader
    #expect(!bare)
  }
}
