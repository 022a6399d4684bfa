// SPDX-License-Identifier: Apache-2.0

/// Appends the fixed-width fields of messages.md, big-endian.
extension [UInt8] {
  mutating func append(u16 value: Int) { append(value, byteCount: 2) }
  mutating func append(u32 value: UInt32) { append(Int(value), byteCount: 4) }
  mutating func append(u64 value: Int) { append(value, byteCount: 8) }

  private mutating func append(_ value: Int, byteCount: Int) {
    for shift in stride(from: 8 * (byteCount - 1), through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}

/// Takes fields from foreign bytes; every read is checked against what is left.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private(set) var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - offset }

  mutating func take(_ count: Int) throws(ExchangeError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else { throw malformed }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  mutating func u16() throws(ExchangeError) -> Int { Int(try unsigned(2)) }
  mutating func u32() throws(ExchangeError) -> UInt32 { UInt32(try unsigned(4)) }

  /// A number that has to fit an `Int`; bound it before use.
  mutating func u64() throws(ExchangeError) -> Int {
    guard let value = Int(exactly: try unsigned(8)) else { throw malformed }
    return value
  }

  /// A count of records of `size` bytes that can still be in these bytes.
  mutating func count64(ofRecords size: Int) throws(ExchangeError) -> Int {
    let value = try unsigned(8)
    guard let count = Int(exactly: value), count <= remaining / size else { throw malformed }
    return count
  }

  func expectEnd() throws(ExchangeError) {
    guard remaining == 0 else { throw malformed }
  }

  var malformed: ExchangeError { .contentMalformed(offset: offset - bytes.startIndex) }

  private mutating func unsigned(_ byteCount: Int) throws(ExchangeError) -> UInt64 {
    try take(byteCount).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
