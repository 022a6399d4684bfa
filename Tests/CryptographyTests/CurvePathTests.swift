// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

/// Points that arithmetic modulo p = 2^255 - 19 could get wrong, canonical and not, of the curve and
/// of its twist.
enum EdgePoints {
  static let all: [[UInt8]] = small + nearPrime + lowOrder + bits + topBitSet

  static let small = (0..<30).map { [UInt8($0)] + zeros(31) }
  /// p - 218 to 2^255 - 1, which is p + 18.
  static let nearPrime = (0x13...0xff).map {
    [UInt8($0)] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
  }
  /// The points of order eight; those of order one, two and four are among the others.
  static let lowOrder = [
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  ].compactMap { [UInt8](hex: $0) }
  /// One bit set, one bit clear.
  static let bits = (0..<256).flatMap { bit in
    let one = (0..<32).map { $0 == bit / 8 ? UInt8(1) << UInt8(bit % 8) : 0 }
    return [one, one.map { ~$0 }]
  }
  /// The same again with the bit that a reader ignores.
  static let topBitSet = (small + nearPrime + lowOrder).map { Array($0[..<31]) + [$0[31] | 0x80] }

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}

/// libcrypto is the oracle: `.oneByOne` multiplies with it and with nothing of ours.
@Suite("The paths of batches")
struct CurvePathTests {
  static let kernels = [CurvePath.portable, .neon, .fma, .fma512, .ifma]
  static let counts = [0, 1, 7, 8, 9, 255, 256, 257, 1023]

  /// On the vector paths; a tenth on the portable one, and on those that run as it.
  static let inputs = LongTests.areWanted ? 1_000_000 : 100_000

  static func points(_ count: Int, _ generator: inout SeededGenerator) throws -> [Point] {
    try (0..<count).map { _ in try Point(bytes: generator.bytes(32)) }
  }

  static func tokens(_ count: Int, _ generator: inout SeededGenerator) throws -> [Token] {
    try (0..<count).map { _ in try Token(bytes: generator.bytes(64)) }
  }

  @Test("Random points, of the curve and its twist", arguments: kernels)
  func random(path: CurvePath) throws {
    var generator = SeededGenerator(seed: 255)
    let batches = max(1, Self.inputs / 1000 / (path.isPortable ? 10 : 1))
    for _ in 0..<batches {
      let scalar = try Scalar(SecretBytes(copying: generator.bytes(32)))
      let points = try Self.points(1000, &generator)
      #expect(try scalar.multiply(points, on: path) == scalar.multiply(points, on: .oneByOne))
    }
  }

