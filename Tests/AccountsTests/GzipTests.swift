// SPDX-License-Identifier: Apache-2.0

import Accounts
import TestSupport
import Testing

/// Lists as gzip: read as what they hold, refused where they are cut or changed.
@Suite struct GzipTests {
  /// `Name,Website\nAcme,acme.com\nHütte,hütte.de\n`, from gzip -9 -n.
  let file: [UInt8]

  init() throws {
    file = try #require(
      [UInt8](
        hex: "1f8b08000000000002fff34bcc4dd5094f4d2ace2c49e5724c0672128184"
          + "5e727e2e97c7e13d2525a93a19604a2f25950b009a4f2f402c000000"))
  }

  private func names(_ bytes: [UInt8], chunk: Int = .max) throws -> [String?] {
    var reading = ListReading(
      mapping: Mapping(columns: ["name": "Name", "website": "Website"], values: [:]))
    var rows: [ListReading.Row] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      rows += try reading.read(Array(rest.prefix(chunk)))
      rest = rest.dropFirst(chunk)
    }
    rows += try reading.finish()
    return rows.map { $0.values["name"] }
  }

  @Test func `gzip is read as the list it holds, however it is cut`() throws {
    for chunk in [Int.max, 7, 1] {
      #expect(try names(file, chunk: chunk) == ["Acme", "Hütte"])
      // Two members are one file, and zeros may follow.
      let members = file + file + [0, 0, 0]
      #expect(try names(members, chunk: chunk) == ["Acme", "Hütte", "Acme", "Hütte"])
    }
  }

  @Test func `gzip that is cut off or changed is refused`() {
    for length in 3..<file.count {
      #expect(throws: AccountsError.gzipBroken, "\(length) bytes") {
        try names(Array(file.prefix(length)))
      }
    }
    for place in 10..<file.count {
      var bytes = file
      bytes[place] ^= 0x10
      // Some bits of the last block mean nothing.
      #expect((try? names(bytes)).map { $0 == ["Acme", "Hütte"] } ?? true, "byte \(place)")
    }
    #expect(throws: AccountsError.gzipBroken) { try names(file + [0x41]) }
  }

  @Test func `what comes out of gzip is bounded`() {
    let decoder = GzipDecoder(limit: 40)
    #expect(throws: AccountsError.gzipTooLarge(limit: 40)) {
      try decoder.inflate(file) { _ in }
    }
  }
}
