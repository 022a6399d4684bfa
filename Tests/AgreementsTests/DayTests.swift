// SPDX-License-Identifier: Apache-2.0

import Agreements
import Testing

@Suite("Days")
struct DayTests {
  @Test(
    "Known days",
    arguments: [
      ("1970-01-01", 0), ("1970-12-31", 364), ("2000-02-29", 11_016), ("2026-11-23", 20_780),
      ("2100-03-01", 47_541), ("9999-12-31", 2_932_896),
    ])
  func known(text: String, number: Int) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.description == text)
  }

  @Test("From 1970 to 9999 a day's text leads back to it, and to the day after the one before")
  func roundTrip() throws {
    for number in stride(from: 0, through: 2_932_896, by: 37) {
      let day = Day(number: number)
      #expect(Day("\(day)") == day)
      let next = day.adding(days: 1)
      #expect(next > day && (number == 2_932_896 || "\(next)" > "\(day)"))
    }
  }

  @Test("Every day of years with and without a leap day, counted by hand")
  func calendar() throws {
    for (year, february) in [(1972, 29), (1999, 28), (2000, 29), (2100, 28), (2400, 29)] {
      let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      var day = try #require(Day("\(year)-01-01"))
      for (month, length) in lengths.enumerated() {
        for date in 1...length {
          #expect(
            "\(day)" == "\(year)-\(month < 9 ? "0" : "")\(month + 1)-\(date < 10 ? "0" : "")\(date)"
          )
          day = day.adding(days: 1)
        }
      }
      #expect("\(day)" == "\(year + 1)-01-01")
    }
  }

  @Test(
    "No days",
    arguments: [
      "", "2026-11-31", "2026-02-29", "2100-02-29", "2026-00-10", "2026-13-01", "2026-01-00",
      "1969-12-31",
      "10000-01-01", "2026-1-01", "26-01-01", "2026-01-01 ", " 2026-01-01", "2026/01/01",
      "2026-01--1", "+026-01-01",
      "２０２６-01-01", "2026-01-0१", "20260101--",
    ])
  func refused(_ text: String) {
    #expect(Day(text) == nil)
  }
}