  @Test("Edges, each in a batch by itself and those without zero together", arguments: kernels)
  func edges(path: CurvePath) throws {
    var generator = SeededGenerator(seed: 19)
    let scalars = [
      [UInt8](repeating: 0, count: 32), [UInt8](repeating: 0xff, count: 32), generator.bytes(32),
    ]
    let points = try EdgePoints.all.map { try Point(bytes: $0) }
    for secret in scalars {
      let scalar = try Scalar(SecretBytes(copying: secret))
      var regular: [Point] = []
      var products: [Point] = []
      var zeros = 0
      for point in points {
        do throws(CryptographyError) {
          products += try scalar.multiply([point], on: .oneByOne)
          regular.append(point)
        } catch {
          #expect(error == .zeroPoint)
          #expect(throws: CryptographyError.zeroPoint) {
            try scalar.multiply([point], on: path)
          }
          zeros += 1
        }
      }
      #expect(try scalar.multiply(regular, on: path) == products)
      // 0, 1, p - 1, p, p + 1 and the two of order eight, with and without the top bit; and among the
      // single bits 1 and 2^255.
      #expect(zeros == 16)
    }
  }

  @Test("Batches of every shape, and a zero at either end", arguments: kernels, counts)
  func batches(path: CurvePath, count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let scalar = try Scalar(SecretBytes(copying: generator.bytes(32)))
    let points = try Self.points(count, &generator)
    #expect(try scalar.multiply(points, on: path) == scalar.multiply(points, on: .oneByOne))
    let zero = try Point(bytes: [UInt8](repeating: 0, count: 32))
    for refused in [points + [zero], [zero] + points] {
      #expect(throws: CryptographyError.zeroPoint) { try scalar.multiply(refused, on: path) }
    }

    let tokens = try Self.tokens(count, &generator)
    #expect(
      try Point.points(elligator2: tokens.span, on: path)
        == Point.points(elligator2: tokens.span, on: .oneByOne))

    let records = generator.bytes(32 * count)
    #expect(
      try Scalar.randomPoints(from: records.span, on: path)
        == Scalar.randomPoints(from: records.span, on: .oneByOne))
  }

  @Test("A scalar for each point: zeros, ones, alternating bits", arguments: kernels)
  func scalars(path: CurvePath) throws {
    let fills: [UInt8] = [0x00, 0xff, 0x55, 0xaa, 0x01, 0x80, 0xfe, 0x7f, 0x33]
    let records = fills.flatMap { [UInt8](repeating: $0, count: 32) }
    let points = try Scalar.randomPoints(from: records.span, on: path)
    for (fill, point) in zip(fills, points) {
      let record = [UInt8](repeating: fill, count: 32)
      #expect(try Scalar(SecretBytes(copying: record)).publicPoint() == point)
    }
  }

  @Test("Rounding is to the nearest again afterwards", arguments: CurvePath.allCases)
  func rounding(path: CurvePath) throws {
    var generator = SeededGenerator(seed: 754)
    // Toward zero their sum would be 0.3.
    let tenths = try ["0.1", "0.2"].map { try #require(Double($0)) }
    let scalar = try Scalar(SecretBytes(copying: generator.bytes(32)))
    _ = try scalar.multiply(Self.points(9, &generator), on: path)
    #expect(tenths[0] + tenths[1] > 0.3)
    let records = generator.bytes(64)
    _ = try Scalar.randomPoints(from: records.span, on: path)
    #expect(tenths[0] + tenths[1] > 0.3)
    let tokens = try Self.tokens(9, &generator)
    _ = try Point.points(elligator2: tokens.span, on: path)
    #expect(tenths[0] + tenths[1] > 0.3)
  }

  @Test("Records that are no multiple of 32 bytes are refused", arguments: CurvePath.allCases)
  func recordLength(path: CurvePath) {
    let bytes = [UInt8](repeating: 1, count: 65)
    #expect(throws: CryptographyError.length(expected: 96, found: 65)) {
      try Scalar.randomPoints(from: bytes.span, on: path)
    }
  }

  @Test("Elligator 2 of tokens about the multiples of p, and of random ones", arguments: kernels)
  func elligator(path: CurvePath) throws {
    var generator = SeededGenerator(seed: 9380)
    var tokens = try Self.tokens(Self.inputs / 10, &generator)
    for point in EdgePoints.all {
      tokens.append(try Token(bytes: [UInt8](repeating: 0, count: 32) + point.reversed()))
      tokens.append(try Token(bytes: point.reversed() + [UInt8](repeating: 0xff, count: 32)))
    }
    #expect(
      try Point.points(elligator2: tokens.span, on: path)
        == Point.points(elligator2: tokens.span, on: .oneByOne))
  }

  @Test(
    "Elligator 2 of the vectors",
    arguments: kernels, try Vectors.load(stage: "elligator2", keys: ["token", "qx", "px"]))
  func elligatorVectors(path: CurvePath, vector: Vector) throws {
    let tokens = try [Token(bytes: vector.hex("token"))]
    let points = try Point.points(elligator2: tokens.span, on: path)
    #expect(try points.map { Array($0.bytes.reversed()) } == [vector.hex("qx")])
  }

  @Test(
    "X25519 of the vectors, iterated", arguments: kernels,
    try X25519Vectors.load { try $0.number("iterations") <= 1000 })
  func vectors(path: CurvePath, vector: Vector) throws {
    let iterated = { () throws in
      try iterate(
        scalar: vector.hex("scalar"), u: vector.hex("u"), iterations: vector.number("iterations"),
        on: path)
    }
    if try vector["product"] == "zero" {
      #expect(throws: CryptographyError.zeroPoint) { try iterated() }
    } else {
      #expect(try iterated() == vector.hex("product"))
    }
  }
}
