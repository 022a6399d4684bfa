// SPDX-License-Identifier: Apache-2.0

import Reporting

/// Reports and annexes with made-up figures, for goldens and for the eye.
enum SampleReports {
  static let digest = bytes(0xD1, 32)
  static let signature = bytes(0x51, 64)

  static func bytes(_ first: UInt8, _ count: Int) -> [UInt8] {
    (0..<count).map { first &+ UInt8($0 % 64) }
  }

  static func figure(
    _ value: Int, within half: Int, _ basis: Report.Basis = .derived
  ) -> Report.Figure {
    Report.Figure(value: value, lower: value - half, upper: value + half, basis: basis)
  }

  static func party(_ name: String, _ organisation: String, _ size: Int?) -> Report.Party {
    Report.Party(
      name: name, organisation: organisation,
      fingerprint: "mole-tidal-quartz-\(name.count)",
      listSize: size.map { .init(value: $0, lower: $0 - 28, upper: $0 + 28) })
  }

  static let statuses = ["customer", "open opportunity", "prospect"]

  /// A cross-tab whose margins are summed from its cells.
  static func crossTab(
    rows: Report.Axis, columns: Report.Axis, cells: [[Int]], rowUnmatched: [Int],
    columnUnmatched: [Int], half: Int = 6, cellBasis: Report.Basis = .released
  ) throws -> Report.CrossTab {
    let columnSums = columns.groups.indices.map { column in
      cells.reduce(0) { $0 + $1[column] }
    }
    return try Report.CrossTab(
      rows: rows, columns: columns,
      cells: cells.map { $0.map { figure($0, within: half, cellBasis) } },
      rowTotals: cells.map { figure($0.reduce(0, +), within: half + 4) },
      columnTotals: columnSums.map { figure($0, within: half + 4) },
      total: figure(columnSums.reduce(0, +), within: half + 8),
      rowUnmatched: rowUnmatched.map { figure($0, within: half + 19) },
      columnUnmatched: columnUnmatched.map { figure($0, within: half + 5) })
  }

  static let statusAxis = Report.Axis(dimensions: ["status"], groups: statuses.map { [$0] })

  static let roles = AccountMapSection.Statuses(customer: 0, openOpportunity: 1)

  /// The plain 3 x 3 map. One cell is below the minimum, another negative.
  static func map() throws -> Report.CrossTab {
    try crossTab(
      rows: statusAxis, columns: statusAxis, cells: [[112, 29, 87], [41, 9, 34], [158, 52, -2]],
      rowUnmatched: [402, 188, 890], columnUnmatched: [611, 127, 342])
  }

  static func section() throws -> AccountMapSection {
    try AccountMapSection(
      countBasis: .responderAccounts, initiatorStatuses: roles, responderStatuses: roles,
      map: map(), breakdown: nil)
  }

  static let industries = [
    "Software", "Banks & insurance", "Retail", "Health care", "Industrial machinery", "Energy",
    "Telecommunications", "Education", "Public sector", "Transport & logistics", "other",
  ]

  /// The map split by industry of the initiator: 33 rows by 3 columns.
  static func splitSection() throws -> AccountMapSection {
    let weights = [31, 18, 14, 12, 9, 7, 6, 5, 4, 3, 2]
    let base = [[112, 29, 87], [41, 22, 34], [158, 52, 61]]
    var groups: [[String]] = []
    var cells: [[Int]] = []
    var unmatched: [Int] = []
    for (status, label) in statuses.enumerated() {
      for (index, industry) in industries.enumerated() {
        groups.append([label, industry])
        cells.append(
          base[status].enumerated().map { $1 * weights[index] / 90 + (index * 7 + $0 * 5) % 6 - 2 })
        unmatched.append([402, 188, 890][status] * weights[index] / 111)
      }
    }
    let axis = Report.Axis(dimensions: ["status", "industry"], groups: groups)
    let table = try crossTab(
      rows: axis, columns: statusAxis, cells: cells, rowUnmatched: unmatched,
      columnUnmatched: [611, 127, 342])
    let summed = statuses.indices.map { status in
      statuses.indices.map { column in
        cells[(status * 11)..<(status * 11 + 11)].reduce(0) { $0 + $1[column] }
      }
    }
    let map = try crossTab(
      rows: statusAxis, columns: statusAxis, cells: summed, rowUnmatched: [402, 188, 890],
      columnUnmatched: [611, 127, 342], half: 14, cellBasis: .derived)
    return try AccountMapSection(
      countBasis: .responderAccounts, initiatorStatuses: roles, responderStatuses: roles,
      map: map, breakdown: .init(side: .initiator, table: table))
  }

  static func report(
    _ section: AccountMapSection, initiator: String = "Acme", responder: String = "Globex",
    minimum: Int = 10
  ) -> Report {
    report([.accountMap(section)], initiator: initiator, responder: responder, minimum: minimum)
  }

