// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// report.csv: one row a figure, RFC 4180, for a spreadsheet. Counts are clamped at zero;
  /// withheld ones are empty.
  package func csv() -> String {
    let header = [
      "section", "table", "figure", "initiator", "initiator_group", "initiator_product",
      "responder", "responder_group", "responder_product", "count_basis", "value", "lower",
      "upper", "basis", "withheld",
    ]
    let rows = sections.flatMap { section in
      section.csvRows.map { row -> [String] in
        [
          section.question, row.table, row.kind, initiator.name, row.initiator.group,
          row.initiator.product, responder.name, row.responder.group, row.responder.product,
          row.countBasis.rawValue,
        ] + row.figure.csv((row.judge ?? row.figure).withheld(minimum: privacy.minimum))
      }
    }
    return ([header] + rows)
      .map { $0.map(CSV.field).joined(separator: ",") + "\r\n" }.joined()
  }
}

/// A field of RFC 4180 that no spreadsheet takes for a formula.
package enum CSV {
  /// Appends the field of a text in UTF-8.
  package static func append(field text: ArraySlice<UInt8>, to csv: inout [UInt8]) {
    // Most names of a list of thousands need no more than quotes.
    guard isPlain(text) else {
      csv += field(String(decoding: text, as: UTF8.self)).utf8
      return
    }
    let isQuoted = text.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }
    if isQuoted { csv.append(UInt8(ascii: "\"")) }
    csv += text
    if isQuoted { csv.append(UInt8(ascii: "\"")) }
  }

  /// Whether a text begins with a letter or digit, and is ASCII but for letters of the Latin script, without a quote.
  private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    switch first {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC3...0xC9: break
    default: return false
    }
    return text.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "\""): false
      // U+00C0 to U+027F, and the bytes that follow the first of a character.
      case 0x20...0x7E, 0xC3...0xC9, 0x80...0xBF: true
      default: false
      }
    }
  }

  package static func field(_ text: String) -> String {
    var content = String(String.UnicodeScalarView(text.unicodeScalars.map(Words.visible)))
    // Spreadsheets look past spaces, and at the full-width forms of these signs as well.
    let first = content.unicodeScalars.first { !$0.properties.isWhitespace }
    if let first, "=+-@＝＋－＠".unicodeScalars.contains(first) { content = "'" + content }
    let special = content.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == " " }
    guard special else { return content }
    var quoted = "\""
    for scalar in content.unicodeScalars {
      quoted += scalar == "\"" ? "\"\"" : String(scalar)
    }
    return quoted + "\""
  }
}

extension Report.Figure {
  fileprivate func csv(_ withheld: Withheld?) -> [String] {
    let shown = withheld == nil ? estimate.clamped : nil
    let numbers = [shown?.value, shown?.lower, shown?.upper].map { $0.map(String.init) ?? "" }
    return numbers + [basis.rawValue, withheld?.rawValue ?? ""]
  }
}
