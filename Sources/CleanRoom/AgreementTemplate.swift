// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// Questions that belong together for a purpose, as many as two lists can answer.
///
/// The smaller list decides: a fifth of it is taken to be shared, and a figure that would hold fewer accounts than four
/// standard deviations of its noise at epsilon 1 is not asked for (expected-error.md has the figures).
package enum AgreementTemplate: String, Sendable, CaseIterable {
  /// Is there enough in common to talk?
  case firstLook = "first-look"
  /// Deals to win together.
  case coSell = "co-sell"
  /// Whom does each serve that the other does not?
  case whiteSpace = "white-space"
  /// The numbers for a meeting each quarter.
  case quarterlyReview = "quarterly-review"
  /// Do partner and vendor get in each other's way, and is it worth it?
  case channelHealth = "channel-health"

  /// From how many accounts of the smaller list on a kind of question stands out.
  private static let leastForCrossSell = 2000
  private static let leastForStages = 20_000
  private static let leastForProducts = 5000
  private static let leastForSums = 50_000

  /// Adds its questions to a draft.
  ///
  /// What the draft names already (products, dimensions, amounts) decides what can be asked.
  /// - Returns: what is left out, and why.
  package func fill(_ choices: inout DraftChoices, smallerList: Int) -> [String] {
    var filling = Filling(choices: choices, size: smallerList)
    switch self {
    case .firstLook: filling.ask(.accountMap(by: filling.further))
    case .whiteSpace:
      filling.ask(.accountMap(by: nil))
      filling.askWhiteSpace()
    case .coSell:
      filling.ask(.accountMap(by: nil))
      filling.askCrossSell()
      filling.askCoSell()
    case .quarterlyReview:
      filling.ask(.accountMap(by: nil))
      filling.askValue()
      filling.askWhiteSpace()
      filling.askCrossSell()
      filling.askCoSell()
    case .channelHealth:
      filling.ask(.accountMap(by: nil))
      filling.askCrossSell()
      filling.askConflicts()
      filling.askInfluence()
    }
    choices = filling.choices
    return filling.leftOut
  }

  private struct Filling {
    var choices: DraftChoices
    let size: Int
    var leftOut: [String] = []

    var further: FurtherDimension? {
      guard size >= AgreementTemplate.leastForProducts else { return nil }
      return choices.by.map { FurtherDimension(dimension: $0.dimension.name, of: $0.of) }
    }

    mutating func ask(_ question: Question) {
      guard !choices.questions.contains(where: question.isAlike) else { return }
      choices.questions.append(question)
    }

    /// Whether the lists are large enough; says so where they are not.
    private mutating func isEnough(_ least: Int, for what: String) -> Bool {
      if size >= least { return true }
      leftOut.append("\(what): it wants \(least) accounts on the smaller list, there are \(size)")
      return false
    }

    private mutating func has(_ name: String, _ isThere: Bool, for what: String) -> Bool {
      if !isThere { leftOut.append("\(what): name \(name)") }
      return isThere
    }

    mutating func askWhiteSpace() {
      for role in Role.allCases {
        let own = role == .initiator ? choices.products.initiator : choices.products.responder
        var by = [StatusDimension.name]
        if !own.isEmpty,
          isEnough(AgreementTemplate.leastForProducts, for: "white space of the \(role) by product")
        {
          by.append(ProductDimension.name)
        }
        ask(.whiteSpace(of: role, by: by))
      }
    }

    mutating func askCrossSell() {
      let named = !choices.products.initiator.isEmpty && !choices.products.responder.isEmpty
      guard has("--products and --their-products", named, for: "cross-sell"),
        isEnough(AgreementTemplate.leastForCrossSell, for: "cross-sell")
      else { return }
      ask(.crossSell)
    }

    private func dimension(_ name: String) -> Bool {
      choices.dimensions.contains { $0.name == name }
    }

    /// Amounts for the keys of a question, where the lists can carry sums.
    private mutating func amounts(
      _ keys: [(key: String, amount: String, of: Role)], for what: String
    ) -> [String: String] {
      let known = keys.filter { key in
        choices.amounts.contains { $0.name == key.amount && $0.of == key.of }
      }
      guard !known.isEmpty, isEnough(AgreementTemplate.leastForSums, for: what) else { return [:] }
      return Dictionary(uniqueKeysWithValues: known.map { ($0.key, $0.amount) })
    }

    mutating func askCoSell() {
      guard has("--dimension stage=…", dimension("stage"), for: "co-sell by stage"),
        isEnough(AgreementTemplate.leastForStages, for: "co-sell by stage")
      else { return }
      let sums = amounts(
        [
          ("pipeline", "pipeline", .initiator), ("their-pipeline", "their-pipeline", .responder),
        ], for: "the pipelines of co-sell")
      ask(
        .shared(
          SharedTerms(
            .coSell, of: .initiator, sums.merging(["stage": "stage"]) { first, _ in first })))
    }

    /// Where the draft names what an account is worth.
    mutating func askValue() {
      let sums = amounts(
        [("value", "value", .initiator), ("their-value", "their-value", .responder)],
        for: "the value of shared accounts")
      guard sums["value"] != nil else { return }
      ask(.shared(SharedTerms(.accountValue, of: .initiator, sums)))
    }

    mutating func askConflicts() {
      let named = dimension("opened") && dimension("registered")
      guard has("--windows opened=… registered=…", named, for: "deal conflicts"),
        isEnough(AgreementTemplate.leastForStages, for: "deal conflicts")
      else { return }
      ask(
        .shared(
          SharedTerms(
            .dealConflict, of: .initiator, ["opened": "opened", "registered": "registered"])))
    }

    mutating func askInfluence() {
      let named =
        dimension("closed") && choices.amounts.contains { $0.name == "won" && $0.of == .initiator }
      guard has("--windows closed=… --amount won=…", named, for: "influenced revenue"),
        isEnough(AgreementTemplate.leastForSums, for: "influenced revenue")
      else { return }
      ask(.shared(SharedTerms(.influence, of: .initiator, ["closed": "closed", "won": "won"])))
    }
  }
}