  static func report(
    _ sections: [Report.Section], initiator: String = "Acme", responder: String = "Globex",
    minimum: Int = 10, sizes: (Int?, Int?) = (2002, 1598), matchRule: String = "fallback",
    check: [(due: Int, met: Int)] = [(7, 7), (7, 7)]
  ) -> Report {
    Report(
      terms: .init(
        title: "Acme and Globex, co-sell", purpose: "Find accounts for joint selling",
        digest: bytes(0xA0, 32), validFrom: "2026-01-01", validUntil: "2026-12-31"),
      initiator: party(initiator, "\(initiator) Corporation", sizes.0),
      responder: party(responder, "\(responder) GmbH", sizes.1),
      run: .init(id: "7c1e09d2a4b5", number: 1), sections: sections,
      exchangeCheck: .init(tables: check.map { .init(due: $0.due, met: $0.met) }),
      privacy: .init(
        initiator: .init(
          learned: ["for each pair of statuses, about how many accounts both have"],
          spentThisRun: "11/10", spentUnderAgreement: "11/10", leftUnderAgreement: "29/10"),
        responder: .init(
          learned: [
            "for each pair of statuses, about how many accounts both have",
            "about how many accounts of each status the other list holds",
          ],
          spentThisRun: "1", spentUnderAgreement: "1", leftUnderAgreement: "3"),
        delta: "2^-40 a table, below one in a trillion", minimum: minimum,
        matchRule: matchRule, matchKeys: ["domain", "name + country", "name"],
        normaliser: "1",
        publicLists: [
          .init(name: "public suffixes", digest: bytes(0x10, 32)),
          .init(name: "free-mail domains", digest: bytes(0x20, 32)),
        ]),
      provenance: .init(
        offerDigest: bytes(0x30, 32), answerDigest: bytes(0x40, 32),
        agreementSignatureOfInitiator: bytes(0x60, 64),
        agreementSignatureOfResponder: bytes(0x70, 64), offerSignature: bytes(0x80, 64),
        answerSignature: bytes(0x90, 64)))
  }

  /// With what the owner has besides the other side, and what white space may be worth.
  static func fullAnnex() throws -> Annex {
    let customers = try SharedSection(
      .retention, of: .initiator, countBasis: .responderAccounts, rows: ["all"],
      columns: ["customers of both"], counts: figures([[163]]),
      sums: [
        SharedSection.Sum(
          amount: "closing", owner: .initiator, measure: "EUR", most: 63_000,
          figures: figures([[2100]], within: 260))
      ],
      ratios: [
        SharedSection.Ratio(
          name: "net revenue retention", measure: "",
          values: [.init(value: 1042, lower: 903, upper: 1220)])
      ])
    let plain = try annex(allSections() + [.shared(customers)])
    return Annex(
      initiator: plain.initiator, responder: plain.responder, owner: plain.owner, run: plain.run,
      minimum: plain.minimum, importing: plain.importing, ownTotals: plain.ownTotals,
      sections: plain.sections, besides: [.init(section: customers, isAtLeast: true)],
      values: [
        .init(
          amount: "closing", measure: "EUR", average: 13_450, customers: 630,
          accounts: .init(value: 611, lower: 600, upper: 622))
      ], candidates: plain.candidates)
  }

  static func annex(_ sections: [Report.Section]? = nil) throws -> Annex {
    Annex(
      initiator: party("Acme", "Acme Corporation", 2002),
      responder: party("Globex", "Globex GmbH", 1598), owner: .initiator,
      run: .init(id: "7c1e09d2a4b5", number: 1), minimum: 10,
      importing: .init(
        rowsRead: 2034, rowsRejected: 3, accounts: 2000,
        keys: [
          .init(key: "domain", accounts: 1841, ambiguous: 12),
          .init(key: "name + country", accounts: 1702, ambiguous: 9),
          .init(key: "name", accounts: 1996, ambiguous: 31),
        ]),
      ownTotals: zip(statuses, [630, 272, 1098]).map { .init(group: [$0], accounts: $1) },
      sections: try sections ?? allSections(), besides: [], values: [],
      candidates: [
        .init(
          group: ["open opportunity"], reason: .theyKnowThem,
          shared: .init(value: 41, lower: 37, upper: 45),
          names: ["Euskaltel, S.A.", "Müller & Söhne GmbH", "Zai Lab Limited"]),
        .init(
          group: ["customer"], reason: .weKnowThem,
          shared: .init(value: 29, lower: 25, upper: 33),
          names: ["Aldi <Süd>", "Shanghai Mechanical & Electrical Industry Co., Ltd."]),
        .init(
          group: ["Analytics"], reason: .crossSell(own: "Analytics", theirs: "Data Hub"),
          shared: .init(value: 63, lower: 58, upper: 68),
          names: ["Aldi <Süd>", "Zai Lab Limited"]),
        .init(
          group: ["customer", "Software"], reason: .whiteSpace,
          shared: .init(value: 1, lower: 0, upper: 4), names: ["Euskaltel, S.A."]),
      ])
  }
}
