// SPDX-License-Identifier: Apache-2.0

/// A field of an amount (Protocols/import.md, section 6): its number in hundredths, its sign, and what it says of its unit.
package struct AmountText: Equatable {
  /// Without its sign.
  package let hundredths: Int
  package let isNegative: Bool
  /// What stands before and after the number, without blanks and signs: a currency, a unit, or nothing.
  package let marks: [String]

  /// A field without an amount, or one that is none.
  package enum Absence: Error, Equatable {
    case blank, unreadable
  }

  /// The most digits before the decimal sign, leading zeros aside.
  private static let wholeLimit = 13

  /// - Parameter field: the field's text (import.md, section 5).
  package init(_ field: ArraySlice<UInt8>, _ decimal: DecimalSign) throws(Absence) {
    let text = Self.simplified(field)
    guard let first = text.firstIndex(where: FieldText.isDigit),
      let last = text.lastIndex(where: FieldText.isDigit)
    else { throw Self.isBlank(text) ? .blank : .unreadable }
    var start = first
    if let before = text[..<first].last, before == 0x2E || before == 0x2C,
      text[..<first].dropLast().last.map({ !FieldText.isLetter($0) }) ?? true
    {
      start -= 1
    }
    let sides = try Sides(before: text[..<start], after: text[(last + 1)...])
    // Written out, there is no other.
    if let sign = sides.fullUnits {
      guard sign == decimal.byte, !text[start...last].contains(sign) else { throw .unreadable }
    }
    guard let number = Self.hundredths(text[start...last], decimal) else { throw .unreadable }
    hundredths = number
    isNegative = sides.isNegative && number > 0
    marks = sides.marks
  }

  /// Dashes and apostrophes of any kind as those of ASCII, and no apostrophe of a spreadsheet before the text.
  private static func simplified(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = field
    while let byte = rest.first {
      let sign = byte == 0xE2 ? sign(Array(rest.prefix(3))) : nil
      text.append(sign ?? byte)
      rest = rest.dropFirst(sign == nil ? 1 : 3)
    }
    return text.first == apostrophe ? Array(text.dropFirst()) : text
  }

  private static func sign(_ bytes: [UInt8]) -> UInt8? {
    guard bytes.count == 3 else { return nil }
    switch (bytes[1], bytes[2]) {
    case (0x80, 0x90...0x95), (0x88, 0x92): return dash
    case (0x80, 0x99): return apostrophe
    default: return nil
    }
  }

  /// A text without digits that says that there is no amount.
  private static func isBlank(_ text: [UInt8]) -> Bool {
    let word = String(decoding: FieldText.folded(text), as: UTF8.self)
    if text.isEmpty || ["na", "null", "none", "nil"].contains(word) { return true }
    guard text.contains(dash) else { return false }
    let rest = text.filter { $0 != 0x20 && $0 != dash }
    return rest.isEmpty
      || CurrencyMarks.currencies(of: String(decoding: rest, as: UTF8.self)) != nil
  }

  /// What stands around the number.
  private struct Sides {
    var isNegative = false
    var marks: [String] = []
    /// The decimal sign of an amount in full units, as `1200.-` and `1'200,--` have it.
    var fullUnits: UInt8?

    init(before: ArraySlice<UInt8>, after: ArraySlice<UInt8>) throws(Absence) {
      var before = before.filter { $0 != 0x20 }[...]
      var after = after.filter { $0 != 0x20 }[...]
      if let sign = after.first, sign == 0x2E || sign == 0x2C {
        let dashes = after.dropFirst().prefix { $0 == dash }
        guard (1...2).contains(dashes.count) else { throw .unreadable }
        after = after.dropFirst(1 + dashes.count)
        fullUnits = sign
      }
      if let (inner, outer) = Self.withoutParentheses(before, after) {
        (before, after) = (inner, outer)
        isNegative = true
      } else if before.first == UInt8(ascii: "+") {
        before = before.dropFirst()
      } else if before.first == dash {
        before = before.dropFirst()
        isNegative = true
      } else if before.last == dash {
        before = before.dropLast()
        isNegative = true
      } else if after.first == dash {
        after = after.dropFirst()
        isNegative = true
      } else if after.last == dash {
        after = after.dropLast()
        isNegative = true
      }
      marks = [before, after].filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
      let signs = Array("()+-.,'0123456789".utf8)
      for mark in [before, after] {
        // A point may end an abbreviation.
        let letters = mark.last == 0x2E ? mark.dropLast() : mark
        guard !letters.contains(where: signs.contains), mark.isEmpty == letters.isEmpty else {
          throw .unreadable
        }
      }
    }

    /// What is left without `(` at one end of what stands before, and `)` at one end of what stands after.
    private static func withoutParentheses(
      _ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>
    ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
      let (open, close) = (UInt8(ascii: "("), UInt8(ascii: ")"))
      guard before.first == open || before.last == open,
        after.first == close || after.last == close
      else { return nil }
      return (
        before.first == open ? before.dropFirst() : before.dropLast(),
        after.last == close ? after.dropLast() : after.dropFirst()
      )
    }
  }

  // MARK: The number

  /// Nil where it is no number with that decimal sign.
  private static func hundredths(_ body: ArraySlice<UInt8>, _ decimal: DecimalSign) -> Int? {
    let parts = body.split(separator: decimal.byte, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, let digits = self.digits(whole, decimal) else {
      return nil
    }
    let places = parts.count == 2 ? parts[1] : []
    guard places.allSatisfy(FieldText.isDigit), !digits.isEmpty || !places.isEmpty else {
      return nil
    }
    let significant = digits.drop { $0 == 0x30 }
    guard significant.count <= wholeLimit else { return nil }
    // The third place decides: a half goes up. At most 16 digits.
    let padded = Array(places.prefix(3)) + Array(repeating: 0x30, count: max(0, 3 - places.count))
    let thousandths = (Array(significant) + padded).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return (thousandths + 5) / 10
  }

  /// The digits before the decimal sign, without what parts thousands; nil where it is none.
  private static func digits(_ whole: ArraySlice<UInt8>, _ decimal: DecimalSign) -> [UInt8]? {
    guard let sign = whole.first(where: { !FieldText.isDigit($0) }) else { return Array(whole) }
    guard [decimal.other.byte, 0x20, apostrophe].contains(sign) else { return nil }
    let groups = whole.split(separator: sign, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(FieldText.isDigit) }),
      let first = groups.first,
      first.first != 0x30, groups.last?.count == 3
    else { return nil }
    let middle = groups.dropFirst().dropLast().map(\.count)
    let isByThousands = first.count <= 3 && middle.allSatisfy { $0 == 3 }
    // 12,34,567: lakhs and crores.
    let isIndian =
      sign == UInt8(ascii: ",") && first.count <= 2 && !middle.isEmpty
      && middle.allSatisfy { $0 == 2 }
    return isByThousands || isIndian ? Array(groups.joined()) : nil
  }

  private static let dash = UInt8(ascii: "-")
  private static let apostrophe = UInt8(ascii: "'")
}
