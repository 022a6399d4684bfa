// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Dispatch
import Synchronization
import TestSupport
import Testing

/// RFC 7748 section 5.2: `iterations` times, k and u become X25519(k, u) and k.
func iterate(
  scalar: [UInt8], u: [UInt8], iterations: UInt64, on path: CurvePath = .oneByOne
) throws -> [UInt8] {
  var scalar = scalar
  var u = u
  for _ in 0..<iterations {
    let point = try Point(bytes: u)
    let product = try Scalar(SecretBytes(copying: scalar)).multiply([point], on: path)[0].bytes
    (scalar, u) = (product, scalar)
  }
  return scalar
}

enum X25519Vectors {
  static func load(where condition: (Vector) throws -> Bool) throws -> [Vector] {
    let all = try Vectors.load(stage: "x25519", keys: ["scalar", "u", "iterations", "product"])
    let chosen = try all.filter(condition)
    try #require(!chosen.isEmpty)
    return chosen
  }
}

@Suite("Multiplication")
struct ScalarTests {
  @Test(
    "X25519 of RFC 7748, and points of low order",
    arguments: try X25519Vectors.load { try $0.number("iterations") <= 1000 })
  func vectors(vector: Vector) throws {
    let scalar = try vector.hex("scalar")
    let u = try vector.hex("u")
    let iterations = try vector.number("iterations")
    if try vector["product"] == "zero" {
      #expect(throws: CryptographyError.zeroPoint) {
        try iterate(scalar: scalar, u: u, iterations: iterations)
      }
    } else {
      #expect(try iterate(scalar: scalar, u: u, iterations: iterations) == vector.hex("product"))
    }
  }

  @Test("Blinding commutes: a(bH(x)) = b(aH(x)), 1,000 times", arguments: [7748])
  func commutes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let a = try Scalar(SecretBytes(copying: generator.bytes(32)))
      let b = try Scalar(SecretBytes(copying: generator.bytes(32)))
      let element = try Point(elligator2: Token(bytes: generator.bytes(64)))
      let ab = try a.multiply(b.multiply(element))
      #expect(try ab == b.multiply(a.multiply(element)))
      #expect(ab != element && ab.isCanonical)
    }
  }

  @Test("A batch gives what its points give one by one, in order", arguments: [9380])
  func batch(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let scalar = try Scalar(SecretBytes(copying: generator.bytes(32)))
    let points = try (0..<100).map { _ in try Point(bytes: generator.bytes(32)) }
    let products = try scalar.multiply(points)
    #expect(products.count == 100)
    for (point, product) in zip(points, products) {
      #expect(try scalar.multiply(point) == product)
    }
    #expect(try scalar.multiply([Point]()).isEmpty)
  }

  @Test("One scalar serves several threads at once", arguments: [51])
  func threads(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let scalar = try Scalar(SecretBytes(copying: generator.bytes(32)))
    let points = try (0..<200).map { _ in try Point(bytes: generator.bytes(32)) }
    let expected = try scalar.multiply(points)
    let agreeing = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      if (try? scalar.multiply(points)) == expected { agreeing.add(1, ordering: .relaxed) }
    }
    #expect(agreeing.load(ordering: .relaxed) == 8)
  }

  @Test("One point of low order in a batch refuses it; the scalar still serves", arguments: [1])
  func zeroInBatch(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let secret = generator.bytes(32)
    let good = try Point(bytes: generator.bytes(32))
    let zero = try Point(bytes: [UInt8](repeating: 0, count: 32))
    #expect(throws: CryptographyError.zeroPoint) {
      try Scalar(SecretBytes(copying: secret)).multiply([good, zero, good])
    }
    #expect(try Scalar(SecretBytes(copying: secret)).multiply([good]).count == 1)
  }

  @Test("A public point is the multiple of 9, and so is a random point", arguments: [25519])
  func publicPoint(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let secret = generator.bytes(32)
    let scalar = try Scalar(SecretBytes(copying: secret))
    let nine = try Point(bytes: [9] + [UInt8](repeating: 0, count: 31))
    #expect(try scalar.publicPoint() == scalar.multiply(nine))
    #expect(try Scalar.randomPoint(from: secret.span) == scalar.publicPoint())
  }

  @Test("A scalar is 32 bytes, no fewer and no more", arguments: [0, 31, 33])
  func scalarLength(count: Int) {
    #expect(throws: CryptographyError.length(expected: 32, found: count)) {
      _ = try Scalar(SecretBytes(copying: [UInt8](repeating: 1, count: count)))
    }
  }
}

/// The long one, in a suite of its own so that it can be chosen or left out by name.
@Suite("MillionFold")
struct MillionFold {
  @Test(
    "X25519 iterated a million times",
    arguments: LongTests.areWanted
      ? try X25519Vectors.load { try $0.number("iterations") > 1000 } : [])
  func million(vector: Vector) throws {
    let product = try iterate(
      scalar: vector.hex("scalar"), u: vector.hex("u"), iterations: vector.number("iterations"))
    #expect(try product == vector.hex("product"))
  }
}
