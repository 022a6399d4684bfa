// SPDX-License-Identifier: Apache-2.0

/// Reads the entries of `questions`, and refuses what the rest of the agreement cannot answer.
enum QuestionReader {
  static func question(_ entry: StrictYAML) throws(YAMLRefusal) -> QuestionTerms {
    let sharedKeys = QuestionKind.allCases.flatMap { $0.sharedKeys ?? [] }.map(\.key)
    let every = try entry.fields(
      ["question", "epsilon"], optional: ["by", "of"] + Array(Set(sharedKeys).subtracting(["by"])))
    guard let kind = QuestionKind(rawValue: try every("question").string()) else {
      let known = QuestionKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw try every("question").refusal("this version answers: \(known)")
    }
    let epsilon = try AgreementReader.epsilon(every("epsilon"))
    if let keys = kind.sharedKeys {
      return QuestionTerms(.shared(try shared(kind, keys, entry)), epsilon: epsilon)
    }
    switch kind {
    case .accountMap:
      let fields = try entry.fields(["question", "epsilon"], optional: ["by"])
      return QuestionTerms(
        .accountMap(by: try further(fields.optional("by"))), epsilon: epsilon)
    case .whiteSpace:
      let fields = try entry.fields(["question", "epsilon", "of"], optional: ["by"])
      var names: [String] = []
      for name in try fields.optional("by")?.list(atMost: 4) ?? [] {
        names.append(try name.string())
      }
      return QuestionTerms(
        .whiteSpace(of: try role(fields("of")), by: names), epsilon: epsilon)
    default:
      _ = try entry.fields(["question", "epsilon"])
      return QuestionTerms(.crossSell, epsilon: epsilon)
    }
  }

  private static func shared(
    _ kind: QuestionKind, _ keys: [SharedKey], _ entry: StrictYAML
  ) throws(YAMLRefusal) -> SharedTerms {
    let fields = try entry.fields(
      ["question", "epsilon", "of"] + keys.filter(\.isRequired).map(\.key),
      optional: keys.filter { !$0.isRequired }.map(\.key))
    var names: [String: String] = [:]
    for key in keys { names[key.key] = try fields.optional(key.key)?.string() }
    return SharedTerms(kind, of: try role(fields("of")), names)
  }

  /// The rules that concern a question and another part of the agreement.
  static func check(
    _ question: Question, under terms: Terms, at entry: StrictYAML
  ) throws(YAMLRefusal) {
    switch question {
    case .accountMap(let by):
      guard let by else { return }
      guard by.dimension != StatusDimension.name, terms.dimension(by.dimension) != nil else {
        throw entry.refusal("'by' must name a dimension other than status")
      }
    case .whiteSpace(let side, let names):
      guard terms.match.rule == .fallback else {
        throw entry.refusal(
          "white-space needs the match rule fallback: only there each account counts once")
      }
      guard Set(names).count == names.count else { throw entry.refusal("'by' names a value twice") }
      for name in names where name == ProductDimension.name {
        guard terms.products(of: side) != nil else {
          throw entry.refusal("the \(side) has no products in this agreement")
        }
      }
      let known = names.allSatisfy {
        $0 == ProductDimension.name || terms.dimension($0) != nil
      }
      guard known else {
        throw entry.refusal("'by' must name dimensions of the agreement, or products")
      }
    case .crossSell:
      for side in Role.allCases where terms.products(of: side) == nil {
        throw entry.refusal("cross-sell needs products of both; the \(side) has none")
      }
    case .shared(let shared): try SharedRules.check(shared, under: terms, at: entry)
    }
  }

  private static func further(_ value: StrictYAML?) throws(YAMLRefusal) -> FurtherDimension? {
    guard let value else { return nil }
    let parts = try value.fields(["dimension", "of"])
    return FurtherDimension(
      dimension: try parts("dimension").string(), of: try role(parts("of")))
  }

  static func role(_ value: StrictYAML) throws(YAMLRefusal) -> Role {
    let text = try value.string()
    guard let role = Role.allCases.first(where: { $0.description == text }) else {
      throw value.refusal("initiator or responder")
    }
    return role
  }
}
