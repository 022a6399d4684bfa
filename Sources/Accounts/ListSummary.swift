// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// What became of the rows of a list: for its owner, never for the counterpart.
package struct ListSummary: Sendable, Equatable {
  /// A row that was left out: it does not have the header's number of fields, and whether its fields stand in their columns
  /// is not certain.
  package struct Rejection: Sendable, Equatable {
    package let line: Int
    package let fields: Int
    package let expectedFields: Int

    package init(line: Int, fields: Int, expectedFields: Int) {
      self.line = line
      self.fields = fields
      self.expectedFields = expectedFields
    }
  }

  /// Rows with one thing in common: how many, and where the first of them begin.
  package struct Lines: Sendable, Equatable {
    package private(set) var count = 0
    package private(set) var first: [Int] = []

    /// The most lines that are kept.
    package static let limit = 1000

    package init() {}

    package mutating func add(_ line: Int) {
      count += 1
      if first.count < Self.limit { first.append(line) }
    }

    /// `line 3`, or `lines 3, 5, 8 and 2 more`.
    package var text: String {
      let shown = first.prefix(5).map(String.init).joined(separator: ", ")
      let rest = count - Swift.min(count, 5)
      return (count == 1 ? "line " : "lines ") + shown + (rest > 0 ? " and \(rest) more" : "")
    }
  }

  /// What was seen of the file around its rows and of single rows, beside rejections.
  package struct Oddities: Sendable, Equatable {
    package let encoding: TextEncoding
    /// Whether a line of the file names the columns.
    package let hasHeader: Bool
    /// Lines above the header.
    package let titleLines: Int
    /// Totals, notes below the rows, the header once more: not read.
    package let frameLines: [Int]
    /// Rows with more or fewer fields than the header, read as far as they go.
    package let unevenRows: Lines
    /// Names that are a number or an error value of a spreadsheet: they are no key.
    package let noNames: Lines
    /// Names that had been decoded twice, and were repaired.
    package let repairedRows: Lines
    /// Rows that count as their parent's.
    package let parentRows: Lines
  }

  /// Rows that take part and whose domain comes from the agreed reference table.
  package struct Resolved: Sendable, Equatable {
    /// Those with another domain of their own.
    package private(set) var domains = 0
    /// Those with a name and a country alone.
    package private(set) var names = 0

    mutating func add(_ step: ReferenceTable.Step) {
      switch step {
      case .domain: domains += 1
      case .name: names += 1
      }
    }
  }

  /// Rows that take part, by what they say of the agreed register.
  package struct Numbers: Sendable, Equatable {
    /// Those with a number.
    package private(set) var rows = 0
    package private(set) var absent: [NumberKey.Absence: Int] = [:]

    /// - Parameter absence: why a row has no number; nil where it has one.
    mutating func add(_ absence: NumberKey.Absence?) {
      if let absence { absent[absence, default: 0] += 1 } else { rows += 1 }
    }
  }

  /// A value of the list that no agreed value stands for; empty text is a blank field.
  package struct UnmappedValue: Sendable, Equatable {
    package let value: String
    package let rows: Int
  }

  package struct DimensionSummary: Sendable, Equatable {
    package let name: String
    /// Whether the mapping names a column for it.
    package let isMapped: Bool
    /// Accounts of each agreed value, then of `other`.
    package let accounts: [Int]
    /// Most frequent first, ties by byte order; at most `UnmappedValues.limit` values.
    package let unmapped: [UnmappedValue]
    package let unmappedRows: Int
  }

  /// What a list says about products.
  package struct ProductsSummary: Sendable, Equatable {
    /// Whether the mapping names a column for them; if not, no account owns any.
    package let isMapped: Bool
    /// Accounts that own each product, in the order of the vocabulary.
    package let accounts: [Int]
    /// Accounts that own at least one.
    package let owners: Int
    /// Pieces of fields that stand for no product: most frequent first, ties by byte order; at most
    /// `UnmappedValues.limit` of them. A blank field is none.
    package let unmapped: [UnmappedValue]
    /// Of the rows that take part, those with such a piece.
    package let unmappedRows: Int
  }

  /// What a list says of one amount.
  package struct AmountSummary: Sendable, Equatable {
    package let terms: AmountTerms
    /// Of the rows that take part.
    package let rowsWith: Int
    package let rowsWithout: Int
    /// Accounts with more than the agreed most, which is cut off.
    package let accountsAboveMost: Int
    /// Hundredths of all accounts, as they stand and with what is cut off; at most `Int.max`. They never leave.
    package let total: Int
    package let clampedTotal: Int
    /// How the column writes decimals; nil where it does not show.
    package let decimal: DecimalSign?
  }

  /// In which order the dates of a dimension stand, and how that is known.
  package struct DateSummary: Sendable, Equatable {
    package enum Order: Sendable, Equatable {
      /// The mapping says so.
      case stated(DateOrder)
      /// A field is a day in this order alone: the first such.
      case shown(DateOrder, DateExample)
      /// Each date so far is one day in every order: the first such.
      case any(DateExample)
      /// No field is a date that tells one.
      case unknown
    }

    package let dimension: String
    package let order: Order

    /// Nil where it does not matter, or is not known.
    package var form: DateOrder? {
      switch order {
      case .stated(let form), .shown(let form, _): form
      case .any, .unknown: nil
      }
    }
  }

  /// A field that is a date, for the list's owner.
  package struct DateExample: Sendable, Equatable {
    package let text: String
    package let line: Int

    init(_ field: ArraySlice<UInt8>, line: Int) {
      (text, self.line) = (String(decoding: field, as: UTF8.self), line)
    }
  }

  /// Rows read, without header and blank rows.
  package let rows: Int
  package let blankRows: Int
  package let rejections: [Rejection]
  package let oddities: Oddities
  /// Rows left out because a dimension such as status has no agreed value for them.
  package let rowsLeftOut: Int
  /// Of the rows that take part: those with a domain key, and those without, by reason.
  package let rowsWithDomain: Int
  package let rowsWithoutDomain: [DomainKey.Absence: Int]
  package let resolved: Resolved
  /// Nil where no numbers are agreed.
  package let numbers: Numbers?
  package let accounts: Int
  package let accountsWithDomain: Int
  /// Accounts that have a name key with a country.
  package let accountsWithNameAndCountry: Int
  /// Accounts that have a name key, with or without a country.
  package let accountsWithName: Int
  /// Accounts of more than one row, and the rows of the largest.
  package let rolledUpAccounts: Int
  package let rowsOfLargestAccount: Int
  package let dimensions: [DimensionSummary]
  /// Nil where the list was read without products.
  package let products: ProductsSummary?
  /// In the order of the agreement.
  package let amounts: [AmountSummary]
  package let dates: [DateSummary]
  package let twins: DomainTwins
  /// What the owner must still say: a run is refused for each.
  package let openQuestions: [AccountsError]
}
