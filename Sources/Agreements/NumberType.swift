// SPDX-License-Identifier: Apache-2.0

/// The register whose numbers accounts meet by, by the names that stand in the agreement (account-keys.md 11).
package enum NumberType: String, Sendable, CaseIterable {
  /// Legal Entity Identifier, ISO 17442.
  case lei
  /// D-U-N-S number.
  case duns
  /// VAT identification number of the European Union and the United Kingdom.
  case vat
  /// The number in a country's register of companies.
  case company
}
