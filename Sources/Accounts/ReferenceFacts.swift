// SPDX-License-Identifier: Apache-2.0

/// Public facts as people write them down, gathered for a reference table: normalised, and told why where they are none.
///
/// No part of the format: whatever makes the table, both sides hold its bytes.
package struct ReferenceFacts {
  /// A fact that did not come into the table.
  package struct Dropped: Sendable, Hashable {
    /// The place of its file among those that were given.
    package let file: Int
    package let line: Int
    package let reason: String
  }

  /// Where a fact stands.
  struct Place: Hashable {
    let file: Int
    let line: Int
  }

  private struct Target: Hashable {
    let canonical: [UInt8]
    let place: Place
  }

  package private(set) var dropped: [Dropped] = []
  private let lists: PublicLists
  private var domains: [[UInt8]: [Target]] = [:]
  private var names: [NameKey: [Target]] = [:]

  package init(lists: PublicLists) { self.lists = lists }

  /// That a company which had one domain, or has it somewhere, is known by another.
  mutating func add(
    domain: ArraySlice<UInt8>, canonical: ArraySlice<UInt8>, at place: Place
  ) {
    guard let old = key(of: domain, at: place), let new = key(of: canonical, at: place) else {
      return
    }
    add(old, new, at: place)
  }

  mutating func add(_ old: [UInt8], _ new: [UInt8], at place: Place) {
    guard old != new else { return drop(place, "already one domain key") }
    domains[old, default: []].append(Target(canonical: new, place: place))
  }

  /// That a company of a name in a country has a domain.
  mutating func add(
    name: ArraySlice<UInt8>, country: ArraySlice<UInt8>, canonical: ArraySlice<UInt8>,
    at place: Place
  ) {
    guard let new = key(of: canonical, at: place) else { return }
    let key: NameKey
    do {
      key = try NameKey(name: name, country: country, lists: lists)
    } catch {
      return drop(place, "name: \(error.rawValue)")
    }
    guard !ListField.isNoName(name) else { return drop(place, "name: a number or an error value") }
    guard key.hasCountry else { return drop(place, "no country is known by this name") }
    names[key, default: []].append(Target(canonical: new, place: place))
  }

  mutating func drop(_ place: Place, _ reason: String) {
    dropped.append(Dropped(file: place.file, line: place.line, reason: reason))
  }

  /// The domain key of a field; nil, and said why, where it has none.
  mutating func key(of field: ArraySlice<UInt8>, at place: Place) -> [UInt8]? {
    switch DomainKey(website: field, lists: lists) {
    case .domain(let key): return key.bytes
    case .absent(let reason):
      drop(place, "domain: \(reason.rawValue)")
      return nil
    }
  }

  /// Whether a field names a registrable domain itself, and no host below it but `www`.
  func isWhole(_ field: ArraySlice<UInt8>) -> Bool {
    guard let host = try? HostName(website: field).bytes,
      let domain = lists.publicSuffixes.registrableDomain(of: host)
    else { return false }
    return host == domain || host == Array("www.".utf8) + domain
  }

  /// The bytes of the table, or a refusal where no fact is left. What several facts contradict is in none.
  package mutating func table() throws(AccountsError) -> [UInt8] {
    var one: [[UInt8]: [UInt8]] = [:]
    for (old, targets) in domains {
      one[old] = agreed(targets)
    }
    var lines: [[UInt8]] = []
    func line(_ fields: [UInt8]...) { lines.append(Array(fields.joined(separator: ",".utf8))) }
    for (old, targets) in domains {
      guard let next = one[old] else { continue }
      if let end = Self.end(of: next, one) {
        line(Array("domain".utf8), old, end)
      } else {
        for target in targets { drop(target.place, "domains that lead in a circle") }
      }
    }
    for (key, targets) in names {
      guard let next = agreed(targets) else { continue }
      if let end = Self.end(of: next, one) {
        line(Array("name".utf8), key.name, key.country, end)
      } else {
        for target in targets { drop(target.place, "domains that lead in a circle") }
      }
    }
    dropped.sort { ($0.file, $0.line, $0.reason) < ($1.file, $1.line, $1.reason) }
    guard !lines.isEmpty else { throw .referenceEmpty }
    lines.sort { $0.lexicographicallyPrecedes($1) }
    var bytes = Array((ReferenceTable.format + "\n").utf8)
    for line in lines { bytes += line + [0x0A] }
    // What was made is read as the other side will read it.
    _ = try ReferenceTable(bytes, lists: lists)
    return bytes
  }

  /// What all facts about one thing say; nil where they differ.
  private mutating func agreed(_ targets: [Target]) -> [UInt8]? {
    guard let first = targets.first, targets.allSatisfy({ $0.canonical == first.canonical }) else {
      for target in targets { drop(target.place, "more than one canonical domain") }
      return nil
    }
    return first.canonical
  }

  /// Where old domains lead in the end; nil where in a circle.
  private static func end(of domain: [UInt8], _ next: [[UInt8]: [UInt8]]) -> [UInt8]? {
    var domain = domain
    for _ in 0...next.count {
      guard let further = next[domain] else { return domain }
      domain = further
    }
    return nil
  }
}
