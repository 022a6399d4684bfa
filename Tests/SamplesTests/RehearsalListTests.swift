// SPDX-License-Identifier: Apache-2.0

import Samples
import Testing

@Suite("Rehearsal lists")
struct RehearsalListTests {
  static let seed: UInt64 = 11
  static let sizes = [1, 2, 195, 300, 5_000]

  struct Read {
    let pair: SamplePair
    let vendor: CommaSeparated
    let partner: CommaSeparated

    init(_ accounts: Int, sharedPercent: Int = 40) throws {
      pair = try SamplePair.make(accounts: accounts, seed: seed, sharedPercent: sharedPercent)
      vendor = CommaSeparated(pair.vendor.bytes())
      partner = CommaSeparated(pair.partner.bytes())
    }

    var vendorDomains: [String] { vendor.rows.compactMap { ownDomain($0["Website"] ?? "") } }
    var partnerDomains: [String] {
      partner.rows.compactMap { ownDomain($0["Company Domain Name"] ?? "") }
    }
  }

  @Test("Headers are those of the two exports, and every row is whole", arguments: sizes)
  func shape(accounts: Int) throws {
    let lists = try Read(accounts)
    #expect(
      lists.vendor.header == [
        "Account ID", "Account Name", "Website", "Billing Country", "Industry", "Type",
        "Account Owner", "Products Owned", "ARR (USD)", "Opportunity Stage",
        "Opportunity Amount (USD)", "Close Date",
      ])
    #expect(
      lists.partner.header == [
        "Record ID", "Company name", "Company Domain Name", "Country/Region", "Industry",
        "Company owner", "Lifecycle Stage", "Products", "Annual contract value", "Deal Stage",
        "Amount", "Close Date",
      ])
    #expect(lists.vendor.isWellFormed && lists.partner.isWellFormed)
    #expect(Set(lists.vendor.rows.map { $0["Account ID"] }).count == lists.vendor.rows.count)
    #expect(Set(lists.partner.rows.map { $0["Record ID"] }).count == lists.partner.rows.count)
  }

  @Test("Accounts are as many as asked; rows a little more", arguments: sizes)
  func counts(accounts: Int) throws {
    let lists = try Read(accounts)
    for (rows, domains) in [
      (lists.vendor.rows, lists.vendorDomains), (lists.partner.rows, lists.partnerDomains),
    ] {
      let withoutDomain = rows.count - domains.count
      #expect(Set(domains).count + withoutDomain == accounts)
      #expect(rows.count <= accounts + accounts / 10 + 1)
    }
  }

  @Test("The shared part is as asked", arguments: [0, 10, 40, 100])
  func sharedPart(percent: Int) throws {
    let lists = try Read(2_000, sharedPercent: percent)
    #expect(lists.pair.shared == 20 * percent)
    #expect(lists.pair.truth().shared.values.reduce(0, +) == 20 * percent)
    let met = Set(lists.vendorDomains).intersection(lists.partnerDomains).count
    // Five in a hundred have no domain of their own, on either side.
    #expect(met <= 20 * percent && met >= 17 * percent)
  }

  @Test("The truth is what a reader of the two files counts by domain", arguments: sizes)
  func truth(accounts: Int) throws {
    let lists = try Read(accounts)
    let vendorWords = ["Customer", "Open Opportunity", "Prospect"]
    let partnerWords = ["customer", "opportunity", "lead"]
    var vendor: [String: (status: Int, industry: String)] = [:]
    for row in lists.vendor.rows {
      guard let domain = ownDomain(row["Website"] ?? "") else { continue }
      let status = try #require(vendorWords.firstIndex(of: row["Type"] ?? ""))
      let held = vendor[domain]?.status ?? status
      vendor[domain] = (min(held, status), row["Industry"] ?? "")
    }
    var partner: [String: Int] = [:]
    for row in lists.partner.rows {
      guard let domain = ownDomain(row["Company Domain Name"] ?? "") else { continue }
      let status = try #require(partnerWords.firstIndex(of: row["Lifecycle Stage"] ?? ""))
      partner[domain] = min(partner[domain] ?? status, status)
    }
    var cells: [SampleTruth.Cell: Int] = [:]
    for (domain, mine) in vendor {
      guard let theirs = partner[domain] else { continue }
      let cell = SampleTruth.Cell(
        vendor: try #require(SampleStatus(rawValue: mine.status)),
        partner: try #require(SampleStatus(rawValue: theirs)),
        industry: SampleIndustry(rawValue: mine.industry))
      cells[cell, default: 0] += 1
    }
    #expect(cells == lists.pair.truth().sharedByDomain)
  }

  @Test("Vocabularies are closed, and columns agree with the status")
  func vocabularies() throws {
    let lists = try Read(5_000)
    let industries = Set(SampleIndustry.allCases.map(\.rawValue) + [""])
    #expect(Set(lists.vendor.rows.map { $0["Industry"] }) == industries)
    #expect(Set(lists.partner.rows.map { $0["Industry"] }) == industries)
    #expect(
      Set(lists.vendor.rows.map { $0["Type"] }) == ["Customer", "Open Opportunity", "Prospect"])
    #expect(
      Set(lists.partner.rows.map { $0["Lifecycle Stage"] }) == ["customer", "opportunity", "lead"])
    for row in lists.vendor.rows {
      #expect((row["Type"] == "Customer") == (row["ARR (USD)"] != ""))
      #expect((row["Type"] == "Customer") == (row["Products Owned"] != ""))
      let hasStage = row["Opportunity Stage"] != ""
      #expect(hasStage == (row["Opportunity Amount (USD)"] != ""))
      #expect(hasStage == (row["Close Date"] != ""))
      if row["Type"] == "Open Opportunity" { #expect(hasStage) }
      if row["Type"] == "Prospect" { #expect(!hasStage) }
    }
  }

  @Test("Domains are host names: well-known first, invented ones under .example")
  func domains() throws {
    let wellKnown = Set(SampleCompany.wellKnown.map(\.domain))
    let small = try Read(195)
    #expect(Set(small.vendorDomains + small.partnerDomains).isSubset(of: wellKnown))
    let large = try Read(5_000)
    let all = Set(large.vendorDomains + large.partnerDomains)
    #expect(all.allSatisfy(isHostName))
    let invented = all.subtracting(wellKnown)
    #expect(invented.count > 6_000)
    for domain in invented {
      let labels = domain.split(separator: ".")
      #expect(labels.count == 2 && labels[1] == "example", "\(domain)")
    }
  }

  @Test("The dirt is there")
  func dirt() throws {
    let lists = try Read(5_000)
    let vendor = lists.vendor.rows.map { $0["Website"] ?? "" }
    let partner = lists.partner.rows.map { $0["Company Domain Name"] ?? "" }
    for websites in [vendor, partner] {
      #expect((100...300).contains(websites.count { $0.isEmpty }))
      #expect((20...100).contains(websites.count { !$0.isEmpty && ownDomain($0) == nil }))
      #expect(websites.contains { $0.hasPrefix("https://www.") })
      #expect(websites.contains { $0.hasPrefix("www.") })
      #expect(websites.contains { !$0.isEmpty && $0 == $0.uppercased() })
    }
    #expect(vendor.count { $0.contains("://") } > 1_000)
    #expect(lists.vendorDomains.count - Set(lists.vendorDomains).count > 100)
    #expect(lists.partnerDomains.count - Set(lists.partnerDomains).count > 100)
    #expect((50...200).contains(lists.vendor.rows.count { $0["Billing Country"] == "" }))
    #expect((50...200).contains(lists.partner.rows.count { $0["Country/Region"] == "" }))
  }

  @Test("Second rows have another status")
  func secondRows() throws {
    let rows = try Read(5_000).vendor.rows.filter { ownDomain($0["Website"] ?? "") != nil }
    let accounts = Dictionary(grouping: rows) { ownDomain($0["Website"] ?? "") }
    for account in accounts.values where account.count > 1 {
      #expect(account.count == 2)
      #expect(account[0]["Type"] != account[1]["Type"])
    }
  }

  @Test("Fields with commas and quotes are quoted")
  func quoting() throws {
    let lists = try Read(195)
    let text = String(decoding: lists.pair.vendor.bytes(), as: UTF8.self)
    #expect(text.contains(#","Roberto ""Beto"" Silva","#))
    #expect(text.contains(#","Harris, Paul Jr.","#))
    #expect(lists.vendor.rows.contains { $0["Account Owner"] == #"Roberto "Beto" Silva"# })
    #expect(lists.vendor.rows.contains { $0["Account Name"]?.contains(", Inc.") == true })
  }

  @Test("The account map has something to say: their customers are more often ours")
  func correlation() throws {
    let shared = try SamplePair.make(accounts: 20_000, seed: Self.seed).truth().shared
    func customers(
      among partner: SampleStatus, _ industries: Set<SampleIndustry>
    ) -> (ours: Int, all: Int) {
      var ours = 0
      var all = 0
      for (cell, count) in shared where cell.partner == partner {
        guard let industry = cell.industry, industries.contains(industry) else { continue }
        all += count
        if cell.vendor == .customer { ours += count }
      }
      return (ours, all)
    }
    let close: Set<SampleIndustry> = [.software, .banking]
    let rest = Set(SampleIndustry.allCases).subtracting(close)
    let closeCustomers = customers(among: .customer, close)
    let restCustomers = customers(among: .customer, rest)
    let closeLeads = customers(among: .prospect, close)
    #expect(closeCustomers.ours * 100 > closeCustomers.all * 50)
    #expect(restCustomers.ours * 100 < restCustomers.all * 45)
    #expect(closeLeads.ours * 100 < closeLeads.all * 40)
  }
}
