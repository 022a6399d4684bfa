// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

@Suite("From token to point")
struct MapTests {
  /// Two clamped scalars whose product is 8 modulo the order of the large subgroup: multiplying by
  /// both is multiplying by 8, which no single clamped scalar does.
  static let clearing = [
    "78f786d5f5fac694fc8e670e49579651a319ad9b51ced4957407991c8ac13378",
    "98294bd0297f9af63abdc7b267b3c1008bc6b90231bd808bd10e77a32d44cd42",
  ]

  @Test(
    "Elligator 2 of RFC 9380 J.4.2, of edges and of random tokens; 8Q after clearing",
    arguments: try Vectors.load(stage: "elligator2", keys: ["token", "qx", "px"]))
  func map(vector: Vector) throws {
    let point = try Point(elligator2: Token(bytes: vector.hex("token")))
    #expect(point.isCanonical)
    #expect(try Array(point.bytes.reversed()) == vector.hex("qx"))

    let scalars = try Self.clearing.map { try #require([UInt8](hex: $0)) }
    let first = try Scalar(SecretBytes(copying: scalars[0]))
    let second = try Scalar(SecretBytes(copying: scalars[1]))
    if try vector["px"] == "zero" {
      #expect(throws: CryptographyError.zeroPoint) { try first.multiply(point) }
    } else {
      let cleared = try second.multiply(first.multiply(point))
      #expect(try Array(cleared.bytes.reversed()) == vector.hex("px"))
    }
  }

  @Test("A token is 64 bytes, no fewer and no more", arguments: [0, 32, 63, 65])
  func tokenLength(count: Int) {
    #expect(throws: CryptographyError.length(expected: 64, found: count)) {
      try Token(bytes: [UInt8](repeating: 1, count: count))
    }
  }
}
