// SPDX-License-Identifier: Apache-2.0

/// What stands before the hundredths in a column of amounts; the other of the two may part thousands.
package enum DecimalSign: String, Sendable, CaseIterable {
  case point, comma

  var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
  var other: DecimalSign { self == .point ? .comma : .point }
}

/// In which order a column writes days; an order of year, month and day, or a month in words, leaves no doubt and needs none.
package enum DateOrder: String, Sendable, CaseIterable {
  case dayFirst = "day-first"
  case monthFirst = "month-first"
  /// Days since 1899-12-30, as workbooks count them unless they say otherwise.
  case excelDays = "excel-days"
}
