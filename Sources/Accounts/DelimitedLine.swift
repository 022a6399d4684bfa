// SPDX-License-Identifier: Apache-2.0

/// One line, or one row of several lines, as it reads before it is known which character parts its fields: for finding the
/// header. Rows are read by `DelimitedParser`.
struct DelimitedLine {
  static let delimiters = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]
  private static let quote = UInt8(ascii: "\"")

  let bytes: ArraySlice<UInt8>

  /// The most frequent candidate outside quotes, the first among equals; nil where there is none.
  var delimiter: UInt8? {
    var counts = [Int](repeating: 0, count: Self.delimiters.count)
    var isQuoted = false
    for byte in bytes {
      if byte == Self.quote { isQuoted.toggle() }
      if !isQuoted, let index = Self.delimiters.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return most == 0 ? nil : counts.firstIndex(of: most).map { Self.delimiters[$0] }
  }

  /// The trimmed fields, without the quotes around them.
  func fields(_ delimiter: UInt8?) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    for byte in bytes {
      if byte == Self.quote { isQuoted.toggle() }
      if byte == delimiter && !isQuoted {
        fields.append(Self.text(field))
        field = []
      } else {
        field.append(byte)
      }
    }
    return fields + [Self.text(field)]
  }

  /// Excel's line `sep=;` and what it names.
  var namedDelimiter: UInt8? {
    let text = FieldText.trimmed(bytes.filter { $0 != Self.quote }[...])
    // A tab would be trimmed.
    let named = bytes.filter { $0 != Self.quote && $0 != 0x0A && $0 != 0x0D }
    guard named.count == 5, text.count >= 4,
      String(decoding: named.prefix(4).map(FieldText.asciiLower), as: UTF8.self) == "sep=",
      let delimiter = named.last
    else { return nil }
    let isWord = FieldText.isDigit(delimiter) || delimiter >= 0x80
    return isWord || FieldText.isLetter(delimiter) ? nil : delimiter
  }

  private static func text(_ field: [UInt8]) -> String {
    var field = FieldText.trimmed(field[...])
    if field.count >= 2, field.first == quote, field.last == quote {
      field = FieldText.trimmed(field.dropFirst().dropLast())
    }
    return String(decoding: field, as: UTF8.self)
  }
}

/// Whether a field, as it stands, is an address on the web: what no header and no name of a company is.
enum AddressText {
  static func isAddress(_ text: String) -> Bool { isAddress(Array(text.utf8)[...]) }

  static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    var (hasDot, hasCapital) = (false, false)
    let bytes = text.span
    for index in bytes.indices {
      switch bytes[index] {
      case 0x20: return false
      case UInt8(ascii: "."): hasDot = true
      case 0x41...0x5A: hasCapital = true
      default: break
      }
    }
    if begins(text, with: "http://") || begins(text, with: "https://") { return true }
    return hasDot && (begins(text, with: "www.") || !hasCapital && isMailOrHost(text))
  }

  private static func begins(_ text: ArraySlice<UInt8>, with prefix: StaticString) -> Bool {
    let prefix = unsafe UnsafeBufferPointer(
      start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
    guard text.count >= prefix.count else { return false }
    return unsafe zip(text, prefix).allSatisfy { FieldText.asciiLower($0) == $1 }
  }

  /// `a@b.c`, or a host in lower case: labels of letters, digits and hyphens, the last of at least two letters.
  private static func isMailOrHost(_ bytes: ArraySlice<UInt8>) -> Bool {
    let host = bytes.lastIndex(of: UInt8(ascii: "@")).map { bytes[($0 + 1)...] } ?? bytes
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last,
      last.count >= 2, last.allSatisfy({ (0x61...0x7A).contains($0) })
    else { return false }
    return labels.allSatisfy { label in
      !label.isEmpty
        && label.allSatisfy {
          (0x61...0x7A).contains($0) || FieldText.isDigit($0) || $0 == UInt8(ascii: "-")
        }
    }
  }
}
