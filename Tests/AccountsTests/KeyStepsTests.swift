// SPDX-License-Identifier: Apache-2.0

import Accounts
import TestSupport
import Testing

/// The steps that `explain` shows lead to the keys that are made.
@Suite struct KeyStepsTests {
  let lists: PublicLists

  init() throws { lists = try PublicLists() }

  private func explained(
    website: [UInt8] = [], name: [UInt8] = [], country: [UInt8] = [], _ lists: PublicLists
  ) throws -> (keys: RowKeys, steps: KeySteps)? {
    // One separator that no vector has: the texts stand as they are.
    let fields = [website, name, country]
    guard fields.allSatisfy({ $0.allSatisfy { $0 >= 0x20 && $0 != 0x22 } }) else { return nil }
    let text =
      Array("website,name,country\n".utf8)
      + fields.map { [0x22] + $0 + [0x22] }.joined(separator: [0x2C]) + [0x0A]
    var reading = ListReading(
      mapping: Mapping(
        columns: ["name": "name", "website": "website", "country": "country"], values: [:]))
    let rows = try? reading.read(text)
    guard let rows, let last = try? reading.finish(), let row = (rows + last).first else {
      return nil
    }
    guard let keys = reading.keys(of: row, lists: lists),
      let steps = reading.steps(of: row, lists: lists)
    else { return nil }
    return (keys, steps)
  }

  @Test func `the last step of a domain is its key`() throws {
    var shown = 0
    for vector in try Vectors.load(stage: "domain-key", keys: ["input", "key", "absent"]) {
      let found = try explained(website: vector.bytes("input"), lists)
      guard let (keys, steps) = found, case .domain(let key) = keys.domain else { continue }
      #expect(steps.domain.last?.text == key.text, "\(vector)")
      shown += 1
    }
    #expect(shown > 40)
  }

  @Test func `the last steps of a name and a country are their keys`() throws {
    var (names, countries) = (0, 0)
    let keys = ["name", "country", "domain", "name-key", "country-key", "absent"]
    for vector in try Vectors.load(stage: "name-key", keys: keys) {
      let found = try explained(
        website: Array(vector["domain"].utf8), name: vector.bytes("name"),
        country: vector.bytes("country"), lists)
      guard let (keys, steps) = found, let key = keys.nameKey else { continue }
      let name = String(decoding: key.name, as: UTF8.self)
      // Without a step the field itself is the key.
      let field = try String(decoding: vector.bytes("name"), as: UTF8.self)
      #expect(steps.name.last?.text ?? field == name, "\(vector)")
      names += 1
      if !key.country.isEmpty {
        #expect(steps.country.last?.text.utf8.elementsEqual(key.country) == true, "\(vector)")
        countries += 1
      }
    }
    #expect(names > 100)
    #expect(countries > 20)
  }

  @Test func `each step is named`() throws {
    let table = try ReferenceTable(
      Array("reference-table/1\ndomain,northwind.com,contoso.example\n".utf8), lists: lists)
    let (_, steps) = try #require(
      try explained(
        website: Array("https://www.northwind.co.uk/x".utf8),
        name: Array("Tiffany & Co. (Holding) /DE/".utf8), country: Array("Atlantis".utf8),
        lists.resolving(through: table)))
    #expect(
      steps.domain.map(\.name) == [
        "host", "registrable domain", "family under com", "reference table, by the domain",
      ])
    #expect(
      steps.domain.map(\.text) == [
        "www.northwind.co.uk", "northwind.co.uk", "northwind.com", "contoso.example",
      ])
    #expect(
      steps.name.map(\.name) == [
        "characters", "without a registry's note", "without brackets", "words",
        "without forms and notes at the ends", "letters once",
      ])
    #expect(steps.name.last?.text == "tafiny")
    #expect(steps.country.map(\.name) == ["the field names no country", "the host's last label"])
  }

  @Test func `where there is no key, the steps end where that was found`() throws {
    let (keys, steps) = try #require(
      try explained(
        website: Array("someone@gmail.com".utf8), name: Array("UNKNOWN".utf8), lists))
    #expect(keys.domain == .absent(.freeMail))
    #expect(steps.domain.map(\.text) == ["gmail.com"])
    #expect(keys.nameAbsence == "placeholder")
    #expect(steps.name.map(\.text) == ["unknown"])
    #expect(steps.country.isEmpty)
  }
}
