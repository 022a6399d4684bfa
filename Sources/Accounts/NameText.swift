// SPDX-License-Identifier: Apache-2.0

/// A folded text to words, and what a registry or an export writes around a name (account-keys.md 2.1, 2.2).
enum NameText {
  typealias Word = [UInt8]

  private static let space = UInt8(ascii: " ")
  private static let dot = UInt8(ascii: ".")
  private static let and = Array("and".utf8)

  /// Bytes of the character that begins with this byte, in UTF-8.
  static func length(of lead: UInt8) -> Int {
    switch lead {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || FieldText.isDigit(byte) || byte >= 0x80
  }

  static func isLowerCase(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  /// How many characters a text has.
  static func characters(_ text: some Collection<UInt8>) -> Int {
    text.count { $0 & 0xC0 != 0x80 }
  }

  /// Whether a word, which is not empty, is one character.
  static func isSingle(_ word: Word) -> Bool {
    word.first.map { length(of: $0) == word.count } ?? false
  }

  /// Longest runs of letters; `&` and `+` are `and`; `s.p.a` is one word.
  static func words(_ text: some Sequence<UInt8>) -> [Word] {
    var words: [Word] = []
    var word: Word = []
    // Whether the last word's last piece was one character and one dot follows it.
    var isTight = false
    func end() {
      if isTight, isSingle(word) { words[words.count - 1] += word } else { words.append(word) }
    }
    for byte in text {
      if isLetter(byte) {
        word.append(byte)
        continue
      }
      if !word.isEmpty { end() }
      isTight = byte == dot && isSingle(word)
      word = []
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "+") { words.append(and) }
    }
    if !word.isEmpty { end() }
    return words
  }

  static func joined(_ words: some Sequence<Word>) -> [UInt8] {
    Array(words.joined(separator: [space]))
  }

  /// Without what stands in brackets, unless one stays open or nothing else is left.
  static func withoutBrackets(_ text: [UInt8]) -> [UInt8] {
    var depth = 0
    var result: [UInt8] = []
    for byte in text {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        result.append(space)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        result.append(space)
      default:
        if depth == 0 { result.append(byte) }
      }
    }
    return depth == 0 && result.contains(where: isLetter) ? result : text
  }

  /// Without a state or country that a registry writes at the end: `/DE/`, `\DE\`, ` /DE`.
  static func withoutRegistryNote(_ text: [UInt8]) -> [UInt8] {
    let end = text.lastIndex { $0 != space }.map { $0 + 1 } ?? 0
    let text = text[..<end]
    for slash in [UInt8(ascii: "/"), UInt8(ascii: "\\")] {
      if text.last == slash, let place = text.dropLast().lastIndex(of: slash),
        isNote(text[(place + 1)...].dropLast()), characters(text[..<place]) > 2
      {
        return Array(text[..<place])
      }
      if let place = text.lastIndex(of: slash), place > 0,
        text[place - 1] == space || text[place - 1] == dot, isNote(text[(place + 1)...]),
        text[(place + 1)...].allSatisfy(isLowerCase), characters(text[..<place]) > 2
      {
        return Array(text[..<place])
      }
    }
    return Array(text)
  }

  private static func isNote(_ text: ArraySlice<UInt8>) -> Bool {
    (2...3).contains(characters(text))
  }
}
