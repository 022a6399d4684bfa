// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

@Suite("ChaCha20-Poly1305")
struct ChaChaPolyTests {
  /// RFC 8439, 2.8.2.
  private static let key = Array(UInt8(0x80)...0x9f)
  private static let nonce: [UInt8] = [7, 0, 0, 0] + Array(UInt8(0x40)...0x47)
  private static let context: [UInt8] = [0x50, 0x51, 0x52, 0x53] + Array(UInt8(0xc0)...0xc7)
  private static let plain = Array(
    ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      + "sunscreen would be it.").utf8)
  private static let sealed =
    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
    + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
    + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
    + "3ff4def08e4b7a9de576d26586cec64b6116" + "1ae10b594f09e26a7e902ecbd0600691"

  private func open(
    _ sealed: [UInt8], key: [UInt8] = key, nonce: [UInt8] = nonce, context: [UInt8] = context
  ) throws -> [UInt8]? {
    guard
      let opened = try ChaChaPoly.open(
        sealed, key: SecretBytes(copying: key), nonce: nonce, context: context)
    else { return nil }
    return opened.array
  }

  @Test("RFC 8439 section 2.8.2")
  func example() throws {
    let sealed = try ChaChaPoly.seal(
      SecretBytes(copying: Self.plain), key: SecretBytes(copying: Self.key), nonce: Self.nonce,
      context: Self.context)
    #expect(sealed.hex == Self.sealed)
    #expect(try open(sealed) == Self.plain)
  }

  @Test("Any change is noticed")
  func changes() throws {
    let sealed = try #require([UInt8](hex: Self.sealed))
    for index in sealed.indices {
      var other = sealed
      other[index] ^= 1
      #expect(try open(other) == nil, "byte \(index)")
    }
    for count in [0, 15, 16, 17, sealed.count - 1] {
      #expect(try open(Array(sealed.prefix(count))) == nil, "\(count) bytes")
    }
    #expect(try open(sealed + [0]) == nil)
    #expect(try open(sealed, key: [0] + Self.key.dropFirst()) == nil)
    #expect(try open(sealed, nonce: [0] + Self.nonce.dropFirst()) == nil)
    #expect(try open(sealed, context: Self.context + [0]) == nil)
    #expect(try open(sealed, context: []) == nil)
  }

  @Test("Nothing can be sealed, with a context and without", arguments: [[], [1, 2, 3]])
  func nothing(context: [UInt8]) throws {
    let sealed = try ChaChaPoly.seal(
      SecretBytes(copying: []), key: SecretBytes(copying: Self.key), nonce: Self.nonce,
      context: context)
    #expect(sealed.count == ChaChaPoly.tagByteCount)
    #expect(try open(sealed, context: context) == [])
    #expect(try open(sealed, context: context + [0]) == nil)
  }

  @Test(
    "A key or nonce of another length is refused",
    arguments: [(31, 12), (33, 12), (32, 11), (32, 13)])
  func lengths(key: Int, nonce: Int) {
    #expect(throws: CryptographyError.self) {
      _ = try ChaChaPoly.seal(
        SecretBytes(copying: []), key: SecretBytes(copying: [UInt8](repeating: 1, count: key)),
        nonce: [UInt8](repeating: 1, count: nonce), context: [])
    }
  }
}
