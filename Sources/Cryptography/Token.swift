// SPDX-License-Identifier: Apache-2.0

/// The keyed image of one match key: an HMAC-SHA-512 code, 64 bytes.
///
/// Secrecy: both sides of a room can compute the token of any name, so a token tells the name. It
/// never leaves the side that made it; only blinded points do. Being made by the million it is a
/// plain value and not wiped: keep it for the length of one batch.
package struct Token: BitwiseCopyable, Sendable {
  package static let byteCount = 64
  let storage: InlineArray<64, UInt8>

  init(filledBy fill: (inout MutableSpan<UInt8>) throws(CryptographyError) -> Void)
    throws(CryptographyError)
  {
    var storage = InlineArray<64, UInt8>(repeating: 0)
    var span = storage.mutableSpan
    try fill(&span)
    self.storage = storage
  }

  package init(bytes: [UInt8]) throws(CryptographyError) {
    guard bytes.count == Self.byteCount else {
      throw .length(expected: Self.byteCount, found: bytes.count)
    }
    storage = InlineArray { bytes[$0] }
  }

  package var bytes: [UInt8] {
    storage.indices.map { storage[$0] }
  }
}
