// SPDX-License-Identifier: Apache-2.0

/// What stands around the rows of a report and is no row: totals, notes below, the header once more
/// (Protocols/import.md, section 4). Rows that may be notes wait until it is known whether a row follows.
struct ReportFrame {
  /// Nil where the list has none.
  var header: DelimitedRow?
  /// The header's fields.
  var width = 0
  /// The lines of what was left out.
  private(set) var lines: [Int] = []

  private var waiting: [DelimitedRow] = []
  private var followsBlank = false

  /// The most rows that wait; more of them are rows.
  private static let waitingLimit = 50

  /// Whether a row is certainly no part of the frame, and none waits: so it is with most rows of most lists.
  func isNoPart(_ row: DelimitedRow) -> Bool {
    guard waiting.isEmpty, !followsBlank, row.filled(from: 1) != nil,
      row.with(0, { !$0.isEmpty && !Self.mayBeTotal($0[0]) })
    else { return false }
    guard let header else { return true }
    return !header.hasField(0, of: row)
  }

  /// Adds what is known to be rows, now that this one has come; it may be blank.
  ///
  /// - Parameter first: the place of its first field that is not blank.
  mutating func take(
    _ row: DelimitedRow, firstFilled first: Int?, into found: inout [DelimitedRow]
  ) {
    guard let first else {
      followsBlank = true
      return
    }
    if let header, row.hasFields(of: header) || isTotal(row, first) {
      lines.append(row.line)
      return
    }
    if width > 1, first == 0, row.filled(from: 1) == nil,
      row.count < width || followsBlank || !waiting.isEmpty || isTotalWord(row[first])
    {
      waiting.append(row.alone)
      if waiting.count > Self.waitingLimit { release(into: &found) }
      return
    }
    release(into: &found)
    found.append(row)
  }

  /// No row follows: what waits stands below the rows.
  mutating func finish() {
    lines += waiting.map(\.line)
    waiting = []
  }

  private mutating func release(into found: inout [DelimitedRow]) {
    followsBlank = false
    guard !waiting.isEmpty else { return }
    found += waiting
    waiting = []
  }

  /// `Total` or the like, and nothing beside it but figures, of which there is one.
  private func isTotal(_ row: DelimitedRow, _ first: Int) -> Bool {
    guard width > 1, isTotalWord(row[first]), var next = row.filled(from: first + 1) else {
      return false
    }
    while NumberText.isFigure(row[next]) {
      guard let further = row.filled(from: next + 1) else { return true }
      next = further
    }
    return false
  }

  private func isTotalWord(_ field: ArraySlice<UInt8>) -> Bool {
    // Most rows are told from totals by their first byte.
    if let first = field.first, !Self.mayBeTotal(first) { return false }
    return Self.totals.contains(FieldText.folded(FieldText.trimmed(field)))
  }

  /// Whether the name of a total may begin so, or with what is trimmed before it.
  private static func mayBeTotal(_ first: UInt8) -> Bool {
    switch FieldText.asciiLower(first) {
    case UInt8(ascii: "t"), UInt8(ascii: "g"), UInt8(ascii: "s"), UInt8(ascii: "z"): true
    case 0x61...0x7A, 0x30...0x39: false
    default: true
    }
  }

  private static let totals = Set(
    [
      "total", "totals", "grandtotal", "grandtotals", "subtotal", "subtotals", "sum", "summe",
      "gesamt", "gesamtsumme", "zwischensumme", "gesamtergebnis",
    ].map { Array($0.utf8) })
}

/// Whether a field is a number, with whatever signs people put around one.
enum NumberText {
  /// Digits, and nothing else but separators, signs of currency and per cent, and an exponent.
  static func isFigure(_ field: ArraySlice<UInt8>) -> Bool {
    var text = FieldText.trimmed(field)
    if text.first == UInt8(ascii: "'") { text = text.dropFirst() }
    guard let digit = text.firstIndex(where: FieldText.isDigit) else { return false }
    for index in text.indices {
      let byte = text[index]
      if FieldText.isDigit(byte) || " .,'+-$%()".utf8.contains(byte) { continue }
      if FieldText.asciiLower(byte) == UInt8(ascii: "e"), index > digit {
        let exponent = text[(index + 1)...].drop { $0 == 0x2B || $0 == 0x2D }
        if !exponent.isEmpty && exponent.allSatisfy(FieldText.isDigit) { return true }
      }
      // Signs of currency and no-break blanks, before and after the digits.
      let rest = text[index...]
      guard signs.contains(where: rest.starts) || byte & 0xC0 == 0x80 else { return false }
    }
    return true
  }

  private static let signs = ["€", "£", "¥", "\u{A0}", "\u{202F}"].map { Array($0.utf8) }
}
