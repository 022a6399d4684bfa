// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Release
import Testing

/// What a template asks depends on what the draft names, and on the smaller list.
@Suite struct TemplateTests {
  /// A draft that names nothing beside a dimension.
  private static func bareDraft() throws -> DraftChoices {
    DraftChoices(
      title: nil, purpose: "To plan", accounts: 1000, questions: [], epsilon: nil,
      yearlyCap: try Epsilon(4), by: (dimension("industry"), .initiator), days: 365, minimum: 10)
  }

  private static func dimension(_ name: String) -> Agreements.Dimension {
    Dimension(name: name, values: ["one", "two"], rollUp: .precedence, unlisted: .other)
  }

  /// One that names all that templates look for.
  private static func draft() throws -> DraftChoices {
    var choices = try bareDraft()
    choices.products = .init(initiator: ["A"], responder: ["B"], mostAnAccount: nil)
    choices.dimensions = ["stage", "opened", "registered", "closed"].map(dimension)
    choices.amounts = [
      ("value", Role.initiator), ("their-value", .responder), ("pipeline", .initiator),
      ("their-pipeline", .responder), ("won", .initiator),
    ].map { AmountTerms(name: $0, of: $1, measure: .unit("seats"), most: 100) }
    return choices
  }

  @Test(arguments: [
    (AgreementTemplate.firstLook, ["account-map", "account-map", "account-map", "account-map"]),
    (.whiteSpace, Array(repeating: "account-map white-space white-space", count: 4)),
    (
      .coSell,
      [
        "account-map", "account-map cross-sell", "account-map cross-sell co-sell",
        "account-map cross-sell co-sell:pipeline,their-pipeline",
      ]
    ),
    (
      .quarterlyReview,
      [
        "account-map white-space white-space", "account-map white-space white-space cross-sell",
        "account-map white-space white-space cross-sell co-sell",
        "account-map account-value:their-value,value white-space white-space cross-sell "
          + "co-sell:pipeline,their-pipeline",
      ]
    ),
    (
      .channelHealth,
      [
        "account-map", "account-map cross-sell", "account-map cross-sell deal-conflict",
        "account-map cross-sell deal-conflict influence:won",
      ]
    ),
  ])
  func `a template asks what lists of a size can answer, and says what it leaves out`(
    _ template: AgreementTemplate, _ expected: [String]
  ) throws {
    for (size, expected) in zip([500, 5000, 20_000, 100_000], expected) {
      var choices = try Self.draft()
      let leftOut = template.fill(&choices, smallerList: size)
      let asked = choices.questions.map { question -> String in
        guard case .shared(let shared) = question, !shared.sums.isEmpty else {
          return question.kind.rawValue
        }
        return question.kind.rawValue + ":" + shared.sums.map(\.key).sorted().joined(separator: ",")
      }
      #expect(asked.joined(separator: " ") == expected, "\(template) at \(size)")
      if size == 100_000 { #expect(leftOut.isEmpty) }
      if size == 500 { #expect(leftOut.isEmpty == (template == .firstLook), "\(leftOut)") }
    }
  }

  @Test func `the first look is split where lists are large enough`() throws {
    for (size, isSplit) in [(4999, false), (5000, true)] {
      var choices = try Self.draft()
      _ = AgreementTemplate.firstLook.fill(&choices, smallerList: size)
      let by = FurtherDimension(dimension: "industry", of: .initiator)
      #expect(choices.questions == [.accountMap(by: isSplit ? by : nil)])
    }
  }

  @Test func `what the draft does not name is left out, with the option that names it`() throws {
    var choices = try Self.bareDraft()
    let leftOut = AgreementTemplate.channelHealth.fill(&choices, smallerList: 100_000)
    #expect(choices.questions == [.accountMap(by: nil)])
    #expect(
      leftOut == [
        "cross-sell: name --products and --their-products",
        "deal conflicts: name --windows opened=… registered=…",
        "influenced revenue: name --windows closed=… --amount won=…",
      ])
  }
}
