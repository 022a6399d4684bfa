// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import TestSupport
import Testing

/// What rows of one domain say of names (account-keys.md 13).
@Suite struct DomainTwinsTests {
  private static let header = "Name,Website,Country,Status"
  private let mapping = Mapping(
    columns: ["name": "Name", "website": "Website", "country": "Country", "status": "Status"],
    values: [:])

  private func read(_ rows: [String]) throws -> CustomerList {
    let text = ([Self.header] + rows).joined(separator: "\n") + "\n"
    return try CustomerList.read(
      Array(text.utf8), mapping: mapping, dimensions: [StatusDimension.agreed],
      lists: NameKeyTests.lists.get())
  }

  @Test func `pairs of rows with one domain are counted, and those of one name`() throws {
    let twins = try read([
      // Three rows, three pairs: two names agree, and their countries do.
      "Acme Inc,acme.com,FR,customer", "ACME,www.acme.com,fr,prospect",
      "Wile Tools,acme.com,FR,customer",
      // One pair of one name and two countries.
      "Bolt GmbH,bolt.io,DE,customer", "Bolt,bolt.io,AT,customer",
      // Alone, without a name, without a domain, left out: no twins.
      "Crux,crux.com,US,customer", ",crux.com,US,customer", "Dyne,,US,customer",
      "Dyne,,US,customer", "Bolt,bolt.io,DE,partner",
    ]).summary.twins
    #expect((twins.domains, twins.rows) == (2, 5))
    #expect((twins.pairs, twins.pairsOfName, twins.pairsOfNameAndCountry) == (4, 2, 1))
    #expect(twins.domainsOfName == 1)
  }

  @Test func `a list without twins has none`() throws {
    #expect(try read(["Acme,acme.com,FR,customer"]).summary.twins == DomainTwins())
  }

  @Test func `equal rows count as often as they stand in the list`() throws {
    let rows = Array(repeating: "Acme,acme.com,FR,customer", count: 50)
    let twins = try read(rows + ["Crux,acme.com,FR,customer"]).summary.twins
    #expect((twins.rows, twins.pairs, twins.pairsOfName) == (51, 51 * 50 / 2, 50 * 49 / 2))
    #expect(twins.domainsOfName == 0)
  }

  @Test func `the counts are those of every two rows`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let names = ["Acme", "ACME Inc.", "Bolt", "", "Crux Ltd"]
    let sites = ["acme.com", "www.bolt.io", "", "gmail.com", "acme.com/x"]
    for _ in 0..<40 {
      let rows = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        let parts = [names, sites, ["FR", "DE", ""], ["customer", "prospect"]].map {
          $0.randomElement(using: &random) ?? ""
        }
        return parts.joined(separator: ",")
      }
      let text = ([Self.header] + rows).joined(separator: "\n") + "\n"
      let twins = try read(rows).summary.twins
      #expect(
        [
          twins.pairs, twins.pairsOfName, twins.pairsOfNameAndCountry, twins.domains,
          twins.domainsOfName,
        ]
          == (try plainCounts(Array(text.utf8))), "seed \(seed): \(rows)")
    }
  }

  /// The same as the page says it: every row with every other, where all rows take part.
  private func plainCounts(_ bytes: [UInt8]) throws -> [Int] {
    var reading = ListReading(mapping: mapping)
    let rows = try reading.read(bytes) + reading.finish()
    var names: [String: [NameKey]] = [:]
    for row in rows {
      guard let keys = reading.keys(of: row, lists: try NameKeyTests.lists.get()),
        let name = keys.nameKey, let domain = keys.domain.key
      else { continue }
      names[domain.text, default: []].append(name)
    }
    var (pairs, alike, equal) = (0, 0, 0)
    let twins = names.values.filter { $0.count > 1 }
    for names in twins {
      for (index, one) in names.enumerated() {
        for other in names[(index + 1)...] {
          pairs += 1
          if one.name == other.name { alike += 1 }
          if one == other { equal += 1 }
        }
      }
    }
    let domainsOfName = twins.count { names in names.allSatisfy { $0.name == names[0].name } }
    return [pairs, alike, equal, twins.count, domainsOfName]
  }
}
