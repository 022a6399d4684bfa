// SPDX-License-Identifier: Apache-2.0

import Samples
import Testing

@Suite("The well-known companies")
struct CompanyTests {
  let companies = SampleCompany.wellKnown

  @Test("Every line of the file is read, as another reader reads it")
  func everyLine() {
    let file = CommaSeparated(Array(SampleCompany.fileText.utf8))
    #expect(file.isWellFormed)
    #expect(file.header == ["name", "domain", "country", "industry"])
    #expect((300...320).contains(companies.count))
    #expect(file.rows.map { $0["name"] } == companies.map(\.name))
    #expect(file.rows.map { $0["domain"] } == companies.map(\.domain))
    #expect(file.rows.map { $0["country"] } == companies.map(\.country))
    #expect(file.rows.map { $0["industry"] } == companies.map(\.industry.rawValue))
  }

  @Test("No domain and no name stands twice")
  func unique() {
    #expect(Set(companies.map(\.domain)).count == companies.count)
    #expect(Set(companies.map { $0.name.lowercased() }).count == companies.count)
  }

  @Test("Domains are registrable host names in lower case")
  func domains() {
    for company in companies { #expect(isHostName(company.domain), "\(company.domain)") }
    #expect(!companies.contains { $0.domain.hasSuffix(".example") || $0.domain.hasPrefix("www.") })
  }

  @Test("Twelve industries, each well filled, and many countries")
  func spread() {
    #expect(SampleIndustry.allCases.count == 12)
    for industry in SampleIndustry.allCases {
      #expect(companies.count { $0.industry == industry } >= 20, "\(industry.rawValue)")
    }
    #expect(Set(companies.map(\.country)).count >= 25)
    #expect(companies.allSatisfy { !$0.name.isEmpty && !$0.country.isEmpty })
  }
}

/// Labels of 1 to 63 letters, digits and inner hyphens, at least two, the last one of letters.
func isHostName(_ domain: String) -> Bool {
  let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
  let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
  return labels.count >= 2
    && labels.allSatisfy { label in
      (1...63).contains(label.count) && label.allSatisfy(allowed.contains)
        && label.first != "-" && label.last != "-"
    } && labels[labels.count - 1].allSatisfy { $0.isLetter }
}
