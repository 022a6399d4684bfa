// SPDX-License-Identifier: Apache-2.0

/// HTML that is safe by construction: what is interpolated as a string is text, and is escaped;
/// only literals are markup.
struct Markup: ExpressibleByStringInterpolation, Sendable {
  private(set) var html: String

  init(stringLiteral value: String) { html = value }
  init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  struct StringInterpolation: StringInterpolationProtocol {
    var html = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { html += literal }
    mutating func appendInterpolation(_ text: String) { html += Markup.escape(text) }
    mutating func appendInterpolation(_ number: Int) { html += String(number) }
    mutating func appendInterpolation(_ phrase: Phrase) { html += phrase.html.html }
    mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    mutating func appendInterpolation(_ list: [Markup]) {
      html += list.map(\.html).joined(separator: "\n")
    }
  }

  static func += (left: inout Markup, right: Markup) { left.html += right.html }

  /// Text for element content and for double-quoted attributes.
  static func escape(_ text: String) -> String {
    if Words.isPlain(text) { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(Words.visible(scalar))
      }
    }
    return escaped
  }
}
