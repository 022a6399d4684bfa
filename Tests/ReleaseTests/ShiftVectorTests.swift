// SPDX-License-Identifier: Apache-2.0

import Release
import TestSupport
import Testing

@Suite("Vectors of privacy.md 2: shifts of counts that one account moves by several")
struct ShiftVectorTests {
  static let shifts = Result {
    try Vectors.load(stage: "shift", keys: ["epsilon", "delta", "moved", "shift"])
  }

  @Test("the least shift", arguments: try shifts.get())
  func shift(_ vector: Vector) throws {
    let law = try TruncatedDiscreteLaplace(
      epsilon: Epsilon(parsing: vector["epsilon"]), delta: Delta(parsing: vector["delta"]),
      movedBy: Int(vector.number("moved")))
    #expect(try UInt64(law.shift) == vector.number("shift"))
  }
}
