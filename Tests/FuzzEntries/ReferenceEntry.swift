// SPDX-License-Identifier: Apache-2.0

import Accounts

extension FuzzEntry {
  /// A reference table: what is accepted is applied once, and a second time changes nothing.
  static let reference = FuzzEntry(
    "reference", mostBytes: 2048,
    seeds: {
      [
        """
        reference-table/1
        domain,appannie.com,data.ai
        domain,xn--mnchen-3ya.de,munich.example
        name,acme,DE,acme.example
        name,tafiny,US,tiffany.com

        """,
        "reference-table/1\nname,\u{682A}\u{5F0F},JP,kabu.example\n",
        "reference-table/1\ndomain,a.example,b.example\ndomain,b.example,c.example\n",
      ].map { Array($0.utf8) }
    }
  ) { bytes in
    let lists = try publicLists.get()
    guard let table = try? ReferenceTable(bytes, lists: lists) else { return .refused }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      .dropFirst()
    try Finding.require(table.count == lines.count, "a line is lost")
    let resolving = lists.resolving(through: table)
    for line in lines {
      let fields = line.split(separator: 0x2C, omittingEmptySubsequences: false)
      var text = Array("website,name,country\n".utf8)
      if fields.count == 3 {
        text += fields[1]
        text += Array(",,\n".utf8)
      } else {
        text += [0x2C] + fields[1]
        text += [0x2C] + fields[2] + [0x0A]
      }
      text += fields.last ?? []
      text += Array(",,\n".utf8)
      let mapping = Mapping(
        columns: ["name": "name", "website": "website", "country": "country"], values: [:])
      // A name may be one that a list's reader takes for a number.
      guard
        let list = try? CustomerList.read(text, mapping: mapping, dimensions: [], lists: resolving)
      else { continue }
      let isName = fields.count == 4
      try Finding.require(
        isName || list.accounts.count == 1, "an old domain and its canonical one are two accounts")
    }
    return .accepted
  }
}
