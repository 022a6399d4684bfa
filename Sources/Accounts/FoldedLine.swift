// SPDX-License-Identifier: Apache-2.0

/// The folded text of a name in a room of fixed size (account-keys.md 2.1).
struct FoldedLine: ~Copyable {
  let bytes: FixedBytes
  private(set) var count = 0
  private(set) var hasSlash = false
  private(set) var hasBracket = false

  init(_ bytes: FixedBytes) { self.bytes = bytes }

  subscript(index: Int) -> UInt8 { bytes[index] }

  /// Takes a field; false where it is not UTF-8, or its text is too long.
  mutating func fold(_ span: Span<UInt8>, _ characters: NameCharacters) -> Bool {
    let table = characters.ascii
    let ascii = table.span
    // The count is kept in a register until a character outside ASCII comes.
    var (place, end) = (0, 0)
    while place < span.count {
      let byte = span[place]
      if byte < 0x80 {
        let text = ascii[Int(byte)]
        if text != 0 {
          guard end < WordLine.byteLimit else { return false }
          bytes[end] = text
          end += 1
          mark(text)
        }
        place += 1
        continue
      }
      count = end
      guard let length = UTF8Text.length(of: span.extracting(place...)) else { return false }
      let next = place + length
      if let text = characters.text(of: span.extracting(place..<next)) {
        for byte in text where !append(byte) { return false }
      } else {
        for index in place..<next where !append(span[index]) { return false }
      }
      (place, end) = (next, count)
    }
    count = end
    return true
  }

  /// Takes away what a registry has written at the end, and what stands in brackets (2.2, steps 2 and 3).
  mutating func removeNotes() {
    var text = bytes.copy(0..<count)
    if hasSlash { text = NameText.withoutRegistryNote(text) }
    if hasBracket { text = NameText.withoutBrackets(text) }
    // It is never longer than it was.
    count = 0
    for byte in text { _ = append(byte) }
  }

  private mutating func append(_ byte: UInt8) -> Bool {
    guard count < WordLine.byteLimit else { return false }
    bytes[count] = byte
    count += 1
    mark(byte)
    return true
  }

  private mutating func mark(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): hasSlash = true
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "}"):
      hasBracket = true
    default: break
    }
  }
}
