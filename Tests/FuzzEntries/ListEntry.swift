// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements

extension FuzzEntry {
  /// A customer list: surveyed, its mapping guessed, and read, at once and in pieces to the same accounts.
  static let list = FuzzEntry(
    "list", mostBytes: 2048, seeds: { seedLists.map { Array($0.utf8) } }
  ) { bytes in
    let lists = try publicLists.get()
    guard let columns = try? ListSurvey.columns(of: bytes) else { return .refused }
    let guess = MappingGuess(
      columns: columns, dimensions: listDimensions, amounts: listAmounts.amounts)
    var mapping = guess.mapping
    mapping.parent = guess.parent
    let dimensions = listDimensions.filter {
      $0.unlisted == .other || mapping.columns[$0.name] != nil
    }
    guard
      let list = try? CustomerList.read(
        bytes, mapping: mapping, dimensions: dimensions, amounts: listAmounts,
        openQuestions: .listed, lists: lists)
    else { return .refused }
    let records = list.accounts.indices.map(list.canonicalRecord)
    try Finding.require(
      zip(records, records.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) },
      "records do not ascend")

    try Finding.require(
      list.accounts.allSatisfy { $0.amounts.count == 3 && $0.amounts.allSatisfy { $0 >= 0 } },
      "an amount is missing or below zero")

    var pieces = try ListImport(
      mapping: mapping, dimensions: dimensions, amounts: listAmounts, openQuestions: .listed,
      lists: lists)
    var rest = bytes[...]
    var length = 1
    while !rest.isEmpty {
      try pieces.read(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
      length = length * 2 % 61
    }
    let again = try pieces.finish()
    try Finding.require(again.accounts == list.accounts, "in pieces it is another list")
    return .accepted
  }

  static let publicLists = Result { try PublicLists() }

  private static let seedLists = [
    """
    Account Name,Website,Country,Type,Industry,Products
    Initech,https://www.initech.example/about,US,Customer,Media,Core;Analytics
    "Umbrella, Inc.",umbrella.co.uk,UK,Prospect,"Oil & Gas",
    Umbrella Inc,www.umbrella.co.uk,UK,Customer,Other,Core

    """,
    "\u{FEFF}name;website;status\r\nH\u{FC}tte GmbH;h\u{FC}tte.de;open opportunity\r\n\r\n;mailto:a@stark.example;customer\r\n",
    "name\twebsite\tstatus\rWayne \"Ltd\"\t10.0.0.1\tcustomer\rHooli\t\tprospect\r",
    "name,status\n\"two\nlines\",customer\nshort\nlong,customer,3\n",
    "status\ncustomer\n",
    """
    Account Name,Website,Type,ARR (USD),Deal (€),Seats,Close Date,Parent Account
    Initech,initech.example,Customer,"$1,200.50","1.200,00",12,19/03/2026,
    Umbrella,umbrella.co.uk,Prospect,-,"€ 3.400",1 200,05/03/2026,Initech
    Hooli,hooli.example,Customer,"1,300",,7 seats,4 Apr 2026 09:30,Initech Inc

    """,
  ]
}
