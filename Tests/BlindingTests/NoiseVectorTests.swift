// SPDX-License-Identifier: Apache-2.0

import Blinding
import CleanRoom
import Cryptography
import Release
import TestSupport
import Testing

/// Draws by the words of table.md 1, with the package's streams and samplers.
enum Draw {
  static func truncated(
    _ law: TruncatedDiscreteLaplace, _ key: borrowing SecretBytes, _ label: DerivedStream.Label
  ) throws -> Int {
    var coins = ByteCoins(try DerivedStream.open(key, label))
    return try law.draw(from: &coins)
  }

  static func untruncated(
    _ law: DiscreteLaplace, _ key: borrowing SecretBytes, _ label: DerivedStream.Label
  ) throws -> Int {
    var coins = ByteCoins(try DerivedStream.open(key, label))
    return try law.draw(from: &coins)
  }
}

/// Something of a vector or a constant that cannot be read.
struct MalformedInput: Error {
  let what: String
}

extension Vector {
  /// Whole numbers parted by spaces.
  func numbers(_ key: String) throws -> [Int] {
    try self[key].split(separator: " ").map(Self.integer)
  }

  /// Lists of them, parted by commas.
  func table(_ key: String) throws -> [[Int]] {
    try self[key].split(separator: ",", omittingEmptySubsequences: false).map {
      try $0.split(separator: " ").map(Self.integer)
    }
  }

  private static func integer(_ text: Substring) throws -> Int {
    guard let value = Int(text) else {
      throw MalformedInput(what: "\(text) is no number")
    }
    return value
  }
}

@Suite("Vectors of table.md 1: padding and noise")
struct NoiseVectorTests {
  static let paddings = Result {
    try Vectors.load(
      stage: "padding",
      keys: [
        "offer-key", "size-epsilon", "delta", "shift", "padding", "scalar", "table", "group",
        "random-points",
      ])
  }
  static let noises = Result {
    try Vectors.load(
      stage: "table-noise",
      keys: [
        "answer-key", "report-key", "epsilon", "delta", "shift", "table", "question", "groups",
        "other-groups", "n", "n-none", "e",
      ])
  }

  @Test("The initiator's padding, scalar and random points", arguments: try paddings.get())
  func padding(_ vector: Vector) throws {
    let law = try TruncatedDiscreteLaplace(
      epsilon: Epsilon(parsing: vector["size-epsilon"]), delta: Delta(parsing: vector["delta"]))
    #expect(try UInt64(law.shift) == vector.number("shift"))
    let key = SecretBytes(copying: try vector.hex("offer-key"))
    var drawn: [Int] = []
    for group in 0..<9 {
      drawn.append(try Draw.truncated(law, key, .paddingSize(grouping: 0, group: group)))
    }
    #expect(try drawn == vector.numbers("padding"))

    let (table, group) = (Int(try vector.number("table")), Int(try vector.number("group")))
    let scalar = try DerivedStream.scalar(key, table: table)
    #expect(scalar == SecretBytes(copying: try vector.hex("scalar")))
    var stream = try DerivedStream.open(key, .randomPoint(table: table, group: group))
    var points: [UInt8] = []
    for _ in 0..<4 {
      points += try Curve25519Arithmetic().randomPoint(from: stream.fill(32)).bytes
    }
    #expect(try points == vector.hex("random-points"))
  }

  @Test("The noise of tables and of answers", arguments: try noises.get())
  func noise(_ vector: Vector) throws {
    let epsilon = try Epsilon(parsing: vector["epsilon"])
    let law = try TruncatedDiscreteLaplace(epsilon: epsilon, delta: Delta(parsing: vector["delta"]))
    #expect(try UInt64(law.shift) == vector.number("shift"))
    let table = Int(try vector.number("table"))
    let question = Int(try vector.number("question"))
    let (groups, others) = (
      Int(try vector.number("groups")), Int(try vector.number("other-groups"))
    )
    let (answerKey, reportKey) = (try vector.hex("answer-key"), try vector.hex("report-key"))

    func n(_ g: Int?, _ p: Int) throws -> Int {
      try Draw.truncated(law, SecretBytes(copying: answerKey), .noise(table: table, g: g, p: p))
    }
    func e(_ g: Int, _ p: Int?) throws -> Int {
      try Draw.untruncated(
        DiscreteLaplace(epsilon: epsilon), SecretBytes(copying: reportKey),
        .answerNoise(question: question, family: 0, g: g, p: p))
    }
    #expect(
      try (0..<groups).map { g in try (0..<others).map { try n(g, $0) } } == vector.table("n"))
    #expect(try (0..<others).map { try n(nil, $0) } == vector.numbers("n-none"))
    let families = try (0..<groups).map { g in try (0..<others).map { try e(g, $0) } + [e(g, nil)] }
    #expect(try families == vector.table("e"))
  }
}
