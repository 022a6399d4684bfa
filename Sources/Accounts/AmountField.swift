// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// How one field of an amount is read: to hundredths of the agreed unit.
struct AmountField {
  enum Reading: Equatable {
    case blank
    /// In hundredths of the agreed unit.
    case amount(Int)
    case negative
    /// In a currency that the mapping does not say, or that has no rate.
    case otherCurrency
    case unreadable
  }

  let terms: AmountTerms
  /// Nil where the mapping has none.
  let source: AmountSource?
  let rates: CurrencyRates

  /// - Parameters:
  ///   - field: its text (import.md, section 5).
  ///   - code: what the row's currency column says; nil where there is none.
  func reading(
    _ field: ArraySlice<UInt8>, _ code: ArraySlice<UInt8>?, _ decimal: DecimalSign
  ) -> Reading {
    let text: AmountText
    do throws(AmountText.Absence) { text = try AmountText(field, decimal) } catch {
      return error == .blank ? .blank : .unreadable
    }
    guard let agreed = terms.currency else {
      let unit = FieldText.folded(terms.unit)
      guard text.marks.allSatisfy({ FieldText.folded($0) == unit }) else { return .unreadable }
      return text.isNegative ? .negative : .amount(text.hundredths)
    }
    var marks: [Set<CurrencyCode>] = []
    for mark in text.marks {
      guard let meant = CurrencyMarks.currencies(of: mark) else { return .unreadable }
      marks.append(meant)
    }
    // Nobody has said the currency yet: the number is looked at alone.
    guard let source, source.currency != nil else {
      return text.isNegative ? .negative : .amount(text.hundredths)
    }
    guard let currency = currency(marks, code),
      let conversion = rates.conversion(from: currency, to: agreed)
    else { return .otherCurrency }
    return text.isNegative ? .negative : .amount(conversion.applied(to: text.hundredths))
  }

  /// The one currency that the mapping, the row's code and the field's marks leave; nil where it is none or not certain.
  private func currency(
    _ marks: [Set<CurrencyCode>], _ code: ArraySlice<UInt8>?
  ) -> CurrencyCode? {
    var marks = marks
    if case .fixed(let stated) = source?.currency { marks.append([stated]) }
    if let code {
      let text = String(decoding: code, as: UTF8.self)
      guard let meant = CurrencyMarks.currencies(of: text) else { return nil }
      marks.append(meant)
    }
    guard let first = marks.first else { return nil }
    let left = marks.dropFirst().reduce(first) { $0.intersection($1) }
    return left.count == 1 ? left.first : nil
  }
}
