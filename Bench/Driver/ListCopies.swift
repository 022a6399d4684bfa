// SPDX-License-Identifier: Apache-2.0

import Accounts
import Foundation

/// Rows that are all different accounts, with names and domains as long as most are.
struct DistinctRows {
  let count: Int

  func write(to target: String) throws {
    guard FileManager.default.createFile(atPath: target, contents: nil),
      let file = FileHandle(forWritingAtPath: target)
    else {
      throw BenchError.unreadable(target)
    }
    defer { try? file.close() }
    var text = "Account ID,Account Name,Website,Billing Country,Industry,Type,Products Owned\n"
    for row in 0..<count {
      text += "\(row),Northwind Trading \(row) GmbH,https://www.northwind-\(row).com,"
      text += "Germany,Education,Customer,Analytics; Core Platform\n"
      guard text.utf8.count > 1 << 20 || row == count - 1 else { continue }
      try file.write(contentsOf: Data(text.utf8))
      text = ""
    }
  }
}

/// A list several times over, each row with an id of its own: its first field, with the number of the copy before it.
struct ListCopies {
  let count: Int

  func write(_ path: String, to target: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw BenchError.unreadable(path)
    }
    let lines = [UInt8](bytes).split(separator: 0x0A)
    guard FileManager.default.createFile(atPath: target, contents: nil),
      let file = FileHandle(forWritingAtPath: target), let header = lines.first
    else {
      throw BenchError.unreadable(target)
    }
    defer { try? file.close() }
    try file.write(contentsOf: Data(header + [0x0A]))
    for copy in 0..<count {
      var text: [UInt8] = []
      for line in lines.dropFirst() {
        // Inside the quotes, where the field has any.
        let isQuoted = line.first == UInt8(ascii: "\"")
        if isQuoted { text.append(UInt8(ascii: "\"")) }
        text += "\(copy)".utf8
        text += line.dropFirst(isQuoted ? 1 : 0)
        text.append(0x0A)
      }
      try file.write(contentsOf: Data(text))
    }
  }
}
