// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange
import Matching
import Reporting
import TestSupport

/// What a dishonest party does with the keys it rightly has: another body under a good signature and a good seal.
extension RoomPair {
  /// The offer in `company`'s Inbox with other sections.
  func forgedOffer(
    in company: String = "globex", changing: (inout [[Point]]) throws -> Void
  ) throws -> [UInt8] {
    let (message, offer) = try openOffer(in: company)
    var tables = offer.tables
    try changing(&tables[0])
    let forged = Offer(
      agreement: offer.agreement, agreementSignature: offer.agreementSignature,
      runCounter: offer.runCounter, tables: [tables[0].map { $0.sorted() }])
    return try StagedPair.sealed(
      OutgoingMessage(message.preamble, body: forged.body, signedBy: room("acme").identity()))
  }

  /// The answer in `company`'s Inbox with other sections Y.
  func forgedAnswer(
    in company: String = "acme", changing: (inout [[Point]]) throws -> Void
  ) throws -> [UInt8] {
    let (message, answer) = try openAnswer(contents(of: inbox(company, "answer.lacuna")))
    var points = answer.tables[0].points
    try changing(&points)
    let forged = Answer(
      agreementSignature: answer.agreementSignature,
      tables: [AnswerTable(tags: answer.tables[0].tags, points: points.map { $0.sorted() })])
    return try StagedPair.sealed(
      OutgoingMessage(message.preamble, body: forged.body, signedBy: room("globex").identity()))
  }

  /// A report message with another report inside.
  func forgedReport(
    _ file: [UInt8], changing: (Report) throws -> Report
  ) throws -> [UInt8] {
    let message = try ReceivedMessage(
      file: file, kind: .report, openedBy: room("globex").identity())
    let report = try changing(Report.read(ReportMessage(message).report))
    return try StagedPair.sealed(
      OutgoingMessage(
        message.preamble, body: ReportMessage(report: report.canonicalBytes()).body,
        signedBy: room("acme").identity()))
  }

  func openOffer(in company: String = "globex") throws -> (ReceivedMessage, Offer) {
    let terms = try room("acme").agreement().terms
    let message = try ReceivedMessage(
      file: contents(of: inbox(company, "offer.lacuna")), kind: .offer,
      openedBy: room("globex").identity())
    return (
      message, try Offer(message, agreement: terms.agreement, limits: terms.limits)
    )
  }

  /// Opens an answer as the initiator does, whatever offer it is to.
  func openAnswer(_ file: [UInt8], to offered: [Int]? = nil) throws -> (ReceivedMessage, Answer) {
    let terms = try room("acme").agreement().terms
    let message = try ReceivedMessage(
      file: file, kind: .answer, openedBy: room("acme").identity())
    let sizes = try offered ?? openOffer().1.tables[0].map(\.count)
    return (
      message,
      try Answer(message, agreement: terms.agreement, limits: terms.limits, offered: [sizes])
    )
  }
}

extension Report {
  /// The same report with other numbers in the cells of its finest table.
  func replacing(_ value: (_ row: Int, _ column: Int, _ old: Int) -> Int) throws -> Report {
    guard case .accountMap(let section)? = sections.first else { return self }
    var (map, breakdown) = (section.map, section.breakdown)
    if let finer = breakdown {
      breakdown = .init(side: finer.side, table: try finer.table.replacing(value))
    } else {
      map = try map.replacing(value)
    }
    let changed = try AccountMapSection(
      countBasis: section.countBasis, initiatorStatuses: section.initiatorStatuses,
      responderStatuses: section.responderStatuses, map: map, breakdown: breakdown)
    return Report(
      terms: terms, initiator: initiator, responder: responder, run: run,
      sections: [.accountMap(changed)], exchangeCheck: exchangeCheck, privacy: privacy,
      provenance: provenance)
  }
}

extension Report {
  /// The same report with another number in the first figure of every row of white space and cross-sell, and as a total.
  func replacing(first value: Int) throws -> Report {
    func forged(_ rows: [[Figure]]) -> [[Figure]] {
      rows.map { row in
        row.enumerated().map { index, figure in
          index > 0 ? figure : Figure(value: value, lower: value, upper: value, basis: figure.basis)
        }
      }
    }
    let sections = try sections.map { section -> Section in
      switch section {
      case .accountMap: return section
      case .whiteSpace(let old):
        return .whiteSpace(
          try WhiteSpaceSection(
            side: old.side, countBasis: old.countBasis, rows: old.rows, products: old.products,
            cells: forged(old.cells), rowTotals: forged([old.rowTotals])[0],
            total: forged([[old.total]])[0][0]))
      case .crossSell(let old):
        return .crossSell(
          try CrossSellSection(
            countBasis: old.countBasis, initiatorProducts: old.initiatorProducts,
            responderProducts: old.responderProducts, both: forged(old.both),
            initiatorOnly: forged(old.initiatorOnly), responderOnly: forged(old.responderOnly)))
      case .shared(let old):
        return .shared(
          try SharedSection(
            old.question, of: old.side, countBasis: old.countBasis, rows: old.rows,
            columns: old.columns, counts: forged(old.counts),
            sums: old.sums.map {
              SharedSection.Sum(
                amount: $0.amount, owner: $0.owner, measure: $0.measure, most: $0.most,
                figures: forged($0.figures))
            }, ratios: old.ratios))
      }
    }
    return Report(
      terms: terms, initiator: initiator, responder: responder, run: run, sections: sections,
      exchangeCheck: exchangeCheck, privacy: privacy,
      provenance: provenance)
  }
}

extension Report.CrossTab {
  fileprivate func replacing(
    _ value: (_ row: Int, _ column: Int, _ old: Int) -> Int
  ) throws -> Report.CrossTab {
    let changed = cells.enumerated().map { row, figures in
      figures.enumerated().map { column, figure in
        let new = value(row, column, figure.estimate.value)
        return Report.Figure(value: new, lower: new, upper: new, basis: figure.basis)
      }
    }
    return try Report.CrossTab(
      rows: rows, columns: columns, cells: changed, rowTotals: rowTotals,
      columnTotals: columnTotals, total: total, rowUnmatched: rowUnmatched,
      columnUnmatched: columnUnmatched)
  }
}
