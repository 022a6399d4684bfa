// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// A table of public facts that both sides hold, `reference-table/1`: old domains and the one that stands for them, and the
/// domains of companies that are known by name and country (account-keys.md 9).
///
/// Read once before keys are made. It makes a key of a row no less a function of that row and of public data.
package struct ReferenceTable: Sendable {
  package static let format = "reference-table/1"
  /// The longest file in bytes.
  package static let sizeLimit = 1 << 24

  /// What is wrong with a file.
  package enum Fault: String, Sendable, Hashable, CaseIterable {
    case tooLong = "longer than 16777216 bytes"
    case format = "the first line is not reference-table/1"
    case lineEnd = "the last line has no end"
    case empty = "no fact follows the first line"
    case shape = "neither domain,OLD,CANONICAL nor name,NAME,COUNTRY,CANONICAL"
    case order = "not above the line before it"
    case domain = "a domain that is no domain key of itself"
    case name = "a name or country that is no name key of itself"
    case twice = "a line before it is about the same domain or name"
    case chain = "its canonical domain is the old one of a line"
  }

  /// Which rule of account-keys.md 9.2 gave a row its domain.
  package enum Step: Sendable, Hashable {
    /// From another domain.
    case domain
    /// From a name and a country, where the row has no domain.
    case name
  }

  package let digest: Digest
  private let domains: [[UInt8]: [UInt8]]
  private let names: [NameKey: [UInt8]]

  /// How many lines follow the first.
  package var count: Int { domains.count + names.count }

  package init(_ bytes: [UInt8], lists: PublicLists) throws(AccountsError) {
    var reading = Reading(lists: lists)
    try reading.read(bytes)
    digest = Self.digest(of: bytes)
    (domains, names) = (reading.domains, reading.names)
  }

  /// As an agreement names a file with these bytes.
  package static func digest(of bytes: [UInt8]) -> Digest { Digest("lacuna/1 reference", bytes) }

  /// What the table makes of a row's domain key, and by which rule; nil where by none.
  func resolved(_ domain: DomainKey, _ name: NameKey?) -> (domain: DomainKey, step: Step?) {
    switch domain {
    case .domain(let key):
      guard let canonical = domains[key.bytes] else { return (domain, nil) }
      return (.domain(MatchKey(kind: .domain, bytes: canonical)), .domain)
    case .absent:
      guard let name, let canonical = names[name] else { return (domain, nil) }
      return (.domain(MatchKey(kind: .domain, bytes: canonical)), .name)
    }
  }
}

/// The lines of a file, each held to the rules; whatever breaks one refuses the file.
private struct Reading {
  let lists: PublicLists
  private(set) var domains: [[UInt8]: [UInt8]] = [:]
  private(set) var names: [NameKey: [UInt8]] = [:]
  /// By canonical domain, the first line that names it.
  private var canonical: [[UInt8]: Int] = [:]

  private static let comma = UInt8(ascii: ",")

  init(lists: PublicLists) { self.lists = lists }

  mutating func read(_ bytes: [UInt8]) throws(AccountsError) {
    guard bytes.count <= ReferenceTable.sizeLimit else { throw refusal(.tooLong, 1) }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.first?.elementsEqual(ReferenceTable.format.utf8) == true else {
      throw refusal(.format, 1)
    }
    guard let rest = lines.popLast(), rest.isEmpty else { throw refusal(.lineEnd, lines.count + 1) }
    guard lines.count > 1 else { throw refusal(.empty, 1) }
    for index in 1..<lines.count {
      guard index == 1 || lines[index - 1].lexicographicallyPrecedes(lines[index]) else {
        throw refusal(.order, index + 1)
      }
      try take(lines[index], index + 1)
    }
    let chained = canonical.filter { domains[$0.key] != nil }.map(\.value).min()
    if let line = chained { throw refusal(.chain, line) }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) throws(AccountsError) {
    let fields = line.split(separator: Self.comma, omittingEmptySubsequences: false).map {
      Array($0)
    }
    switch (fields.first, fields.count) {
    case (Array("domain".utf8), 3):
      try requireDomain(fields[1], number)
      try takeCanonical(fields[2], number)
      guard domains.updateValue(fields[2], forKey: fields[1]) == nil else {
        throw refusal(.twice, number)
      }
    case (Array("name".utf8), 4):
      let key = try? NameKey(name: fields[1], country: fields[2], lists: lists)
      guard let key, key.name == fields[1], key.country == fields[2], key.hasCountry else {
        throw refusal(.name, number)
      }
      try takeCanonical(fields[3], number)
      guard names.updateValue(fields[3], forKey: key) == nil else {
        throw refusal(.twice, number)
      }
    default: throw refusal(.shape, number)
    }
  }

  private mutating func takeCanonical(_ field: [UInt8], _ number: Int) throws(AccountsError) {
    guard canonical[field] == nil else { return }
    try requireDomain(field, number)
    canonical[field] = number
  }

  private func requireDomain(_ field: [UInt8], _ number: Int) throws(AccountsError) {
    guard case .domain(let key) = DomainKey(website: field, lists: lists), key.bytes == field else {
      throw refusal(.domain, number)
    }
  }

  private func refusal(_ fault: ReferenceTable.Fault, _ line: Int) -> AccountsError {
    .referenceMalformed(line: line, fault)
  }
}
