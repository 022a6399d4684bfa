// SPDX-License-Identifier: Apache-2.0

internal import Parallel

/// Puts records of rows in the order of their accounts: that of the accounts' canonical records (account-keys.md 6).
struct RowOrder {
  private let records: RowRecords

  /// About how many records a part has.
  private static let partCount = 1 << 16

  /// The records in parts that follow one another, each with whole accounts: what is made of one needs no other.
  static func parts(of records: RowRecords, _ workers: Workers) -> [[Element]] {
    let order = RowOrder(records: records)
    let (count, cuts) = (records.indices.count, order.cuts())
    let ranges = workers.map(each: cuts.count + 1) { number in
      order.split(
        number * count / (cuts.count + 1)..<(number + 1) * count / (cuts.count + 1), at: cuts)
    }
    return workers.map(each: cuts.count + 1) { part in
      order.elements(of: ranges.flatMap { $0[part] })
    }
  }

  /// Where to cut the order into parts of about `partCount` records, as a sample of them tells.
  private func cuts() -> [Place] {
    let parts = records.indices.count / Self.partCount + 1
    guard parts > 1 else { return [] }
    let sample = stride(from: 0, to: records.indices.count, by: Self.partCount / 64).map(place)
      .sorted(by: <)
    return (1..<parts).map { sample[$0 * sample.count / parts] }
  }

  /// Places of records by part: none equals or exceeds one of a later part.
  private func split(_ range: Range<Int>, at cuts: [Place]) -> [[Place]] {
    var parts = Array(repeating: [Place](), count: cuts.count + 1)
    for record in range {
      let place = place(record)
      var (low, high) = (0, cuts.count)
      while low < high {
        let middle = (low + high) / 2
        if place < cuts[middle] { high = middle } else { low = middle + 1 }
      }
      parts[low].append(place)
    }
    return parts
  }

  private func place(_ record: Int) -> Place { Place(record: record, records.key(of: record)) }

  /// A record while records are sorted by kind, length of the key, and key: sixteen bytes of the key at a time, which are
  /// cheap to compare.
  struct Place: Equatable, Sendable {
    let record: UInt32
    /// Kind, and length of the key.
    let start: UInt32
    /// Bytes of the key from where all are alike, zero after its end.
    var word: (UInt64, UInt64) = (0, 0)

    static func == (one: Place, other: Place) -> Bool {
      one.word.1 == other.word.1 && one.word.0 == other.word.0 && one.start == other.start
    }
    static func < (one: Place, other: Place) -> Bool {
      if one.start != other.start { return one.start < other.start }
      if one.word.0 != other.word.0 { return one.word.0 < other.word.0 }
      return one.word.1 < other.word.1
    }

    init(record: Int, _ key: RowRecord.Key) {
      self.record = UInt32(clamping: record)
      start = UInt32(key.kind) << 16 | UInt32(clamping: key.bytes.count)
      load(key.bytes, from: 0)
    }

    var isRow: Bool { start >> 16 == AccountKey.Kind.row.rawValue }
    var keyLength: Int { Int(start & 0xFFFF) }

    /// - Parameter depth: how many bytes of the key are left out.
    mutating func load(_ key: ArraySlice<UInt8>, from depth: Int) {
      word = (key.word(from: depth), key.word(from: depth + 8))
    }
  }

  /// A record in the order of accounts, and whether it belongs to the account of the one before it.
  struct Element: Sendable {
    let record: UInt32
    let isOfSameAccount: Bool
  }

  private func elements(of part: [Place]) -> [Element] {
    var places = part[...]
    sort(&places, from: 0)
    return places.indices.map { index in
      let place = places[index]
      // A row without a key is an account of its own.
      let isOfSameAccount = index > 0 && !place.isRow && isSameKey(places[index - 1], place)
      return Element(record: place.record, isOfSameAccount: isOfSameAccount)
    }
  }

  /// Sorts places, whose words begin at `depth`.
  ///
  /// - Parameter depth: how many bytes of the keys are alike.
  private func sort(_ places: inout ArraySlice<Place>, from depth: Int) {
    places.sort(by: <)
    var start = places.startIndex
    while start < places.endIndex {
      var end = start + 1
      while end < places.endIndex, places[start] == places[end] { end += 1 }
      if end - start > 1 { sortAlike(&places[start..<end], from: depth + 16) }
      start = end
    }
  }

  private func sortAlike(_ places: inout ArraySlice<Place>, from depth: Int) {
    guard let first = places.first else { return }
    if first.isRow {
      places.sort { records.row(Int($0.record)).precedes(records.row(Int($1.record))) }
    } else if first.keyLength > depth {
      for index in places.indices { places[index].load(key(places[index]), from: depth) }
      sort(&places, from: depth)
    }
  }

  private func key(_ place: Place) -> ArraySlice<UInt8> {
    records.key(of: Int(place.record)).bytes
  }

  private func isSameKey(_ one: Place, _ two: Place) -> Bool {
    one == two && (one.keyLength <= 16 || key(one) == key(two))
  }
}

extension ArraySlice<UInt8> {
  /// Eight bytes as a number, zero after the end: of two slices the one with the lesser precedes in the order of their bytes.
  ///
  /// - Parameter offset: how many bytes are left out.
  package func word(from offset: Int) -> UInt64 {
    let start = startIndex + offset
    return (start..<start + 8).reduce(0) { $0 << 8 | UInt64($1 < endIndex ? self[$1] : 0) }
  }
}
