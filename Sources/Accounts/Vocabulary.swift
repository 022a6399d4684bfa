// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// How a list's words for the values of one dimension read: the owner's words byte for byte, else the
/// agreed values but for case and punctuation (Protocols/account-keys.md, section 4).
struct Vocabulary {
  private var known = ByteTable<UInt16>()
  private var agreed = ByteTable<UInt16>()

  /// - Parameter values: the owner's words and the agreed values they stand for; any other value is
  ///   the dimension's `otherIndex`.
  init(_ dimension: Dimension, values: [String: String]) {
    for (position, value) in dimension.values.enumerated() {
      let folded = FieldText.folded(value.utf8)
      if agreed[folded] == nil { agreed.set(folded[...], UInt16(clamping: position)) }
    }
    for (own, value) in values {
      let position = dimension.values.firstIndex(of: value).map { UInt16(clamping: $0) }
      known.set(ListField.text(ArraySlice(own.utf8)), position ?? dimension.otherIndex)
    }
  }

  /// The index of the value that a trimmed field stands for; nil where it stands for none.
  func index(of field: ArraySlice<UInt8>) -> UInt16? {
    if let index = known[ListField.text(field)] { return index }
    let folded = FieldText.folded(field)
    return folded.isEmpty ? nil : agreed[folded]
  }
}

/// What of a column stands for no agreed value, with the rows it stands in.
struct UnmappedValues {
  /// The most different values kept by name; their rows are counted beyond it, too.
  static let limit = 1000

  /// The number of each value that is kept, and by number the rows that have it.
  private var numbers = ByteTable<Int>()
  private var counts: [Int] = []
  private(set) var rows = 0

  /// The number of a value; nil where no more are kept.
  mutating func number(of value: ArraySlice<UInt8>) -> Int? {
    if let known = numbers[value] { return known }
    guard counts.count < Self.limit else { return nil }
    numbers.set(value, counts.count)
    counts.append(0)
    return counts.count - 1
  }

  /// One row that has such a value, by its number.
  mutating func addRow(_ number: Int?) {
    rows += 1
    if let number { counts[number] += 1 }
  }

  /// One row that has such values, by the numbers of those that are kept, each once.
  mutating func addRow(_ numbers: [Int]) {
    rows += 1
    for number in numbers { counts[number] += 1 }
  }

  /// Most frequent first, ties by byte order.
  var sorted: [ListSummary.UnmappedValue] {
    let entries = numbers.all.map { (value: $0.key, rows: counts[$0.value]) }.sorted {
      $0.rows != $1.rows ? $0.rows > $1.rows : $0.value.lexicographicallyPrecedes($1.value)
    }
    return entries.map {
      ListSummary.UnmappedValue(value: String(decoding: $0.value, as: UTF8.self), rows: $0.rows)
    }
  }
}
