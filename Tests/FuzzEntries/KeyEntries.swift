// SPDX-License-Identifier: Apache-2.0

import Accounts

extension FuzzEntry {
  /// A website field; the key of a key is the key.
  static let domainKey = FuzzEntry(
    "domain-key", mostBytes: 2100,
    seeds: {
      [
        "https://user:pass@www.b\u{FC}cher.example:8080/path?query#fragment", "mailto:a@acme.co.uk",
        "http//acme.com.", "\u{A0}acme\u{3002}jp, other.example", "[::1]", "10.0.0.1",
        "a.b.c.kobe.jp",
      ].map { Array($0.utf8) }
    }
  ) { bytes in
    let lists = try publicLists.get()
    guard case .domain(let key) = DomainKey(website: bytes, lists: lists) else { return .refused }
    try Finding.require(
      key.bytes.allSatisfy { (0x21...0x7E).contains($0) && !(0x41...0x5A).contains($0) },
      "a key outside lower-case ASCII")
    try Finding.require(
      DomainKey(website: key.bytes, lists: lists) == .domain(key), "the key of a key is another")
    return .accepted
  }

  /// A name and, after the first newline, a country, in UTF-8 as every list is; the key of a key is the key.
  static let nameKey = FuzzEntry(
    "name-key", mostBytes: 2100,
    seeds: {
      [
        "The Acme & Sons Co., Ltd.\nUnited States", "O\u{2019}Neil\u{A0}GmbH & Co. KG\nDE",
        "\u{FEFF}\u{65E5}\u{672C} Inc\n", "the the\n&",
      ].map { Array($0.utf8) }
    }
  ) { bytes in
    let lists = try publicLists.get()
    guard String(validating: bytes, as: UTF8.self) != nil else { return .refused }
    let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let country = parts.count == 2 ? parts[1] : []
    guard
      let key = try? NameKey(name: bytes.prefix { $0 != 0x0A }, country: country, lists: lists)
    else { return .refused }
    try Finding.require((1...NameKey.limit).contains(key.name.count), "a key of no good length")
    try Finding.require(
      (try? NameKey(name: key.name, country: key.country, lists: lists)) == key,
      "the key of a key is another")
    return .accepted
  }
}
