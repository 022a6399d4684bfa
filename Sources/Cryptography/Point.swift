// SPDX-License-Identifier: Apache-2.0

internal import CLadder

/// A point of Curve25519: the 32 bytes of its u-coordinate, little-endian as in RFC 7748.
///
/// Points are ordered as their encodings are, byte by byte. Sorting them is the shuffle.
package struct Point: Hashable, Comparable, Sendable {
  package static let byteCount = 32
  let words: BigEndianWords<4>

  init(words: BigEndianWords<4>) { self.words = words }

  /// Any 32 bytes, canonical or not: a reader of foreign bytes asks `isCanonical`.
  package init(bytes: Span<UInt8>) throws(CryptographyError) {
    words = try BigEndianWords(bytes)
  }

  package init(bytes: ArraySlice<UInt8>) throws(CryptographyError) {
    try self.init(bytes: bytes.span)
  }

  package init(bytes: [UInt8]) throws(CryptographyError) {
    try self.init(bytes: bytes.span)
  }

  /// The element of a token: its bytes as a big-endian integer modulo p, through Elligator 2
  /// (RFC 9380 section 6.7.1, x-coordinate only).
  ///
  /// The point may have a torsion part, so it must be multiplied before it leaves.
  ///
  /// Secrecy: constant time by construction; the grounds are at `lacuna_elligator2`.
  package init(elligator2 token: Token) throws(CryptographyError) {
    var x = InlineArray<32, UInt8>(repeating: 0)
    var span = x.mutableSpan
    unsafe span.withUnsafeMutableBufferPointer { x in
      unsafe token.storage.span.withUnsafeBufferPointer { token in
        unsafe lacuna_elligator2(x.baseAddress, token.baseAddress)
      }
    }
    try self.init(bytes: x.span)
  }

  /// The elements of `tokens`, in order.
  package static func points(
    elligator2 tokens: Span<Token>, on path: CurvePath = .fastest
  ) throws(CryptographyError) -> [Point] {
    if let lanes = path.lanes { return lanes.points(elligator2: tokens) }
    var points: [Point] = []
    points.reserveCapacity(tokens.count)
    for index in tokens.indices { points.append(try Point(elligator2: tokens[index])) }
    return points
  }

  package var bytes: [UInt8] { words.bytes }

  package func append(to bytes: inout [UInt8]) {
    words.append(to: &bytes)
  }

  /// Lends the encoding without an array.
  func withBytes<Result>(
    _ body: (Span<UInt8>) throws(CryptographyError) -> Result
  ) throws(CryptographyError) -> Result {
    let bytes = InlineArray<32, UInt8> { words.byte($0) }
    return try body(bytes.span)
  }

  /// Whether the encoding is the one that RFC 7748 gives this coordinate: below p, top bit clear.
  package var isCanonical: Bool {
    guard words.byte(31) >= 0x7f else { return true }
    guard words.byte(31) == 0x7f else { return false }
    // What is left is 2^255 - 256 + n or less for the lowest byte n; p is 2^255 - 19.
    return (1..<31).contains { words.byte($0) != 0xff } || words.byte(0) < 0xed
  }

  package static func < (left: Point, right: Point) -> Bool {
    left.words < right.words
  }
}
