// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// A field of a date (Protocols/import.md, section 7): the day that it is in each order in which it can be read.
package struct DateText: Equatable {
  private(set) var dayFirst: Day?
  private(set) var monthFirst: Day?
  private(set) var excelDays: Day?

  /// - Parameter field: the field's text (import.md, section 5).
  package init(_ field: ArraySlice<UInt8>) {
    var rest = ByteScanner(field)
    guard let parts = Parts(&rest) else { return }
    switch parts {
    case .compact(let digits):
      set(
        [.dayFirst, .monthFirst, .excelDays],
        Self.day(digits / 10_000, digits / 100 % 100, digits % 100))
    case .serial(let number):
      // 1970-01-01 to 2099-12-31; a fraction is a time of the day.
      guard (25_569...73_050).contains(number) else { return }
      set([.excelDays], Day(number: number - 25_569))
      return
    case .yearFirst(let year, let month, let day), .named(let day, let month, let year):
      set([.dayFirst, .monthFirst, .excelDays], Self.day(year, month, day))
    case .numbers(let one, let two, let year):
      set([.dayFirst], Self.day(year, two, one))
      set([.monthFirst], Self.day(year, one, two))
      if dayFirst == monthFirst { set([.excelDays], dayFirst) }
    }
    if !TimeText.skip(&rest) { (dayFirst, monthFirst, excelDays) = (nil, nil, nil) }
  }

  package func day(_ order: DateOrder) -> Day? {
    switch order {
    case .dayFirst: dayFirst
    case .monthFirst: monthFirst
    case .excelDays: excelDays
    }
  }

  private mutating func set(_ orders: [DateOrder], _ day: Day?) {
    if orders.contains(.dayFirst) { dayFirst = day }
    if orders.contains(.monthFirst) { monthFirst = day }
    if orders.contains(.excelDays) { excelDays = day }
  }

  /// Nil where there is no such day from 1970 to 9999.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return Day("\(year)-\(two(month))-\(two(day))")
  }

  /// How the text of a date is put together, whatever the numbers are.
  private enum Parts {
    case compact(Int)
    case serial(Int)
    case yearFirst(Int, Int, Int)
    case numbers(Int, Int, year: Int)
    case named(day: Int, month: Int, year: Int)

    init?(_ rest: inout ByteScanner) {
      if let month = rest.month() {
        guard rest.separator(".,-/ "), let day = rest.number(1...2), rest.separator(".,-/ "),
          let year = rest.year()
        else { return nil }
        self = .named(day: day, month: month, year: year)
        return
      }
      let digits = rest.digits
      guard let first = rest.number(1...8) else { return nil }
      switch digits {
      case 8: self = .compact(first)
      case 5:
        guard rest.isAtEnd || rest.take(".,") != nil && rest.number(1...18) != nil && rest.isAtEnd
        else { return nil }
        self = .serial(first)
      case 4:
        guard let sign = rest.take("-/."), let month = rest.number(1...2), rest.take(sign),
          let day = rest.number(1...2)
        else { return nil }
        self = .yearFirst(first, month, day)
      case 1, 2:
        let start = rest
        if rest.separator(".,-/ "), let month = rest.month(), rest.separator(".,-/ "),
          let year = rest.year()
        {
          self = .named(day: first, month: month, year: year)
          return
        }
        rest = start
        guard let sign = rest.take("-/."), let second = rest.number(1...2), rest.take(sign),
          let year = rest.year()
        else { return nil }
        self = .numbers(first, second, year: year)
      default: return nil
      }
    }
  }
}

/// A time of the day after a date; it and its zone are read over.
private enum TimeText {
  /// False where something else follows.
  static func skip(_ rest: inout ByteScanner) -> Bool {
    if rest.isAtEnd { return true }
    guard rest.take("T") != nil || rest.separator(", ") else { return false }
    guard rest.number(1...2) != nil, rest.take(":") != nil, rest.number(2...2) != nil else {
      return false
    }
    if rest.take(":") != nil {
      guard rest.number(2...2) != nil else { return false }
      if rest.take(".,") != nil, rest.number(1...9) == nil { return false }
    }
    _ = rest.take(" ")
    if let half = rest.word, ["am", "pm"].contains(half) { rest.skipWord() }
    _ = rest.take(" ")
    if let zone = rest.word, ["z", "utc", "gmt"].contains(zone) {
      rest.skipWord()
    } else if rest.take("+-") != nil {
      guard rest.number(2...2) != nil else { return rest.number(4...4) != nil && rest.isAtEnd }
      _ = rest.take(":")
      guard rest.number(2...2) != nil else { return false }
    }
    return rest.isAtEnd
  }
}

extension ByteScanner {
  /// One or two of these signs, or a sign and a blank.
  fileprivate mutating func separator(_ signs: String) -> Bool {
    guard take(signs) != nil else { return false }
    _ = take(signs)
    return true
  }

  /// Of two digits: 1970 to 2069.
  fileprivate mutating func year() -> Int? {
    switch digits {
    case 4: number(4...4)
    case 2: number(2...2).map { $0 < 70 ? 2000 + $0 : 1900 + $0 }
    default: nil
    }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// A month's name in English, its first three letters, or `Sept`.
  fileprivate mutating func month() -> Int? {
    guard let word else { return nil }
    let place = Self.months.firstIndex {
      $0 == word || word == $0.prefix(3) || word == "sept" && $0 == "september"
    }
    if place != nil { skipWord() }
    return place.map { $0 + 1 }
  }
}
