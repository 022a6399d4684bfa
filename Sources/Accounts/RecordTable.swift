// SPDX-License-Identifier: Apache-2.0

/// Records of rows, equal ones once: its memory grows with what rows say, not with how many say it.
///
/// The bytes lie in pages, so that none are copied as the table grows. Keys are hashed with the process's own seed: whoever
/// can write into a list must not be able to make the table slow.
struct RecordTable: Sendable {
  struct Entry: Sendable {
    fileprivate var page: UInt32
    fileprivate let start: UInt32
    fileprivate let count: UInt32
    /// How many rows have the record, at most 2^32 - 1.
    fileprivate(set) var rows: UInt32
    /// The line of the first of them.
    let firstLine: Int
  }

  private(set) var entries: [Entry] = []
  private var pages: [[UInt8]] = []
  /// By hash: the hash's lower half, then the number of an entry, from 1; 0 where there is none. Their count is a power of two.
  private var slots = [UInt64](repeating: 0, count: 1024)

  /// Large enough to be returned to the system when they are freed (`lacuna_return_memory`).
  private static let pageSize = 1 << 21

  /// About how many bytes of memory it takes.
  var size: Int {
    pages.count * Self.pageSize + entries.count * MemoryLayout<Entry>.stride
      + slots.count * MemoryLayout<UInt64>.stride
  }

  subscript(index: Int) -> ArraySlice<UInt8> {
    let entry = entries[index]
    return pages[Int(entry.page)][Int(entry.start)..<Int(entry.start) + Int(entry.count)]
  }

  /// Lends the bytes of a record.
  func with<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let entry = entries[index]
    let page = pages[Int(entry.page)]
    let start = Int(entry.start)
    return body(page.span.extracting(start..<start + Int(entry.count)))
  }

  /// One row more with a record: the number of its entry, which may be new.
  mutating func add(_ record: [UInt8], line: Int) -> Int {
    var hasher = Hasher()
    record.combine(into: &hasher)
    let hash = UInt32(truncatingIfNeeded: hasher.finalize())
    var place = Int(hash) & (slots.count - 1)
    while slots[place] != 0 {
      let number = Int(slots[place] & 0xFFFF_FFFF) - 1
      if slots[place] >> 32 == UInt64(hash), isEqual(record, number) {
        let (rows, isTooMany) = entries[number].rows.addingReportingOverflow(1)
        if !isTooMany { entries[number].rows = rows }
        return number
      }
      place = (place + 1) & (slots.count - 1)
    }
    let number = append(record, line: line)
    slots[place] = UInt64(hash) << 32 | UInt64(number + 1)
    if 2 * entries.count > slots.count { grow() }
    return number
  }

  /// Rows whose record is their own, whatever others have.
  @discardableResult
  mutating func append(_ record: some Collection<UInt8>, rows: Int = 1, line: Int) -> Int {
    if pages.isEmpty || pages[pages.count - 1].count + record.count > Self.pageSize {
      pages.append([])
      pages[pages.count - 1].reserveCapacity(Self.pageSize)
    }
    let page = pages.count - 1
    entries.append(
      Entry(
        page: UInt32(clamping: page), start: UInt32(clamping: pages[page].count),
        count: UInt32(clamping: record.count), rows: UInt32(clamping: rows), firstLine: line))
    pages[page] += record
    return entries.count - 1
  }

  /// The records of other tables behind those of this one, as they lie; none of them is found by its bytes.
  mutating func append(joining others: [RecordTable]) {
    entries.reserveCapacity(entries.count + others.reduce(0) { $0 + $1.entries.count })
    for other in others {
      let before = UInt32(clamping: pages.count)
      pages += other.pages
      for var entry in other.entries {
        entry.page += before
        entries.append(entry)
      }
    }
  }

  /// No more is added: what finds entries is forgotten.
  mutating func close() { slots = [] }

  private func isEqual(_ record: [UInt8], _ number: Int) -> Bool {
    let entry = entries[number]
    guard Int(entry.count) == record.count else { return false }
    let page = pages[Int(entry.page)]
    let known = page.span
    let start = Int(entry.start)
    for index in record.indices where known[start + index] != record[index] { return false }
    return true
  }

  private mutating func grow() {
    let before = slots
    slots = [UInt64](repeating: 0, count: 2 * before.count)
    for slot in before where slot != 0 {
      var place = Int(slot >> 32) & (slots.count - 1)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }
}
