// SPDX-License-Identifier: Apache-2.0

import Release
import Testing

@Suite struct EpsilonTests {
  @Test("reads whole numbers, decimals and fractions, and writes lowest terms")
  func parsing() throws {
    let texts = [
      "1": "1", "2": "2", "0.5": "1/2", "0.50": "1/2", "1/3": "1/3", "2/4": "1/2", "6/3": "2",
      "0.039": "39/1000", "0.000001": "1/1000000", "1000000": "1000000", "1.25": "5/4",
      "2000000/2": "1000000",
    ]
    for (text, canonical) in texts {
      let epsilon = try Epsilon(parsing: text)
      #expect(epsilon.text == canonical)
      #expect(try Epsilon(parsing: epsilon.text) == epsilon)
    }
  }

  @Test(
    "refuses everything else",
    arguments: [
      "", " 1", "1 ", "+1", "-1", "01", "1.", ".5", "1e3", "0.1234567", "1/2/3", "1/", "/2", "1,5",
      "١", "0x1", "12345678", "nan", "1/02", "0.5/2", "½",
    ])
  func refusedText(text: String) {
    #expect(throws: ReleaseError.epsilonText) { try Epsilon(parsing: text) }
  }

  @Test(
    "refuses zero and parts above a million",
    arguments: ["0", "0.0", "0/1", "1/0", "1000001", "1/1000001", "1000000.5"])
  func refusedRange(text: String) {
    #expect(throws: ReleaseError.epsilonRange) { try Epsilon(parsing: text) }
  }

  @Test func orderIsThatOfTheNumbers() throws {
    let ordered = try ["1/1000000", "1/3", "333333/999998", "0.5", "1", "999999", "1000000"]
      .map(Epsilon.init(parsing:))
    for (left, right) in zip(ordered, ordered.dropFirst()) {
      #expect(left < right)
      #expect(!(right < left))
    }
  }

  @Test func dividesExactlyOrRefuses() throws {
    let one = try Epsilon(1)
    #expect(try one.divided(by: 3).text == "1/3")
    #expect(try Epsilon(3, over: 4).divided(by: 6).text == "1/8")
    let smallest = try Epsilon(1, over: 1_000_000)
    let finest = try smallest.divided(by: 1_000_000)
    #expect(finest.denominator == 1_000_000_000_000)
    #expect(throws: ReleaseError.epsilonDivisor) { try finest.divided(by: 2) }
    for count in [0, -1, Int.min, 1_000_001, Int.max] {
      #expect(throws: ReleaseError.epsilonDivisor) { try one.divided(by: count) }
    }
  }
}

@Suite struct DeltaTests {
  @Test func readsWhatItWrites() throws {
    for exponent in 20...100 {
      let delta = try Delta(exponent: exponent)
      #expect(try Delta(parsing: delta.text) == delta)
    }
    #expect(Delta.standard.text == "2^-40")
    #expect(try Delta(exponent: 41) < Delta.standard)
  }

  @Test(
    "refuses everything else",
    arguments: [
      "", "2^-", "2^40", "2^-19", "2^-101", "2^-040", "2^-+40", "2^--40", "2^-40 ", "1e-12",
      "2^-4000000000000000000000",
    ])
  func refused(text: String) {
    #expect(throws: ReleaseError.deltaText) { try Delta(parsing: text) }
  }
}

@Suite struct ReleaseErrorTests {
  @Test("every rule has one line of its own", arguments: ReleaseError.allCases)
  func message(error: ReleaseError) {
    #expect(!error.message.isEmpty)
    #expect(!error.message.contains("\n"))
    #expect(ReleaseError.allCases.filter { $0.message == error.message }.count == 1)
    #expect(error.hint != "")
  }
}
