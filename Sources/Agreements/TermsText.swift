// SPDX-License-Identifier: Apache-2.0

/// Short forms in which a person names parts of an agreement on a command line.
package enum TermsText {
  /// `co-sell:of=initiator,stage=stage` as a question about shared accounts; nil where it is none, or a key is unknown,
  /// missing or empty.
  package static func shared(_ text: String) -> SharedTerms? {
    let (name, rest) = split(text, at: ":")
    guard let kind = QuestionKind(rawValue: name), let keys = kind.sharedKeys else { return nil }
    var names: [String: String] = [:]
    for part in rest.isEmpty ? [] : parts(rest) {
      let (key, value) = split(part, at: "=")
      guard !value.isEmpty, names.updateValue(value, forKey: key) == nil else { return nil }
    }
    let side = names.removeValue(forKey: "of") ?? Role.initiator.description
    guard let of = Role.allCases.first(where: { $0.description == side }),
      Set(names.keys).isSubset(of: keys.map(\.key)),
      keys.allSatisfy({ !$0.isRequired || names[$0.key] != nil })
    else { return nil }
    return SharedTerms(kind, of: of, names)
  }

  /// `stage=Negotiation,Discovery`: the values, the strongest first.
  package static func dimension(_ text: String) -> Dimension? {
    let (name, rest) = split(text, at: "=")
    let values = parts(rest)
    guard !name.isEmpty, !values.isEmpty, values.allSatisfy({ !$0.isEmpty }) else { return nil }
    return Dimension(name: name, values: values, rollUp: .precedence, unlisted: .other)
  }

  /// `closed=q1:2026-01-01..2026-03-31,q2:2026-04-01..2026-06-30`: windows of dates.
  package static func windows(_ text: String) -> Dimension? {
    let (name, rest) = split(text, at: "=")
    var windows: [DateWindow] = []
    for part in parts(rest) {
      let (title, days) = split(part, at: ":")
      let ends = days.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
      guard ends.count == 2, let from = Day(ends[0]), let until = Day(ends[1]), !title.isEmpty,
        let window = DateWindow(name: title, from: from, until: until)
      else { return nil }
      windows.append(window)
    }
    guard !name.isEmpty, !windows.isEmpty else { return nil }
    return Dimension(
      name: name, values: windows.map(\.name), rollUp: .precedence, unlisted: .other,
      windows: windows)
  }

  /// `pipeline=initiator,EUR,250000`: whose, in what, and the most of one account.
  package static func amount(_ text: String) -> AmountTerms? {
    let (name, rest) = split(text, at: "=")
    let parts = parts(rest)
    guard !name.isEmpty, parts.count == 3, !parts[1].isEmpty,
      let of = Role.allCases.first(where: { $0.description == parts[0] }),
      let most = Int(parts[2]), AmountTerms.mostRange.contains(most)
    else { return nil }
    let measure = CurrencyCode(parts[1]).map(AmountTerms.Measure.currency) ?? .unit(parts[1])
    return AmountTerms(name: name, of: of, measure: measure, most: most)
  }

  private static func split(_ text: String, at sign: Character) -> (String, String) {
    guard let place = text.firstIndex(of: sign) else { return (trimmed(text[...]), "") }
    return (trimmed(text[..<place]), trimmed(text[text.index(after: place)...]))
  }

  private static func parts(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
  }

  /// Without spaces at its ends.
  package static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
