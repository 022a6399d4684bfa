// SPDX-License-Identifier: Apache-2.0

import Release
import Testing

@Suite struct PrivacyCostTests {
  @Test func addsMultipliesAndSubtractsExactly() throws {
    let third = PrivacyCost(try Epsilon(1, over: 3))
    let tenth = PrivacyCost(try Epsilon(parsing: "0.1"))
    #expect((third + tenth).text == "13/30")
    #expect(third.times(3).text == "1/1")
    #expect(third.times(0) == .zero)
    #expect((third + third + third).subtracting(third.times(3)) == .zero)
    #expect(third.subtracting(tenth)?.text == "7/30")
    #expect(tenth.subtracting(third) == nil)
    #expect(tenth < third)
    #expect(PrivacyCost.zero.text == "0/1")
  }

  @Test("sums of many unlike fractions stay exact")
  func manyUnlikeFractions() throws {
    var sum = PrivacyCost.zero
    for divisor in UInt64(2)...300 { sum += PrivacyCost(try Epsilon(1, over: divisor)) }
    #expect(try PrivacyCost(parsing: sum.text) == sum)
    for divisor in (UInt64(2)...300).reversed() {
      sum = try #require(sum.subtracting(PrivacyCost(try Epsilon(1, over: divisor))))
    }
    #expect(sum == .zero)
  }

  @Test func aThousandTablesOfDeltaStayBelow2ToMinus30() throws {
    let delta = PrivacyCost(Delta.standard)
    #expect(delta.times(1024).text == PrivacyCost(try Delta(exponent: 30)).text)
    #expect(delta.times(1023) < PrivacyCost(try Delta(exponent: 30)))
  }

  @Test(
    "refuses what it would not write",
    arguments: [
      "", "1", "2/4", "01/2", "1/02", "1/0", "0/0", "0/2", "-1/2", "1/-2", "+1/2", "1/2/3", " 1/2",
      "1/2 ", "1 /2", "a/b", "/", "1/", "/1", "1/1" + String(repeating: "0", count: 2_000),
    ])
  func refused(text: String) {
    #expect(throws: ReleaseError.costText) { try PrivacyCost(parsing: text) }
  }
}

@Suite struct BudgetTests {
  private let one = PrivacyCost(Delta.standard).times(1 << 40)

  @Test func aChargeCountsFor365Days() {
    let budget = Budget(cap: one.times(4), charges: [Charge(cost: one, day: 1_000)])
    #expect(budget.spent(on: 1_000) == one)
    #expect(budget.spent(on: 1_364) == one)
    #expect(budget.spent(on: 1_365) == .zero)
  }

  @Test func aClockSetBackRefreshesNothing() {
    let budget = Budget(cap: one, charges: [Charge(cost: one, day: 1_000)])
    for today in [999, 500, 0, -1_000_000, Int.min] {
      #expect(budget.spent(on: today) == one)
      #expect(!budget.allows(one, on: today))
    }
    #expect(budget.spent(on: Int.max) == .zero)
  }

  @Test func theCapMayBeReachedAndNotPassed() throws {
    let third = PrivacyCost(try Epsilon(1, over: 3))
    var charges: [Charge] = []
    for day in 1...3 {
      #expect(Budget(cap: one, charges: charges).allows(third, on: day))
      charges.append(Charge(cost: third, day: day))
    }
    let spent = Budget(cap: one, charges: charges)
    #expect(spent.left(on: 3) == .zero)
    #expect(!spent.allows(PrivacyCost(try Epsilon(1, over: 1_000_000)), on: 3))
    #expect(spent.allows(.zero, on: 3))
    #expect(Budget(cap: third, charges: charges).left(on: 3) == .zero)
    #expect(spent.left(on: 3 + 363) == third)
  }
}

@Suite struct ReleaseFamilyTests {
  @Test func noiseIsAtEpsilonOverDelta() throws {
    let half = try Epsilon(parsing: "0.5")
    #expect(try ReleaseFamily(sensitivity: 3).noise(epsilon: half).epsilon.text == "1/6")
    #expect(try ReleaseFamily(sensitivity: 1).noise(epsilon: half).epsilon == half)
    #expect(ReleaseFamily(sensitivity: 0) == ReleaseFamily(sensitivity: 1))
    #expect(throws: ReleaseError.epsilonDivisor) {
      try ReleaseFamily(sensitivity: 1_000_001).noise(epsilon: half)
    }
  }
}
