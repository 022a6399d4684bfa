// SPDX-License-Identifier: Apache-2.0

/// Rows of one line each that hold no NUL and no formula: most rows of most lists. Their fields are found where they stand.
/// `DelimitedParser` reads all others, and a test compares the two.
struct PlainRows {
  enum Use {
    case wherePossible, never
  }

  private static let quote = UInt8(ascii: "\"")

  /// The lines, one after another.
  let bytes: [UInt8]
  private let delimiter: UInt8
  private let encoding: TextEncoding
  private var places: [DelimitedRow.Place] = []
  /// What stands behind a doubled quote of a field, and is one byte too far behind for each such quote before it.
  private var moves: [Move] = []
  private var rows: [(line: Int, end: Int)] = []

  private struct Move {
    let source: Range<Int>
    let target: Int
  }

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

  /// Gives the rows that were taken, which are forgotten.
  mutating func forEachTaken(
    _ body: (consuming DelimitedRow) throws(AccountsError) -> Void
  ) throws(AccountsError) {
    let taken = rows
    let memory = DelimitedRow.Memory(bytes: moved, places: places)
    (rows, places, moves) = ([], [], [])
    var start = 0
    for (line, end) in taken {
      try body(DelimitedRow(lines: line...line, memory: memory, fields: start..<end))
      start = end
    }
  }

  /// The bytes with one quote for two in the fields that were found.
  private var moved: [UInt8] {
    var moved = bytes
    for move in moves {
      var target = move.target
      for source in move.source {
        moved[target] = moved[source]
        target += 1
      }
    }
    return moved
  }

  /// Takes a line with its end as a row; false, and nothing is taken, where it cannot.
  mutating func take(_ range: Range<Int>, line: Int) -> Bool {
    let (before, movesBefore) = (places.count, moves.count)
    guard range.count <= DelimitedReader.rowLimit, findFields(range) else {
      places.removeLast(places.count - before)
      moves.removeLast(moves.count - movesBefore)
      return false
    }
    rows.append((line, places.count))
    return true
  }

  private mutating func findFields(_ range: Range<Int>) -> Bool {
    let text = bytes
    return unsafe text.withUnsafeBufferPointer { unsafe findFields(range, in: $0) }
  }

  /// - Parameter bytes: of which the range is a part.
  private mutating func findFields(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>)
    -> Bool
  {
    let end = unsafe range.upperBound - Self.lineEndLength(bytes, range)
    // Without its end the line is the last of the file, and not yet a row.
    guard end < range.upperBound else { return false }
    let delimiter = delimiter
    var (place, all): (Int, UInt64) = (range.lowerBound, 0)
    let first = places.count
    while true {
      while unsafe place < end && isBlank(bytes[place]) { place += 1 }
      if place == end {
        // A line of blanks alone is no row.
        guard places.count > first else { return false }
        append(place, place)
        break
      }
      let isQuoted = unsafe bytes[place] == Self.quote
      if isQuoted { place += 1 }
      let stop = isQuoted ? Self.quote : delimiter
      let start = place
      place = unsafe Self.end(of: place..<end, in: bytes, stop: stop, &all)
      if unsafe place < end && bytes[place] != stop { return false }
      if isQuoted {
        guard place < end else { return false }
        var last = place
        while unsafe place + 1 < end && bytes[place + 1] == Self.quote {
          let next = place + 2
          place = unsafe Self.end(of: next..<end, in: bytes, stop: Self.quote, &all)
          guard unsafe place < end && bytes[place] == Self.quote else { return false }
          // The first of the two quotes stays; what follows goes behind it, with the quote after it, which may be the next to stay.
          moves.append(Move(source: next..<place + 1, target: last + 1))
          last += 1 + place - next
        }
        append(start, last)
        place += 1
        while unsafe place < end && isBlank(bytes[place]) { place += 1 }
        guard unsafe place == end || bytes[place] == delimiter else { return false }
      } else {
        var last = place
        while unsafe last > start && isBlank(bytes[last - 1]) { last -= 1 }
        append(start, last)
      }
      if place == end { break }
      place += 1
    }
    return unsafe all & ByteWord.highs == 0
      || isUTF8(UnsafeBufferPointer(rebasing: bytes[range]).span)
  }

  /// Where the first byte stands that ends a field or makes the line none of ours: `stop`, a quote, or NUL; else the end.
  ///
  /// - Parameter all: gets the bits of the bytes before it.
  private static func end(
    of range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, stop: UInt8, _ all: inout UInt64
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let (stops, quotes) = (ByteWord.ones &* UInt64(stop), ByteWord.ones &* UInt64(quote))
    var place = range.lowerBound
    while place < range.upperBound, place + 8 <= bytes.count {
      let word = unsafe raw.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let found =
        ByteWord.zeros(word ^ stops) | ByteWord.zeros(word ^ quotes) | ByteWord.zeros(word)
      let count = min(found.trailingZeroBitCount >> 3, range.upperBound - place)
      guard count == 8 else {
        all |= word & ((1 << UInt64(8 * count)) - 1)
        return place + count
      }
      all |= word
      place += 8
    }
    while place < range.upperBound {
      let byte = unsafe bytes[place]
      if byte == stop || byte == quote || byte == 0 { break }
      all |= UInt64(byte)
      place += 1
    }
    return min(place, range.upperBound)
  }

  private static func lineEndLength(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int
  {
    var end = range.upperBound
    while unsafe end > range.lowerBound && (bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D) {
      end -= 1
    }
    return range.upperBound - end
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
