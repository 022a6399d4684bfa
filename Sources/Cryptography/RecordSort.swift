// SPDX-License-Identifier: Apache-2.0

/// Records of one width whose bytes are spread evenly, as those of points and tags are: they are sorted by their first bits into
/// buckets of a few, and those one by one.
private protocol SpreadRecord: Comparable {
  /// Its first eight bytes, first byte uppermost: in the order of the records.
  var leadingBytes: UInt64 { get }
}

extension Point: SpreadRecord {
  fileprivate var leadingBytes: UInt64 { words.words[0] }
}

extension Tag: SpreadRecord {
  fileprivate var leadingBytes: UInt64 { words.words[0] }
}

// One for each type: a caller in another module would get the general one, which knows neither.
extension [Point] {
  /// The points in ascending order: what `sorted()` gives, in a time that grows with their number. However they are spread it takes
  /// no longer than a sort does, but for the buckets.
  ///
  /// Secrecy: addresses depend on the points. So it is for those that leave, or came from the other side, or follow from these.
  package func recordSorted() -> [Point] { bucketSorted() }
}

extension [Tag] {
  /// The same of tags.
  package func recordSorted() -> [Tag] { bucketSorted() }
}

extension Array where Element: SpreadRecord {
  fileprivate func bucketSorted() -> [Element] {
    // Some eight a bucket, and no more buckets than a processor keeps at hand.
    let bits = Swift.min(17, Int.bitWidth - (count / 8).leadingZeroBitCount)
    guard let first, bits > 1 else { return sorted() }
    if isAscending { return self }
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
  fileprivate var isAscending: Bool {
    for index in indices.dropFirst() where self[index] < self[index - 1] { return false }
    return true
  }

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
