// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `marketplace`: what customers of both have committed to spend with me, and how much of it they have used.
  static func marketplace(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    sharedCustomers(
      names,
      ratios: [names.quotient("burn-down", "consumed", over: "committed")])
  }
}
