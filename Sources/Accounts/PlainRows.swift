// SPDX-License-Identifier: Apache-2.0

/// Rows of one line each that hold no doubled quote, no NUL and no formula: most rows of most lists. Their fields are found
/// where they stand, without a copy. `DelimitedParser` reads all others, and a test compares the two.
struct PlainRows {
  private static let quote = UInt8(ascii: "\"")

  /// The lines, one after another.
  let bytes: [UInt8]
  private let delimiter: UInt8
  private let encoding: TextEncoding
  private var places: [DelimitedRow.Place] = []
  private var rows: [(line: Int, end: Int)] = []

  /// Nil where no line can be read so.
  init?(_ bytes: [UInt8], delimiter: UInt8, _ encoding: TextEncoding) {
    let isUsual = DelimitedLine.delimiters.contains(delimiter) || delimiter == ListHead.noDelimiter
    guard isUsual, encoding == .ascii || encoding == .utf8, bytes.count < Int(UInt32.max) else {
      return nil
    }
    self.bytes = bytes
    self.delimiter = delimiter
    self.encoding = encoding
  }

  /// The rows that were taken, which are forgotten.
  mutating func taken() -> [DelimitedRow] {
    var start = 0
    let taken = rows.map { row in
      defer { start = row.end }
      return DelimitedRow(
        lines: row.line...row.line, bytes: bytes, places: places, fields: start..<row.end)
    }
    rows = []
    places = []
    return taken
  }

  /// Takes a line with its end as a row; false, and nothing is taken, where it cannot.
  mutating func take(_ range: Range<Int>, line: Int) -> Bool {
    let before = places.count
    guard range.count <= DelimitedReader.rowLimit, findFields(range) else {
      places.removeLast(places.count - before)
      return false
    }
    rows.append((line, places.count))
    return true
  }

  private mutating func findFields(_ range: Range<Int>) -> Bool {
    let text = self.bytes
    let bytes = text.span
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    // Without its end the line is the last of the file, and not yet a row.
    guard end < range.upperBound else { return false }
    var (place, all): (Int, UInt8) = (range.lowerBound, 0)
    while true {
      while place < end, isBlank(bytes[place]) { place += 1 }
      if place == end {
        // A line of blanks alone is no row.
        guard let last = places.last, Int(last.start) >= range.lowerBound else { return false }
        append(place, place)
        break
      }
      var (start, stop) = (place, place)
      if bytes[place] == Self.quote {
        (start, place) = (place + 1, place + 1)
        while place < end, bytes[place] != Self.quote {
          let byte = bytes[place]
          if byte == 0 { return false }
          all |= byte
          place += 1
        }
        guard place < end else { return false }
        stop = place
        place += 1
        while place < end, isBlank(bytes[place]) { place += 1 }
        guard place == end || bytes[place] == delimiter else { return false }
      } else {
        while place < end {
          let byte = bytes[place]
          if byte == delimiter { break }
          if byte == Self.quote || byte == 0 { return false }
          all |= byte
          place += 1
        }
        stop = place
        while stop > start, isBlank(bytes[stop - 1]) { stop -= 1 }
      }
      append(start, stop)
      if place == end { break }
      place += 1
    }
    return all < 0x80 || isUTF8(bytes.extracting(range))
  }

  /// Whether the parser drops the byte at the ends of a field.
  private func isBlank(_ byte: UInt8) -> Bool {
    (byte == 0x20 || byte == 0x09) && byte != delimiter
  }

  private mutating func append(_ start: Int, _ end: Int) {
    places.append(
      DelimitedRow.Place(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end)))
  }

  /// The first line outside ASCII decides the encoding, and not here.
  private func isUTF8(_ line: Span<UInt8>) -> Bool {
    guard encoding == .utf8 else { return false }
    do {
      _ = try UTF8Span(validating: line)
      return true
    } catch {
      return false
    }
  }
}
