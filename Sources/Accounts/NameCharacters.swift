// SPDX-License-Identifier: Apache-2.0

/// The table *characters*: what each character of a name becomes before words are looked for (account-keys.md 2.1).
final class NameCharacters: Sendable {
  /// Of ASCII, by its code, 128 of them; 0 for what is dropped.
  let ascii: [UInt8]
  /// Of the others, ascending.
  private let ranges: [Entry]
  /// The place in `ranges` of each code below `nearLimit`; -1 where the table does not name it.
  private let near: [Int16]
  private static let nearLimit = 0x2200

  private struct Entry: Sendable {
    let codes: ClosedRange<UInt32>
    let text: [UInt8]
  }

  init(_ lines: [(head: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)]) throws(AccountsError) {
    var ascii = (0..<128).map { FieldText.asciiLower(UInt8($0)) }
    for code in 0...0x20 { ascii[code] = 0x20 }
    ascii[0x7F] = 0x20
    for code in [UInt8(ascii: "'"), UInt8(ascii: "`")] { ascii[Int(code)] = 0 }
    self.ascii = ascii
    var ranges: [Entry] = []
    for line in lines {
      let ends = line.head.split(separator: UInt8(ascii: "-")).compactMap {
        UInt32(String(decoding: $0, as: UTF8.self), radix: 16)
      }
      guard let first = ends.first, let last = ends.last, ends.count <= 2, first <= last,
        first >= 0x80, ranges.last.map({ $0.codes.upperBound < first }) ?? true
      else { throw .publicListUnreadable(NameTables.Name.characters.rawValue) }
      let text = line.rest.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
      ranges.append(Entry(codes: first...last, text: text))
    }
    self.ranges = ranges
    var near = [Int16](repeating: -1, count: Self.nearLimit)
    for (index, entry) in ranges.enumerated() {
      for code in entry.codes where code < Self.nearLimit {
        near[Int(code)] = Int16(clamping: index)
      }
    }
    self.near = near
  }

  /// What a character outside ASCII becomes; nil where the table does not name it.
  ///
  /// - Parameter character: its bytes in UTF-8.
  func text(of character: Span<UInt8>) -> [UInt8]? {
    var code = UInt32(character[0]) & (0xFF >> UInt32(character.count + 1))
    for index in 1..<character.count { code = code << 6 | UInt32(character[index] & 0x3F) }
    return text(of: code)
  }

  /// The text of a field, which must be UTF-8, trimmed, with each character replaced once.
  func folded(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(field.count)
    var place = field.startIndex
    while place < field.endIndex {
      let byte = field[place]
      if byte < 0x80 {
        let text = ascii[Int(byte)]
        if text != 0 { result.append(text) }
        place += 1
        continue
      }
      let character = field[place...].prefix(NameText.length(of: byte))
      if let text = replacement(of: character) { result += text } else { result += character }
      place += character.count
    }
    return result
  }

  private func replacement(of character: ArraySlice<UInt8>) -> [UInt8]? {
    text(of: character.span)
  }

  private func text(of code: UInt32) -> [UInt8]? {
    if code < Self.nearLimit {
      let place = Int(near[Int(code)])
      return place < 0 ? nil : ranges[place].text
    }
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].codes.upperBound < code { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].codes.contains(code) ? ranges[low].text : nil
  }
}
