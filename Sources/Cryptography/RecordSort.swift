// SPDX-License-Identifier: Apache-2.0

/// Records of one width whose bytes are spread evenly, as those of points and tags are: they are sorted by their first bits into
/// buckets of a few, and those one by one.
package protocol SpreadRecord: Comparable, Sendable {
  /// Its first eight bytes, first byte uppermost: in the order of the records.
  var leadingBytes: UInt64 { get }
}

extension Point: SpreadRecord {
  package var leadingBytes: UInt64 { words.words[0] }
}

extension Tag: SpreadRecord {
  package var leadingBytes: UInt64 { words.words[0] }
}

extension Collection where Element: SpreadRecord {
  /// The records in ascending order: what `sorted()` gives, in a time that grows with their number. However they are spread it takes
  /// no longer than a sort does, but for the buckets.
  ///
  /// Secrecy: addresses depend on the records. So it is for those that leave, or came from the other side, or follow from these.
  package func recordSorted() -> [Element] {
    // Some eight a bucket, and no more buckets than a processor keeps at hand.
    let bits = Swift.min(17, Int.bitWidth - (count / 8).leadingZeroBitCount)
    guard let first, bits > 1 else { return sorted() }
    let shift = UInt64(64 - bits)
    var ends = [Int](repeating: 0, count: 1 << bits)
    for record in self { ends[Int(truncatingIfNeeded: record.leadingBytes >> shift)] += 1 }
    var start = 0
    for bucket in ends.indices { (ends[bucket], start) = (start, start + ends[bucket]) }
    var sorted = [Element](repeating: first, count: count)
    for record in self {
      let bucket = Int(truncatingIfNeeded: record.leadingBytes >> shift)
      sorted[ends[bucket]] = record
      ends[bucket] += 1
    }
    start = 0
    for end in ends {
      sorted.sortBucket(start..<end)
      start = end
    }
    return sorted
  }
}

extension Array where Element: Comparable {
  /// Sorts some neighbours: a few by insertion.
  fileprivate mutating func sortBucket(_ range: Range<Int>) {
    guard range.count <= 32 else { return self[range].sort() }
    for index in range.dropFirst() {
      let record = self[index]
      var place = index
      while place > range.lowerBound, record < self[place - 1] {
        self[place] = self[place - 1]
        place -= 1
      }
      self[place] = record
    }
  }
}
