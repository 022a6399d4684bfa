// SPDX-License-Identifier: Apache-2.0

/// Values by strings of bytes: looked up without a copy of the key, and hashed eight bytes at a time.
///
/// For tables that are ours or are bounded. Its hash is no secret: whoever may add keys without limit could make it slow.
struct ByteTable<Value> {
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// By hash: its upper half, then the number of an entry, from 1; 0 where there is none. Their count is a power of two.
  private var slots: [UInt64]

  fileprivate struct Entry {
    let start: Int
    let end: Int
    let hash: UInt64
    var value: Value
  }

  /// At least: most look-ups find nothing, and should see that at the first slot.
  private static var slotsPerEntry: Int { 4 }

  init(minimumCapacity: Int = 8) {
    var size = 16
    while size < Self.slotsPerEntry * minimumCapacity { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  var count: Int { entries.count }

  /// The value of a key; nil where there is none.
  subscript(key: Span<UInt8>) -> Value? {
    let number = Self.number(slots[slot(of: key, ByteHash.of(key))])
    return number == 0 ? nil : entries[number - 1].value
  }

  subscript(key: ArraySlice<UInt8>) -> Value? { self[key.span] }
  subscript(key: [UInt8]) -> Value? { self[key.span] }

  /// Changes the value of a key, or adds the key with a copy of its bytes.
  mutating func update(_ key: Span<UInt8>, default initial: Value, _ change: (inout Value) -> Void)
  {
    let hash = ByteHash.of(key)
    let slot = slot(of: key, hash)
    let number = Self.number(slots[slot])
    if number != 0 { return change(&entries[number - 1].value) }
    var value = initial
    change(&value)
    add(key, hash, value, at: slot)
  }

  mutating func set(_ key: Span<UInt8>, _ value: Value) {
    update(key, default: value) { $0 = value }
  }

  mutating func set(_ key: ArraySlice<UInt8>, _ value: Value) { set(key.span, value) }

  /// Keys and values, in the order in which they came.
  var all: some Sequence<(key: ArraySlice<UInt8>, value: Value)> {
    entries.lazy.map { (key: bytes[$0.start..<$0.end], value: $0.value) }
  }

  private mutating func add(_ key: Span<UInt8>, _ hash: UInt64, _ value: Value, at slot: Int) {
    let start = bytes.count
    for index in key.indices { bytes.append(key[index]) }
    entries.append(Entry(start: start, end: bytes.count, hash: hash, value: value))
    slots[slot] = Self.slot(hash, entries.count)
    if Self.slotsPerEntry * entries.count > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: 2 * slots.count)
    let mask = slots.count - 1
    for (index, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Self.slot(entry.hash, index + 1)
    }
  }

  private static func slot(_ hash: UInt64, _ number: Int) -> UInt64 {
    hash & 0xFFFF_FFFF_0000_0000 | UInt64(UInt32(truncatingIfNeeded: number))
  }

  private static func number(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) }

  /// Where the key stands, or would.
  private func slot(of key: Span<UInt8>, _ hash: UInt64) -> Int {
    let slots = slots.span
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      let slot = slots[place]
      if (slot ^ hash) >> 32 == 0, isKey(key, entries[Self.number(slot) - 1]) { break }
      place = (place + 1) & mask
    }
    return place
  }

  private func isKey(_ key: Span<UInt8>, _ entry: Entry) -> Bool {
    let count = key.count
    guard entry.end - entry.start == count else { return false }
    let known = bytes.span.extracting(entry.start..<entry.end)
    guard count >= 8 else {
      for index in key.indices where known[index] != key[index] { return false }
      return true
    }
    // Words of eight bytes; the last may overlap the one before it.
    var place = 0
    while place + 8 < count {
      if ByteWord.load(known, at: place) != ByteWord.load(key, at: place) { return false }
      place += 8
    }
    return ByteWord.load(known, at: count - 8) == ByteWord.load(key, at: count - 8)
  }
}

extension ByteTable: Sendable where Value: Sendable {}
extension ByteTable.Entry: Sendable where Value: Sendable {}

/// A hash of bytes for tables in memory: multiplications of words of eight bytes.
enum ByteHash {
  static func of(_ bytes: Span<UInt8>) -> UInt64 {
    let count = bytes.count
    var hash = UInt64(truncatingIfNeeded: count) ^ 0x9E37_79B9_7F4A_7C15
    guard count >= 8 else {
      guard count >= 4 else {
        guard count > 0 else { return mixed(hash) }
        let few = UInt64(bytes[0]) << 16 | UInt64(bytes[count / 2]) << 8 | UInt64(bytes[count - 1])
        return mixed(hash ^ few)
      }
      let raw = unsafe bytes.bytes
      let first = unsafe raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = unsafe raw.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return mixed(hash ^ (UInt64(first) << 32 | UInt64(last)))
    }
    var place = 0
    while place + 8 < count {
      hash = mixed(hash ^ ByteWord.load(bytes, at: place))
      place += 8
    }
    // The last word may overlap the one before it.
    return mixed(hash ^ ByteWord.load(bytes, at: count - 8))
  }

  private static func mixed(_ word: UInt64) -> UInt64 {
    let (high, low) = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return high ^ low
  }
}
