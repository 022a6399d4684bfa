// SPDX-License-Identifier: Apache-2.0

/// Rooms of 128 bytes on the stack, lent for the length of a call. Every index is taken modulo 128, so that none is outside.
///
/// A room holds nothing at first: read only what was written.
@safe struct FixedBytes {
  static let size = 128
  /// The most rooms that the stack gives.
  static let most = 8
  private let start: UnsafeMutablePointer<UInt8>

  /// - Parameter place: the number of the room.
  private init(_ rooms: UnsafeMutablePointer<UInt8>, _ place: Int) {
    unsafe start = rooms + place * Self.size
  }

  /// Lends `most` rooms, by their numbers.
  static func lend<Result>(_ body: ((Int) -> FixedBytes) -> Result?) -> Result? {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most * size) { rooms in
      guard let first = rooms.baseAddress else { return nil }
      return body { unsafe FixedBytes(first, $0 & (most - 1)) }
    }
  }

  subscript(index: Int) -> UInt8 {
    get { unsafe start[index & 0x7F] }
    nonmutating set { unsafe start[index & 0x7F] = newValue }
  }

  /// Gives some bytes as a span.
  func with<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
    let (lower, upper) = (range.lowerBound & 0x7F, min(range.upperBound, Self.size))
    let bytes = unsafe UnsafeBufferPointer(start: start + lower, count: max(0, upper - lower))
    return unsafe body(bytes.span)
  }

  /// Whether some bytes are those of another room.
  func equals(_ range: Range<Int>, _ others: Range<Int>, of other: FixedBytes) -> Bool {
    guard range.count == others.count else { return false }
    for index in 0..<range.count
    where self[range.lowerBound + index] != other[others.lowerBound + index] {
      return false
    }
    return true
  }

  /// Takes the first bytes of another room.
  func take(_ other: FixedBytes, _ count: Int) {
    unsafe start.update(from: other.start, count: min(max(0, count), Self.size))
  }

  /// Takes some bytes of another room, from a place on; those for which there is no room are left.
  func take(_ range: Range<Int>, of other: FixedBytes, at place: Int) {
    let (source, target) = (range.lowerBound & 0x7F, place & 0x7F)
    let count = min(range.count, Self.size - source, Self.size - target)
    unsafe (start + target).update(from: other.start + source, count: count)
  }

  /// Four bytes as a number, by how many such numbers stand before them, modulo 32.
  subscript(number index: Int) -> UInt32 {
    get {
      unsafe UnsafeRawPointer(start).loadUnaligned(
        fromByteOffset: 4 * (index & 0x1F), as: UInt32.self)
    }
    nonmutating set {
      unsafe UnsafeMutableRawPointer(start).storeBytes(
        of: newValue, toByteOffset: 4 * (index & 0x1F), as: UInt32.self)
    }
  }

  /// Some bytes in memory of their own.
  func copy(_ range: Range<Int>) -> [UInt8] { with(range) { [UInt8](copying: $0) } }
}
