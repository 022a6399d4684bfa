// SPDX-License-Identifier: Apache-2.0

/// How numbers and labels are said in a report: English, plain, short.
package enum Words {
  /// `12345` as `12,345`.
  package static func grouped(_ number: Int) -> String {
    var digits: [Character] = []
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0 && index % 3 == 0 { digits.append(",") }
      digits.append(digit)
    }
    return (number < 0 ? "−" : "") + String(digits.reversed())
  }

  /// `3 customers`, `1 customer`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
  }

  static func interval(_ estimate: Report.Estimate) -> String {
    "\(grouped(estimate.lower)) to \(grouped(estimate.upper))"
  }

  /// A group's label: its values, the first letter large.
  static func label(_ values: [String]) -> String {
    let text = values.joined(separator: " · ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// `status, industry and product`.
  static func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Each once, in the order they come first.
  static func distinct(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// What the small numbers of a table are.
  static let intervals: Phrase = """
    The small numbers are intervals: the true count lies within its interval at least 95 times in \
    100.
    """

  /// The same of an interval that stands in a sentence.
  static let interval: Phrase = """
    The true count lies within the interval at least 95 times in 100.
    """

  /// An exact fraction as a reader likes it: `1/10` as `0.1`, `1/3` as `1/3`.
  package static func epsilon(_ fraction: String) -> String {
    let parts = fraction.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let top = UInt64(parts[0]), let bottom = UInt64(parts[1]),
      bottom > 0, 1_000_000 % bottom == 0
    else { return fraction }
    let (whole, rest) = top.quotientAndRemainder(dividingBy: bottom)
    var digits = String(1_000_000 + rest * (1_000_000 / bottom)).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? String(whole) : "\(whole).\(digits)"
  }

  /// Whether a text is letters of the Latin script, digits, spaces, commas, full stops and hyphens alone: the same in every
  /// language of pages.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case 0x20, 0x2C...0x2E, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      // U+00C0 to U+027F, and the bytes that follow the first of a character.
      case 0xC3...0xC9, 0x80...0xBF: true
      default: false
      }
    }
  }

  /// The scalar, or U+FFFD for one that would act on the text around it: control characters, line
  /// ends, and those that turn the direction of writing.
  static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
    case .format where scalar.properties.isBidiControl: return "\u{FFFD}"
    default: return scalar
    }
  }
}
