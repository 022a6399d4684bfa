// SPDX-License-Identifier: Apache-2.0

/// What a section needs to know of its report to be drawn.
struct RenderingContext: Sendable {
  let initiator: Report.Party
  let responder: Report.Party
  let minimum: Int

  func name(_ role: Report.Role) -> String {
    switch role {
    case .initiator: initiator.name
    case .responder: responder.name
    }
  }
}

extension Report {
  var context: RenderingContext {
    RenderingContext(initiator: initiator, responder: responder, minimum: privacy.minimum)
  }
}

extension Report.Role {
  var other: Report.Role { self == .initiator ? .responder : .initiator }
}

extension Report.Section {
  /// The cross-tabs of the section, each with the name it has in report.csv.
  var tables: [(name: String, table: Report.CrossTab)] {
    switch self {
    case .accountMap(let section):
      [("map", section.map)] + (section.breakdown.map { [("breakdown", $0.table)] } ?? [])
    case .whiteSpace, .crossSell: []
    }
  }

  /// Every figure of the section.
  var figures: [Report.Figure] {
    switch self {
    case .accountMap: tables.flatMap(\.table.figures)
    case .whiteSpace(let section): section.figures
    case .crossSell(let section): section.figures
    }
  }

  var question: String {
    switch self {
    case .accountMap: AccountMapSection.question
    case .whiteSpace: WhiteSpaceSection.question
    case .crossSell: CrossSellSection.question
    }
  }

  func opening(_ context: RenderingContext) -> [Phrase] {
    switch self {
    case .accountMap(let section): section.opening(context)
    case .whiteSpace, .crossSell: []
    }
  }

  func html(_ context: RenderingContext) -> Markup {
    switch self {
    case .accountMap(let section): section.html(context)
    case .whiteSpace, .crossSell: ""
    }
  }

  func markdown(_ context: RenderingContext) -> String {
    switch self {
    case .accountMap(let section): section.markdown(context)
    case .whiteSpace, .crossSell: ""
    }
  }
}

extension [Report.Section] {
  /// How many figures the agreed minimum keeps from being shown.
  func withheldCount(minimum: Int) -> Int {
    flatMap(\.figures).count { $0.withheld(minimum: minimum) != nil }
  }
}
