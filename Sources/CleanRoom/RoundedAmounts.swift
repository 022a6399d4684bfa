// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Blinding
internal import Cryptography
internal import Questions
internal import Release

/// The amounts of a side's accounts in whole units, rounded at random so that sums are right on average (table.md 6a).
///
/// One stream an amount, read by the accounts in canonical order: the same list and seed give the same units, in every
/// table of the sum.
struct RoundedAmounts: Sendable {
  /// By account in canonical order; of the amounts that tables of the plan sum.
  let units: [SummedAmount: [Int]]

  init(
    _ tokens: OwnTokens, _ plan: Plan, of role: Role, key: borrowing SecretBytes
  ) throws(CryptographyError) {
    var units: [SummedAmount: [Int]] = [:]
    for table in plan.tables {
      guard let amount = table.bit?.amount, amount.owner == role, units[amount] == nil else {
        continue
      }
      var coins = ByteCoins(try DerivedStream.open(key, .rounding(amount: amount.index)))
      var rounded: [Int] = []
      for hundredths in tokens.amounts(at: amount.index) {
        let (whole, rest) = amount.units(of: hundredths)
        let isMore =
          rest > 0 ? try coins.bernoulli(UInt64(rest), over: UInt64(amount.most)) : false
        rounded.append(whole + (isMore ? 1 : 0))
      }
      units[amount] = rounded
    }
    self.units = units
  }
}
