// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension SharedDraft {
  /// The question `retention`: what customers of both paid me at the start of a period and at its end: net revenue retention.
  static func retention(_ names: SharedNames) throws(AgreementsError) -> SharedDraft {
    sharedCustomers(
      names,
      ratios: [names.quotient("net revenue retention", "closing", over: "opening")])
  }
}
