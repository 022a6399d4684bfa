// SPDX-License-Identifier: Apache-2.0

/// What the annex needs of the own list: a few counts, and the names by group. Lives in Annex (0700) only.
struct ListNotes {
  let rows: Int
  let rejected: Int
  let accounts: Int
  let withKey: Int
  /// By group of the first table.
  let names: [[String]]

  init(rows: Int, rejected: Int, accounts: Int, withKey: Int, names: [[String]]) {
    self.rows = rows
    self.rejected = rejected
    self.accounts = accounts
    self.withKey = withKey
    self.names = names
  }

  /// One line of counts; then a line for each account, its group and its name.
  var text: [UInt8] {
    var bytes = Array("\(rows) \(rejected) \(accounts) \(withKey) \(names.count)\n".utf8)
    for (group, members) in names.enumerated() {
      for name in members {
        bytes += Array("\(group) ".utf8)
        bytes += name.utf8.filter { $0 >= 0x20 }
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes
  }

  init?(text: [UInt8]) {
    let lines = text.split(separator: UInt8(ascii: "\n"))
    let counts = lines.first.map { $0.split(separator: UInt8(ascii: " ")) } ?? []
    let numbers = counts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 5, (0...100_000).contains(numbers[4]) else { return nil }
    var names = Array(repeating: [String](), count: numbers[4])
    for line in lines.dropFirst() {
      let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      guard let group = parts.first.flatMap({ Int(String(decoding: $0, as: UTF8.self)) }),
        names.indices.contains(group)
      else { return nil }
      names[group].append(parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "")
    }
    self.init(
      rows: numbers[0], rejected: numbers[1], accounts: numbers[2], withKey: numbers[3],
      names: names)
  }
}
