// SPDX-License-Identifier: Apache-2.0

/// One row of a delimited file: the bytes of its fields. Rows that were read together share memory.
package struct DelimitedRow: Sendable, Equatable {
  /// Where a field stands in the bytes.
  struct Place: Sendable, Equatable {
    let start: UInt32
    let end: UInt32
  }

  /// The lines on which the row stands, from 1.
  package let lines: ClosedRange<Int>
  package let count: Int
  private let bytes: [UInt8]
  /// Of the fields of all rows that share `bytes`.
  private let places: [Place]
  /// The place of the first field.
  private let first: Int

  init(lines: ClosedRange<Int>, bytes: [UInt8], places: [Place], fields: Range<Int>) {
    self.lines = lines
    self.bytes = bytes
    self.places = places
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
    self.init(lines: lines, bytes: bytes, places: places, fields: places.indices)
  }

  /// The first of the lines.
  package var line: Int { lines.lowerBound }

  /// The bytes of a field, without its quotes; none where the row is too short.
  package subscript(index: Int) -> ArraySlice<UInt8> {
    guard index >= 0, index < count else { return [] }
    let place = places[first + index]
    return bytes[Int(place.start)..<Int(place.end)]
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
    let place = places[first + index]
    guard place.start < place.end else { return false }
    let byte = bytes[Int(place.start)]
    return byte > 0x20 && byte < 0x7F || !FieldText.trimmed(self[index]).isEmpty
  }

  func hasFields(of other: DelimitedRow) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }

  package static func == (one: DelimitedRow, other: DelimitedRow) -> Bool {
    one.lines == other.lines && one.hasFields(of: other)
  }
}
