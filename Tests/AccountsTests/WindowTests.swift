// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Testing

/// A dimension of windows is made from a column of dates.
@Suite struct WindowTests {
  private func closed(_ unlisted: Dimension.Unlisted = .other) throws -> Dimension {
    let spans = [("q1", "2026-01-01", "2026-03-31"), ("q2", "2026-04-01", "2026-06-30")]
    let windows = try spans.map { name, from, until in
      let days = (try #require(Day(from)), try #require(Day(until)))
      return try #require(DateWindow(name: name, from: days.0, until: days.1))
    }
    return Dimension(
      name: "closed", values: windows.map(\.name), rollUp: .precedence, unlisted: unlisted,
      windows: windows)
  }

  private func read(
    _ dates: [String], order: DateOrder? = nil, values: [String: String] = [:],
    _ dimension: Dimension? = nil, _ openQuestions: ListImport.OpenQuestions = .refused
  ) throws -> CustomerList {
    let dimension = try dimension ?? closed()
    let mapping = Mapping(
      columns: ["name": "Name", "closed": "Close Date", "status": "Status"],
      values: ["closed": values], dates: order.map { ["closed": $0] } ?? [:])
    let names = ["Acme", "Bolt", "Crux", "Dune", "Echo", "Flux", "Gala", "Halo"]
    let rows = zip(names, dates).map { "\($0);\($1)" + ($1.contains(";") ? "" : ";customer") }
    let text = (["Name;Close Date;Status"] + rows).joined(separator: "\n") + "\n"
    return try CustomerList.read(
      Array(text.utf8), mapping: mapping, dimensions: [StatusDimension.agreed, dimension],
      openQuestions: openQuestions, lists: NameKeyTests.lists.get())
  }

  private func groups(_ list: CustomerList) -> [UInt16] {
    list.accounts.sorted { $0.firstLine < $1.firstLine }.map { $0.groups[1] }
  }

  @Test func `a day is in its window, with both ends, or in none`() throws {
    let dates = [
      "2025-12-31", "2026-01-01", "31 March 2026", "2026-04-01 23:59", "2026-06-30", "2026-07-01",
      "",
    ]
    #expect(groups(try read(dates)) == [2, 0, 0, 1, 1, 2, 2])
    let list = try read(dates, try closed(.leftOut))
    #expect(groups(list) == [0, 0, 1, 1] && list.summary.rowsLeftOut == 3)
  }

  @Test func `the order of the whole column is shown by one field`() throws {
    // 5 March or 3 May: the last row says which, for all.
    let list = try read(["05/03/2026", "04/04/2026", "01/02/2026", "19/03/2026"])
    #expect(groups(list) == [0, 1, 0, 0])
    #expect(list.summary.dates.map(\.form) == [.dayFirst])
    #expect(groups(try read(["05/03/2026", "03/19/2026"])) == [1, 0])
    // Rows that wait do not lose their place.
    #expect(list.accounts.map(\.firstLine).sorted() == [2, 3, 4, 5])
  }

  /// The order of the one column, how it is known, and the field that tells it.
  private func order(_ list: CustomerList) throws -> [String] {
    switch try #require(list.summary.dates.first).order {
    case .stated(let order): [order.rawValue, "stated"]
    case .shown(let order, let example): [order.rawValue, example.text, "\(example.line)"]
    case .any(let example): ["any", example.text, "\(example.line)"]
    case .unknown: ["unknown"]
    }
  }

  @Test func `the summary says which order it is, and which field decided`() throws {
    #expect(
      try order(try read(["05/03/2026", "19/03/2026", "20/03/2026"])) == [
        "day-first", "19/03/2026", "3",
      ])
    #expect(
      try order(try read(["2026-03-01", " 03/19/2026 "])) == ["month-first", "03/19/2026", "3"])
    #expect(
      try order(try read(["", "2026-03-01", "04/04/2026", "1 May 2026"])) == [
        "any", "2026-03-01", "3",
      ])
    #expect(
      try order(try read(["19/03/2026"], order: .dayFirst)) == ["day-first", "stated"])
    #expect(try order(try read(["", ""])) == ["unknown"])
    // What is asked for is not told.
    #expect(try order(try read(["2026-01-05", "05/03/2026"], nil, .listed)) == ["unknown"])
    // A row that takes no part is no evidence.
    #expect(try order(try read(["19/03/2026;lost", "2026-03-01"])) == ["any", "2026-03-01", "3"])
  }

  @Test func `an order that no field shows is asked for once`() throws {
    let dates = ["2026-01-05", "05/03/2026", "04/04/2026"]
    var lines = ListSummary.Lines()
    lines.add(3)
    let open = AccountsError.dateUndecided(dimension: "closed", lines: lines)
    #expect(throws: open) { try read(dates) }
    let listed = try read(dates, nil, .listed)
    #expect(listed.summary.openQuestions == [open])
    #expect(groups(listed) == [0, 2, 1])
    #expect(groups(try read(dates, order: .dayFirst)) == [0, 0, 1])
    #expect(groups(try read(dates, order: .monthFirst)) == [0, 1, 1])
  }

  @Test func `two orders are refused, and so is a text that is no day`() throws {
    for dates in [["19/03/2026", "03/19/2026"], ["03/19/2026", "19/03/2026"]] {
      #expect(throws: AccountsError.dateMixed(dimension: "closed", lines: [2, 3])) {
        try read(dates)
      }
    }
    var lines = ListSummary.Lines()
    lines.add(3)
    for date in ["soon", "31/02/2026", "2026-13-01"] {
      #expect(throws: AccountsError.dateUnreadable(dimension: "closed", lines: lines)) {
        try read(["2026-01-05", date])
      }
      // Of a row that takes no part nothing is asked.
      #expect(groups(try read(["2026-01-05", "\(date);lost"])) == [0])
    }
    #expect(throws: AccountsError.dateUnreadable(dimension: "closed", lines: lines)) {
      try read(["2026-01-05", "03/19/2026"], order: .dayFirst)
    }
  }

  @Test func `the owner's values say where a text belongs`() throws {
    let list = try read(["2026-01-05", "soon", "TBD"], values: ["soon": "q2", "TBD": "other"])
    #expect(groups(list) == [0, 1, 2])
  }

  @Test func `days as a workbook counts them are never taken unasked`() throws {
    let dates = ["46100", "2026-04-04", "46110.5"]
    var lines = ListSummary.Lines()
    lines.add(2)
    lines.add(4)
    #expect(throws: AccountsError.dateSerial(dimension: "closed", lines: lines)) {
      try read(dates)
    }
    #expect(groups(try read(dates, order: .excelDays)) == [0, 1, 0])
  }

  @Test func `a dimension of windows without a column is other, or refused`() throws {
    let mapping = Mapping(columns: ["name": "Name"], values: [:])
    let lists = try NameKeyTests.lists.get()
    let list = try CustomerList.read(
      Array("Name\nAcme\n".utf8), mapping: mapping, dimensions: [closed()], lists: lists)
    #expect(list.accounts.map(\.groups) == [[2]])
    #expect(throws: AccountsError.dimensionNotMapped("closed")) {
      try CustomerList.read([], mapping: mapping, dimensions: [closed(.leftOut)], lists: lists)
    }
  }
}
