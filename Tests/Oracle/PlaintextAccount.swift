// SPDX-License-Identifier: Apache-2.0

import Accounts
package import Agreements

/// An account in plain words: what it is known by, its value in each dimension by name, and the products it owns.
///
/// Words are bytes: two ways of writing a letter are two words, as they are two keys.
struct PlaintextAccount: Sendable {
  typealias Word = [UInt8]

  let domain: Word?
  let name: Word?
  /// Nil where it is blank.
  let country: Word?
  let values: [String: String]
  let products: Set<String>
  /// By name, in hundredths.
  let amounts: [String: Int]

  /// Its name with its country, where it has both.
  var nameAndCountry: [Word]? {
    guard let name, let country else { return nil }
    return [name, country]
  }

  static func all(of list: CustomerList) -> [PlaintextAccount] {
    list.accounts.map { account in
      var values: [String: String] = [:]
      for (dimension, index) in zip(list.dimensions, account.groups) {
        let index = Int(index)
        values[dimension.name] =
          index < dimension.values.count ? dimension.values[index] : "(other)"
      }
      let names = list.products?.values ?? []
      let country = account.nameKey?.country ?? []
      return PlaintextAccount(
        domain: account.domain?.bytes, name: account.nameKey?.name,
        country: country.isEmpty ? nil : country, values: values,
        products: Set(account.products.map { names[Int($0)] }),
        amounts: Dictionary(
          zip(list.summary.amounts.map(\.terms.name), account.amounts),
          uniquingKeysWith: { one, _ in one }))
    }
  }

  /// The first `most` of `vocabulary` that it owns.
  func counted(_ vocabulary: PlaintextProducts) -> [Bool] {
    var left = vocabulary.most
    return vocabulary.names.map { name in
      guard left > 0, products.contains(name) else { return false }
      left -= 1
      return true
    }
  }
}

/// The products of one side, in the order of the agreement, and how many of them count of one account.
package struct PlaintextProducts: Sendable {
  package let names: [String]
  package let most: Int

  package init(names: [String], most: Int?) {
    self.names = names
    self.most = most ?? names.count
  }

  package init(of role: Role, _ terms: Terms) {
    self.init(
      names: role == .initiator ? terms.initiatorProducts : terms.responderProducts,
      most: terms.productsAnAccount)
  }
}

/// The groups of one side: a tuple of values each, the last dimension varying fastest.
struct PlaintextGroups {
  let count: Int
  /// The group of each account.
  let ofAccount: [Int]

  init(_ accounts: [PlaintextAccount], by dimensions: [Dimension]) {
    var groups: [[String]] = [[]]
    for dimension in dimensions {
      let names = dimension.values + (dimension.unlisted == .other ? ["(other)"] : [])
      groups = groups.flatMap { group in names.map { group + [$0] } }
    }
    var places: [[String]: Int] = [:]
    for (place, group) in groups.enumerated() { places[group] = place }
    count = groups.count
    ofAccount = accounts.map { account in
      // A value that no group has would be a fault of the list; it traps in the subscript.
      places[dimensions.map { account.values[$0.name] ?? "(none)" }] ?? -1
    }
  }
}
