// SPDX-License-Identifier: Apache-2.0

import Accounts
import Testing

/// Bytes to characters: what is certain is read, the rest is refused with its place.
@Suite struct ListEncodingTests {
  static let list = "Name,Country\nHôtel d\u{2019}Été,Türkiye\nZoë,\u{20AC}\n"

  static func utf16(_ text: String, isLittle: Bool = true) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return isLittle ? bytes : bytes.reversed()
    }
  }

  private func values(_ bytes: [UInt8]) throws -> [[String]] {
    try ListReading.rows(
      of: bytes, mapping: Mapping(columns: ["name": "Name", "country": "Country"], values: [:])
    ).map { [$0.values["name"] ?? "", $0.values["country"] ?? ""] }
  }

  /// Characters up to U+00FF as one byte each.
  static func raw(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  static let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
  static let files: [[UInt8]] = [
    Array(list.utf8),
    marks[0] + Array(list.utf8),
    utf16(list),
    utf16(list, isLittle: false),
    marks[1] + utf16(list),
    marks[2] + utf16(list, isLittle: false),
    // Windows-1252.
    raw("Name,Country\nH\u{F4}tel d\u{92}\u{C9}t\u{E9},T\u{FC}rkiye\nZo\u{EB},\u{80}\n"),
    // Mac Roman: lines end in CR.
    raw("Name,Country\rH\u{99}tel d\u{D5}\u{83}t\u{8E},T\u{9F}rkiye\rZo\u{91},\u{DB}\r"),
    // UTF-8 that was read as Windows-1252.
    Array("Name,Country\nHÃ´tel dâ€™Ã‰tÃ©,TÃ¼rkiye\nZoÃ«,â‚¬\n".utf8),
  ]

  @Test(arguments: files)
  func `one list reads alike in every encoding`(_ bytes: [UInt8]) throws {
    #expect(try values(bytes) == [["Hôtel d\u{2019}Été", "Türkiye"], ["Zoë", "\u{20AC}"]])
  }

  @Test func `text outside the basic plane comes through UTF-16`() throws {
    #expect(try values(Self.utf16("Name,Country\n\u{1F3E2} A,x\n")) == [["\u{1F3E2} A", "x"]])
  }

  struct Fault: Sendable {
    let bytes: [UInt8]
    let error: AccountsError

    init(_ bytes: [UInt8], _ error: AccountsError) { (self.bytes, self.error) = (bytes, error) }

    static func notText(_ bytes: [UInt8], _ line: Int, _ column: Int) -> Fault {
      Fault(bytes, .notText(TextPosition(line: line, column: column)))
    }
  }

  static let faults: [Fault] = [
    // UTF-8 and Latin-1, in either order.
    .notText(raw("a,b\n\u{C3}\u{A9},1\n2,\u{E9}\n"), 3, 3),
    .notText(raw("a,b\n1,\u{E9}\n2,x\u{C3}\u{A9}\n"), 3, 4),
    // A file that says it is UTF-8.
    .notText(marks[0] + raw("a,b\n1,\u{E9}\n"), 2, 3),
    // A byte without a character, Polish letters in Windows-1250, Cyrillic in Windows-1251.
    .notText(raw("a,b\n1,x\u{81}\n"), 2, 4),
    .notText(raw("a,b\n1,Bia\u{B3}y\n"), 2, 6),
    .notText(raw("a,b\n1,\u{D0}\u{EE}\u{F1}\u{F1}\n"), 2, 4),
    // Half a surrogate pair, half a unit.
    Fault(
      marks[1] + utf16("a,b\n1,") + raw("\u{3D}\u{D8}") + utf16("x\n"),
      .utf16Broken(TextPosition(line: 2, column: 3))),
    Fault(
      marks[1] + utf16("a,b\n1,2\n") + raw("3"), .utf16Broken(TextPosition(line: 3, column: 1))),
    Fault(raw("PK\u{3}\u{4}\u{14}"), .workbook),
    Fault(raw("\u{D0}\u{CF}\u{11}\u{E0}\u{A1}"), .workbook),
  ]

  @Test(arguments: faults)
  func `what is not certain is refused with its place`(_ fault: Fault) {
    let (bytes, error) = (fault.bytes, fault.error)
    #expect(throws: error) { try ListSurvey.columns(of: bytes) }
    #expect(throws: error) {
      var survey = ListSurvey()
      for byte in bytes { try survey.read([byte]) }
      _ = try survey.finish()
    }
  }

  @Test func `a NUL at an end of a field is padding`() throws {
    let text = "Name,Country\u{0}\n\u{0}A,\"b\"\u{0}\u{0}\nC\u{0},d\n\u{0}\u{0}\u{0}"
    #expect(try values(Array(text.utf8)) == [["A", "b"], ["C", "d"]])
  }
}
