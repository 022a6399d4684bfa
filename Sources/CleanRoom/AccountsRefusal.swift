// SPDX-License-Identifier: Apache-2.0

internal import Accounts

extension AccountsError {
  /// The refusal's name, stable across versions.
  var name: String {
    switch self {
    case .emptyFile: "list-empty"
    case .workbook: "list-workbook"
    case .gzipBroken: "list-gzip"
    case .gzipTooLarge: "list-gzip-too-large"
    case .utf16Broken: "list-utf16"
    case .nulByte: "list-nul-byte"
    case .notText: "list-not-utf8"
    case .malformedQuotes: "list-quotes"
    case .unclosedQuote: "list-quote-unclosed"
    case .recordTooLong: "list-row-too-long"
    case .tooManyColumns: "list-too-many-columns"
    case .headerOnly: "list-header-only"
    case .noRowFits: "list-no-row-fits"
    case .columnMissing: "column-missing"
    case .columnTwice: "column-twice"
    case .noKeyColumn: "no-key-column"
    case .dimensionNotMapped: "dimension-not-mapped"
    case .rollUpNotSupported: "roll-up-not-supported"
    case .vocabularyTooLarge: "vocabulary-too-large"
    case .amountNotMapped: "amount-not-mapped"
    case .amountCurrencyUnstated: "amount-currency-unstated"
    case .amountRateMissing: "amount-rate-missing"
    case .amountUnreadable: "amount-unreadable"
    case .amountNegative: "amount-negative"
    case .amountCurrency: "amount-currency"
    case .amountMixed: "amount-mixed"
    case .amountUndecided: "amount-undecided"
    case .dateUnreadable: "date-unreadable"
    case .dateMixed: "date-mixed"
    case .dateUndecided: "date-undecided"
    case .dateSerial: "date-serial"
    case .mappingTooLarge: "mapping-too-large"
    case .mappingNotYAML: "mapping-not-yaml"
    case .mappingFormat: "mapping-format"
    case .mappingAnchor: "mapping-anchor"
    case .mappingUnknownKey: "mapping-unknown-key"
    case .mappingMisshapen: "mapping-misshapen"
    case .mappingUnknownValue: "mapping-unknown-value"
    case .publicListUnreadable: "public-list-unreadable"
    }
  }
}
