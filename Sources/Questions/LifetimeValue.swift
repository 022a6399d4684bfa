// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `lifetime-value`: what customers of both have paid me to date, for how long they have been mine, and what it cost
  /// to win them.
  static func lifetimeValue(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    sharedCustomers(
      names,
      ratios: [
        names.quotient("revenue to date, an account", "revenue", over: nil),
        names.quotient("tenure, an account", "tenure", over: nil),
        names.quotient("acquisition cost, an account", "cost", over: nil),
        names.quotient("revenue over cost", "revenue", over: "cost"),
      ])
  }
}
