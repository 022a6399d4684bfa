// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Foundation
import Testing

/// Files as other people published them, and header rows of CRM exports: read without renaming a column.
@Suite(.sharedData) struct SampleFileTests {
  struct Facts: Sendable, CustomStringConvertible {
    let file: String
    let rows: Int
    let columns: [String: String]
    var encoding = TextEncoding.ascii
    var description: String { file }
  }

  @Test(arguments: [
    Facts(
      file: "crunchbase-2013-head.csv", rows: 1514,
      columns: ["name": "name", "country": "country_code"], encoding: .macRoman),
    Facts(
      file: "fortune500-2020.csv", rows: 500,
      columns: ["name": "company_name", "website": "website"], encoding: .utf16),
    Facts(
      file: "sp500-constituents.csv", rows: 503, columns: ["name": "Security"], encoding: .utf8),
    Facts(
      file: "maven-crm/accounts.csv", rows: 85,
      columns: ["name": "account", "country": "office_location"]),
    Facts(file: "maven-crm/sales_pipeline.csv", rows: 8800, columns: ["name": "account"]),
  ])
  func `a published list reads as it is`(_ facts: Facts) throws {
    let bytes = try SharedData.bytes("samples/\(facts.file)")
    let guess = MappingGuess(columns: try ListSurvey.columns(of: bytes), dimensions: [])
    #expect(guess.mapping.columns == facts.columns)
    let list = try CustomerList.read(
      bytes, mapping: guess.mapping, dimensions: [], lists: PublicLists())
    #expect(list.summary.rows == facts.rows)
    #expect(list.summary.rejections == [])
    #expect(list.summary.oddities.encoding == facts.encoding)
    #expect(list.summary.oddities.frameLines == [])
    #expect(list.summary.oddities.unevenRows.count == 0)
  }

  @Test func `a name in Mac Roman that had been decoded twice is whole again`() throws {
    let rows = try ListReading.rows(
      of: SharedData.bytes("samples/crunchbase-2013-head.csv"),
      mapping: Mapping(columns: ["name": "name"], values: [:]))
    let names = Set(rows.compactMap { $0.values["name"] })
    #expect(names.isSuperset(of: ["ag\u{E1}mi Systems", "Anchor\u{2122}", "#waywire"]))
  }

  /// Neither lists companies: the rows are read, and no column is taken for a name.
  @Test(arguments: [("products.csv", 7), ("sales_teams.csv", 35)])
  func `a table of other things has no key column`(_ name: String, _ rows: Int) throws {
    let bytes = try SharedData.bytes("samples/maven-crm/\(name)")
    let columns = try ListSurvey.columns(of: bytes)
    #expect(columns.first?.shape.filled == rows)
    let guess = MappingGuess(columns: columns, dimensions: [])
    #expect(guess.mapping.columns == [:])
    #expect(throws: AccountsError.noKeyColumn) {
      try CustomerList.read(bytes, mapping: guess.mapping, dimensions: [], lists: PublicLists())
    }
  }

  @Test func `every header row of a CRM names its columns`() throws {
    struct Export: Decodable {
      let tool: String
      let header: [String]
    }
    let exports = try JSONDecoder().decode(
      [Export].self, from: Data(SharedData.bytes("ref/crm-headers.json")))
    #expect(exports.count == 14)
    let withoutKeys: Set = ["Maven: products.csv", "Maven: sales_teams.csv"]
    for export in exports {
      // Two rows below the header, and titles above it, in every delimiter.
      for delimiter in [",", ";", "\t", "|"] {
        let cells = export.header.indices.map { "value \($0)" }
        let rows = [export.header, cells, cells].map {
          $0.map { "\"\($0)\"" }.joined(separator: delimiter)
        }
        for titles in [[], ["A report", "As of 2026-11-20", ""]] {
          let bytes = Array((titles + rows).joined(separator: "\r\n").utf8)
          let columns = try ListSurvey.columns(of: bytes)
          #expect(columns.map(\.header) == export.header, "\(export.tool)")
          let guess = MappingGuess(columns: columns, dimensions: [])
          #expect(
            (guess.mapping.columns["name"] == nil) == withoutKeys.contains(export.tool),
            "\(export.tool)")
        }
      }
    }
  }
}
