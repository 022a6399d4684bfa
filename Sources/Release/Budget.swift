// SPDX-License-Identifier: Apache-2.0

/// What was spent, and on which day (a day number of any calendar that counts days by one).
package struct Charge: Hashable, Sendable {
  package let cost: PrivacyCost
  package let day: Int

  package init(cost: PrivacyCost, day: Int) {
    self.cost = cost
    self.day = day
  }
}

/// A cap on the charges of any 365 days in a row. Pure arithmetic: keeping charges is the ledger's.
///
/// A charge counts on its own day and the 364 after it. One dated later than today counts too, so a
/// clock set back gives nothing back.
package struct Budget: Hashable, Sendable {
  package let cap: PrivacyCost
  package let charges: [Charge]

  package static let windowInDays = 365

  package init(cap: PrivacyCost, charges: [Charge]) {
    self.cap = cap
    self.charges = charges
  }

  package func spent(on today: Int) -> PrivacyCost {
    let (lastExpired, overflow) = today.subtractingReportingOverflow(Budget.windowInDays)
    return charges.lazy.filter { overflow || $0.day > lastExpired }
      .reduce(into: .zero) { $0 += $1.cost }
  }

  /// The cap less what was spent; zero where more was spent than a lowered cap allows.
  package func left(on today: Int) -> PrivacyCost {
    cap.subtracting(spent(on: today)) ?? .zero
  }

  /// Whether `cost` more may be spent today; reaching the cap exactly is allowed.
  package func allows(_ cost: PrivacyCost, on today: Int) -> Bool {
    spent(on: today) + cost <= cap
  }
}
