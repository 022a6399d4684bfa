// SPDX-License-Identifier: Apache-2.0

import Accounts
import Testing

/// The quick ways to rows and keys give what the general ways give, on every row of the shared lists.
@Suite(.sharedData) struct GeneralWayTests {
  @Test(arguments: [
    "demo/vendor.csv", "demo/partner.csv", "mid-noisy/vendor.csv", "mid-noisy/partner.csv",
    "large/vendor.csv", "large/partner.csv",
  ])
  func `quick and general ways agree`(path: String) throws {
    let bytes = try SharedData.bytes(path)
    let lists = try PublicLists()
    var reader = DelimitedReader()
    var rows = try reader.rows(in: bytes)
    rows += try reader.finish()
    let general = try GeneralWay.rows(of: bytes)
    #expect(rows == general)
    var differing: [Int] = []
    // The name, and the website.
    for row in rows {
      let (name, website) = (ListField.text(row[1]), ListField.address(row[2]))
      let key = Result { () throws(NameKey.Absence) in
        try NameKey(name: name, country: [], lists: lists).name
      }
      if key != GeneralWay.name(of: Array(name), lists: lists)
        || DomainKey(website: website, lists: lists)
          != GeneralWay.domain(of: Array(website), lists: lists)
      {
        differing.append(row.line)
      }
    }
    #expect(differing == [])
  }
}
