// SPDX-License-Identifier: Apache-2.0

/// One row of a delimited file: the bytes of its fields. Rows that were read together share memory.
package struct DelimitedRow: Sendable, Equatable {
  /// Where a field stands in the bytes.
  struct Place: Sendable, Equatable {
    let start: UInt32
    let end: UInt32
  }

  /// What rows that were read together share: one object, so that a row is one reference.
  final class Memory: Sendable {
    let bytes: [UInt8]
    /// Of the fields of all these rows.
    let places: [Place]

    init(bytes: [UInt8], places: [Place]) {
      self.bytes = bytes
      self.places = places
    }
  }

  /// The first of the lines on which the row stands, from 1.
  package let line: Int
  private let lastLine: Int
  package let count: Int
  private let memory: Memory
  /// The place of the first field.
  private let first: Int

  init(lines: ClosedRange<Int>, memory: Memory, fields: Range<Int>) {
    (line, lastLine) = (lines.lowerBound, lines.upperBound)
    self.memory = memory
    (first, count) = (fields.lowerBound, fields.count)
  }

  /// A row whose fields stand one after another.
  ///
  /// - Parameter ends: where each ends.
  init(lines: ClosedRange<Int>, bytes: [UInt8], ends: [Int]) {
    var start: UInt32 = 0
    var places: [Place] = []
    places.reserveCapacity(ends.count)
    for end in ends {
      // A row is never longer than `DelimitedReader.rowLimit`.
      let end = UInt32(clamping: end)
      places.append(Place(start: start, end: end))
      start = end
    }
    self.init(
      lines: lines, memory: Memory(bytes: bytes, places: places), fields: places.indices)
  }

  /// The lines on which the row stands, from 1.
  package var lines: ClosedRange<Int> { line...max(line, lastLine) }

  /// The bytes of a field, without its quotes; none where the row is too short.
  package subscript(index: Int) -> ArraySlice<UInt8> {
    guard index >= 0, index < count else { return [] }
    let place = memory.places[first + index]
    return memory.bytes[Int(place.start)..<Int(place.end)]
  }

  /// Whether a field has bytes at all.
  func has(_ index: Int) -> Bool {
    guard index >= 0, index < count else { return false }
    let place = memory.places[first + index]
    return place.start < place.end
  }

  /// Lends the bytes of a field, which stay where they are; none where the row is too short.
  @inline(__always)
  func with<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    guard index >= 0, index < count else { return body(Span()) }
    let place = memory.places[first + index]
    let bytes = memory.bytes
    return body(bytes.span.extracting(Int(place.start)..<Int(place.end)))
  }

  /// The same row in memory of its own, for whoever keeps it.
  var alone: DelimitedRow {
    var (own, ends): ([UInt8], [Int]) = ([], [])
    for index in 0..<count {
      own += self[index]
      ends.append(own.count)
    }
    return DelimitedRow(lines: lines, bytes: own, ends: ends)
  }

  var isBlank: Bool { firstFilled == nil }

  /// The place of the first field that is not blank.
  var firstFilled: Int? { filled(from: 0) }

  /// The place of the first field from `start` on that is not blank.
  func filled(from start: Int) -> Int? {
    var index = start
    while index < count {
      if isFilled(index) { return index }
      index += 1
    }
    return nil
  }

  private func isFilled(_ index: Int) -> Bool {
    let place = memory.places[first + index]
    guard place.start < place.end else { return false }
    let byte = memory.bytes[Int(place.start)]
    return byte > 0x20 && byte < 0x7F || !FieldText.trimmed(self[index]).isEmpty
  }

  func hasFields(of other: DelimitedRow) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where !hasField(index, of: other) { return false }
    return true
  }

  /// Whether both have the same bytes in one field.
  func hasField(_ index: Int, of other: DelimitedRow) -> Bool {
    with(index) { one in
      other.with(index) { two in
        guard one.count == two.count else { return false }
        for place in one.indices where one[place] != two[place] { return false }
        return true
      }
    }
  }

  package static func == (one: DelimitedRow, other: DelimitedRow) -> Bool {
    one.lines == other.lines && one.hasFields(of: other)
  }
}
