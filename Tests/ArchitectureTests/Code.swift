// SPDX-License-Identifier: Apache-2.0

/// Swift or C as the compiler reads it: comments are blank, and so are the insides of string literals
/// and of names in backticks; all else stands where it stood. Code inside an interpolation stays.
struct Code {
  let lines: [Substring]

  init(_ text: String) {
    var blanking = Blanking(bytes: Array(text.utf8))
    while !blanking.isAtEnd { blanking.readCode() }
    lines = String(decoding: blanking.output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  var text: String { lines.joined(separator: "\n") }

  /// The numbers, from 1, of the lines where `phrase` stands and does not merely end a longer name.
  func lines(with phrase: String) -> [Int] {
    lines.indices.filter { index in
      lines[index].ranges(of: phrase).contains { range in
        guard let before = lines[index][..<range.lowerBound].last else { return true }
        return !(before.isLetter || before.isNumber || before == "_")
      }
    }.map { $0 + 1 }
  }
}

/// Reads bytes once, front to back; writes as many.
private struct Blanking {
  let bytes: [UInt8]
  var position = 0
  var output: [UInt8] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  /// Code up to its end, or past a parenthesis that it did not open.
  mutating func readCode() {
    var open = 1
    while !isAtEnd, open > 0 {
      if starts("//") {
        while !isAtEnd, !starts("\n") { blank(1) }
      } else if starts("/*") {
        readBlockComment()
      } else if let hashes = hashesOfString {
        readString(hashes: hashes)
      } else if starts("`") {
        keep(1)
        while !isAtEnd, !starts("`"), !starts("\n") { blank(1) }
        if starts("`") { keep(1) }
      } else {
        if starts("(") { open += 1 }
        if starts(")") { open -= 1 }
        keep(1)
      }
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        blank(2)
      } else if starts("*/") {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && !isAtEnd
  }

  /// How many `#` stand before the string literal that begins here; nil if none begins.
  private var hashesOfString: Int? {
    let rest = bytes[position...].drop { $0 == UInt8(ascii: "#") }
    return rest.first == UInt8(ascii: "\"") ? rest.startIndex - position : nil
  }

  private mutating func readString(hashes: Int) {
    let fence = String(repeating: "#", count: hashes)
    keep(hashes)
    let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
    keep(quotes.utf8.count)
    while !isAtEnd {
      if starts(quotes + fence) {
        return keep(quotes.utf8.count + hashes)
      } else if starts("\\" + fence + "(") {
        keep(hashes + 2)
        readCode()
      } else if starts("\\" + fence) {
        blank(hashes + 2)
      } else if starts("\n"), quotes.utf8.count == 1 {
        return  // No string literal after all: a quotation mark in C, or in a regular expression.
      } else {
        blank(1)
      }
    }
  }

  private func starts(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func keep(_ count: Int) {
    let end = min(position + count, bytes.count)
    output += bytes[position..<end]
    position = end
  }

  private mutating func blank(_ count: Int) {
    let end = min(position + count, bytes.count)
    let newline = UInt8(ascii: "\n")
    output += bytes[position..<end].map { $0 == newline ? newline : UInt8(ascii: " ") }
    position = end
  }
}
