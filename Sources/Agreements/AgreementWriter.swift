// SPDX-License-Identifier: Apache-2.0

internal import Release

/// Writes a draft that a person can read and edit; `Agreement(bytes:)` reads it back to the same terms.
package enum AgreementWriter {
  /// - Parameter matchReason: why this match rule, as a comment.
  package static func text(of terms: Terms, matchReason: String? = nil) -> String {
    var lines = [
      "# What Lacuna may compute for the two parties below.",
      "# Both sides sign these exact bytes; any change makes another agreement.",
      "lacuna: agreement/1",
      "title: \(quoted(terms.title))",
      "purpose: \(quoted(terms.purpose))",
      "valid:",
      "  from: \(terms.validFrom)",
      "  until: \(terms.validUntil)",
      "",
      "# The initiator matches; the responder answers. The side with more to lose should initiate.",
    ]
    lines += party("initiator", terms.initiator) + party("responder", terms.responder)
    lines += [
      "",
      "# How accounts meet. The digests are of public lists that both sides hold.",
    ]
    if let matchReason { lines.append("# \(matchReason)") }
    lines += [
      "match:",
      "  rule: \(terms.match.rule.rawValue)",
      "  keys: [\(terms.match.keyTexts.joined(separator: ", "))]",
      "  normaliser: \(MatchTerms.normaliser)",
    ]
    if terms.match.keys > .domain { lines.append("  names: \(MatchTerms.names)") }
    if let number = terms.match.number {
      lines += ["  number: \(number.rawValue)", "  numbers: \(MatchTerms.numbers)"]
    }
    lines += [
      "  account-key: \(MatchTerms.accountKey)",
      "  public-suffixes: \(terms.match.publicSuffixes.hex)",
      "  free-mail: \(terms.match.freeMail.hex)",
      "  shared-hosts: \(terms.match.sharedHosts.hex)",
    ]
    if let reference = terms.match.reference { lines.append("  reference: \(reference.hex)") }
    lines += [
      "",
      "# Closed vocabularies. 'unlisted' says where any other value goes: one more group, or left out.",
      "dimensions:",
    ]
    for dimension in terms.dimensions {
      lines.append("  \(dimension.name):")
      lines += values(of: dimension)
      lines.append("    roll-up: \(DimensionText.text(dimension.rollUp))")
      lines.append("    unlisted: \(DimensionText.text(dimension.unlisted))")
    }
    lines += ["", "products:"]
    lines.append("  initiator: [\(terms.initiatorProducts.map(quoted).joined(separator: ", "))]")
    lines.append("  responder: [\(terms.responderProducts.map(quoted).joined(separator: ", "))]")
    if let most = terms.productsAnAccount { lines.append("  most-an-account: \(most)") }
    lines += amounts(terms)
    lines += ["", "# Each question and its price in epsilon, for each side.", "questions:"]
    for question in terms.questions { lines += self.question(question) }
    lines += [
      "",
      "privacy:",
      "  size-epsilon: \(terms.privacy.sizeEpsilon.text)",
      "  delta: \(terms.privacy.delta.text)",
      "  yearly-cap: \(terms.privacy.yearlyCap.text)",
      "  minimum: \(terms.privacy.minimum)",
      "  smallest-list: \(terms.privacy.smallestList)",
      "",
    ]
    return lines.joined(separator: "\n")
  }

  private static func question(_ question: QuestionTerms) -> [String] {
    var lines = [
      "  - question: \(question.asked.kind.rawValue)", "    epsilon: \(question.epsilon.text)",
    ]
    switch question.asked {
    case .accountMap(let by):
      guard let by else { break }
      lines += ["    by:", "      dimension: \(by.dimension)", "      of: \(by.of)"]
    case .whiteSpace(let side, let names):
      lines.append("    of: \(side)")
      if !names.isEmpty { lines.append("    by: [\(names.joined(separator: ", "))]") }
    case .crossSell: break
    case .shared(let shared):
      lines.append("    of: \(shared.of)")
      for key in shared.kind.sharedKeys ?? [] {
        if let name = shared[key.key] { lines.append("    \(key.key): \(quoted(name))") }
      }
    }
    return lines
  }

  private static func party(_ role: String, _ party: Party) -> [String] {
    [
      "\(role):",
      "  name: \(quoted(party.name))",
      "  organisation: \(party.organisation)",
      "  identity: \(party.identity)",
      "  commitment: \(party.commitment.hex)",
      "  accounts: \(party.accounts)",
    ]
  }

  /// A YAML double-quoted scalar; plain where letters, digits, spaces and hyphens leave no doubt.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      (97...122).contains($0) || (65...90).contains($0) || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: " ")
    }
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    if isPlain, let first = text.utf8.first, !" -".utf8.contains(first), text.utf8.last != 0x20,
      !words.contains(text.lowercased())
    {
      return text
    }
    // StrictYAML refuses the signs of anchors, aliases and tags after these, in quotes too.
    var escaped = ""
    var followsStart = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\\(scalar)"
      case _ where followsStart && "&*!%?".unicodeScalars.contains(scalar):
        escaped += "\\x" + String(scalar.value, radix: 16)
      // What YAML folds, or StrictYAML or its parser does not take.
      case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}",
        "\u{FFFF}":
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: escaped.unicodeScalars.append(scalar)
      }
      if scalar != " " { followsStart = ["[", "{", ",", ":", "-"].contains(scalar) }
    }
    return "\"" + escaped + "\""
  }
}
