// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import CleanRoom
import Questions

/// A row of a list file; where no other row has its domain, or else its name and country, an account.
struct PlainAccount: Hashable {
  var domain = ""
  var name = ""
  var country = ""
  var status = 0
  /// Indices into its side's products.
  var products: [Int] = []
  /// Its value in a dimension that some agreements have.
  var industry = ""

  init(_ domain: String, _ name: String, _ country: String, status: Int = 0, products: [Int] = []) {
    (self.domain, self.name, self.country) = (domain, name, country)
    (self.status, self.products) = (status, products)
  }
}

extension StagedPair {
  func read(_ accounts: [PlainAccount], of role: Role) throws -> CustomerList {
    let parties = terms.agreement.terms
    let names = role == .initiator ? parties.initiatorProducts : parties.responderProducts
    // A list file needs a row; one that takes no part makes the empty list.
    let rows = accounts.map { account in
      let products = account.products.filter(names.indices.contains).map { names[$0] }
      return [
        account.domain, account.name, account.country, StatusDimension.values[account.status],
        products.joined(separator: ";"), account.industry,
      ].joined(separator: ",")
    }
    let text = ["Website,Name,Country,Status,Products,Industry"] + rows + [",Nobody,,former,,"]
    return try read(csv: text.joined(separator: "\n") + "\n", of: role)
  }

  func list(of accounts: [PlainAccount], _ role: Role) throws -> OwnList {
    OwnList(try read(accounts, of: role), plan: terms.plan, role: role)
  }
}

/// Accounts that meet and get in each other's way as often as may be: few names, countries and domains, blanks of each.
enum Crowd {
  static let accounts = [
    PlainAccount("a.example", "Acme", "US"), PlainAccount("b.example", "Acme", "US"),
    PlainAccount("c.example", "Acme", ""), PlainAccount("", "Acme", "US"),
    PlainAccount("", "Acme", ""), PlainAccount("d.example", "", ""),
    PlainAccount("d.example", "Acme", "US"),
  ]

  /// By place in the crowd; the last two are one account, so that no list has both.
  static func lists(atMost most: Int) -> [[Int]] {
    (0..<1 << accounts.count).map { members in
      accounts.indices.filter { members >> $0 & 1 == 1 }
    }.filter { $0.count <= most && !($0.contains(5) && $0.contains(6)) }
  }

  /// Pairs of lists of which the second has one account more.
  static func neighbours(_ lists: [[Int]]) -> [(Int, Int)] {
    var place: [[Int]: Int] = [:]
    for (index, list) in lists.enumerated() { place[list] = index }
    return lists.indices.flatMap { more in
      lists[more].compactMap { account in
        place[lists[more].filter { $0 != account }].map { ($0, more) }
      }
    }
  }

  /// Rows of a file: any field of a few, so that rows share accounts, and accounts names.
  static func rows(_ source: inout SeededBytes, atMost most: Int, products: Int) -> [PlainAccount] {
    func one(_ values: [String]) -> String { values.randomElement(using: &source) ?? "" }
    return (0..<Int.random(in: 0...most, using: &source)).map { _ in
      let share = Int.random(in: 1...4, using: &source)
      let owned = (0..<products).filter { _ in Int.random(in: 1...4, using: &source) <= share }
      var account = PlainAccount(
        one(["a.example", "www.A.example", "b.example", "c.example", "", "gmail.com"]),
        one(["Acme", "Acme Inc", "Bolt", ""]), one(["US", "DE", ""]),
        status: Int.random(in: 0..<3, using: &source), products: owned)
      account.industry = one(RandomAgreement.industry.values + ["glass"])
      return account
    }
  }
}
