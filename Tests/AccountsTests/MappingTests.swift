// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import TestSupport
import Testing

@Suite struct MappingTests {
  let dimensions = [
    Dimension(
      name: "status", values: ["customer", "open opportunity", "prospect"], rollUp: .precedence,
      unlisted: .leftOut),
    Dimension(name: "industry", values: ["banks", "no"], rollUp: .majority, unlisted: .other),
  ]

  func read(_ yaml: String) throws(AccountsError) -> Mapping {
    try Mapping(yaml: Array(yaml.utf8), dimensions: dimensions)
  }

  @Test func `a mapping is written so that a person can read it`() throws {
    let mapping = Mapping(
      columns: ["industry": "Sector", "name": "Account Name", "website": "URL: \"own\""],
      values: [
        "industry": ["No": "no", "Banks - Regional": "banks", "Bäcker\u{A0}": "other"],
        "status": [:],
      ])
    let yaml = mapping.yaml(dimensions: dimensions)
    #expect(
      yaml == """
        # How my list maps onto the agreement. This file never leaves.
        lacuna: mapping/1

        # field: header of its column
        columns:
          name: Account Name
          website: "URL: \\"own\\""
          industry: Sector

        # dimension, then value in my list: agreed value
        values:
          industry:
            Banks - Regional: banks
            "No": "no"
            "Bäcker\\u00A0": other

        """)
    let again = try read(yaml)
    #expect(again.columns == mapping.columns)
    #expect(again.values["industry"] == mapping.values["industry"])
    #expect(again.yaml(dimensions: dimensions) == yaml)
  }

  @Test func `any text survives writing and reading`() throws {
    let seed: UInt64 = 3
    var generator = SeededGenerator(seed: seed)
    let scalars = Array(
      "aZ0 _-:#&*!|>'\"%@`{}[],?\\/.\n\r\t\u{0}\u{7F}\u{85}\u{A0}\u{2028}\u{200B}é😀~=")
    for _ in 0..<2000 {
      let texts = (0..<2).map { _ in
        String(
          (0..<Int.random(in: 0...5, using: &generator)).compactMap { _ in
            scalars.randomElement(using: &generator)
          })
      }
      let mapping = Mapping(
        columns: ["name": texts[0]], values: ["industry": [texts[1]: "banks"]])
      #expect(try read(mapping.yaml(dimensions: dimensions)) == mapping, "seed \(seed)")
    }
  }

  @Test(arguments: [
    ("", AccountsError.mappingFormat(line: nil)),
    ("columns:\n  name: A\n", .mappingFormat(line: 1)),
    ("lacuna: mapping/2\n", .mappingFormat(line: 1)),
    ("lacuna: mapping/1\nextra: x\n", .mappingUnknownKey("extra", line: 2)),
    ("lacuna: mapping/1\ncolumns:\n  sector: S\n", .mappingUnknownKey("sector", line: 3)),
    ("lacuna: mapping/1\nvalues:\n  name:\n    a: b\n", .mappingUnknownKey("name", line: 3)),
    ("lacuna: mapping/1\ncolumns: [a]\n", .mappingMisshapen("columns", line: 2)),
    ("lacuna: mapping/1\ncolumns:\n  name: {a: b}\n", .mappingMisshapen("name", line: 3)),
    (
      "lacuna: mapping/1\nvalues:\n  industry:\n    a: unheard\n",
      .mappingUnknownValue(dimension: "industry", line: 4)
    ),
    (
      "lacuna: mapping/1\nvalues:\n  status:\n    a: other\n",
      .mappingUnknownValue(dimension: "status", line: 4)
    ),
    ("lacuna: mapping/1\ncolumns:\n  name: &a A\n", .mappingAnchor(line: 3)),
    ("lacuna: mapping/1\ncolumns:\n  name: A\n  name: B\n", .mappingNotYAML(line: 3)),
    (
      "lacuna: mapping/1\ncolumns:\n  name: A\n  \u{FEFF}\u{FEFF}name: B\n",
      .mappingNotYAML(line: 4)
    ),
    ("lacuna: mapping/1\n\tcolumns\n", .mappingNotYAML(line: 2)),
    ("lacuna: mapping/1\n---\nlacuna: mapping/1\n", .mappingNotYAML(line: 2)),
  ])
  func `a mapping is read strictly`(_ yaml: String, _ error: AccountsError) {
    #expect(throws: error) { try read(yaml) }
  }

  @Test func `a mapping's size and depth are bounded`() {
    let long = [UInt8](repeating: 0x23, count: Mapping.sizeLimit + 1)
    #expect(throws: AccountsError.mappingTooLarge(limit: Mapping.sizeLimit)) {
      try Mapping(yaml: long, dimensions: dimensions)
    }
    #expect(throws: AccountsError.self) { try read(String(repeating: "[", count: 100_000)) }
    #expect(throws: AccountsError.self) { try read(String(repeating: "- ", count: 100_000)) }
  }
}
