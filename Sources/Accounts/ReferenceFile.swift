// SPDX-License-Identifier: Apache-2.0

/// A file of public facts: give the chunks in order to `read(_:)`, then call `finish(into:)`.
///
/// Text with columns, as lists are. The header says what its rows are: `alias,canonical`; `name,country,canonical`; or
/// `set,domain,role`, domains of one owner with what each is to it.
package struct ReferenceFile: ~Copyable {
  private let number: Int
  private var reader = DelimitedReader()
  private var rows: [DelimitedRow] = []

  /// - Parameter number: the file's place among those that are given.
  package init(number: Int) { self.number = number }

  package mutating func read(_ chunk: [UInt8]) throws(AccountsError) {
    rows += try reader.rows(in: chunk)
  }

  package consuming func finish(into facts: inout ReferenceFacts) throws(AccountsError) {
    rows += try reader.finish()
    let header = reader.header.map { FieldText.folded($0) }
    func place(_ name: String) -> Int? { header.firstIndex(of: name) }
    if let set = place("set"), let domain = place("domain"), let role = place("role") {
      var sets = ReferenceSets()
      for row in rows {
        sets.add(
          ReferenceSets.Member(
            set: Array(ListField.text(row[set])), address: ListField.address(row[domain]),
            role: String(decoding: ListField.text(row[role]), as: UTF8.self),
            place: ReferenceFacts.Place(file: number, line: row.line)))
      }
      return sets.finish(into: &facts)
    }
    guard let canonical = place("canonical") else { throw .referenceColumns }
    if let alias = place("alias") {
      for row in rows {
        facts.add(
          domain: ListField.address(row[alias]), canonical: ListField.address(row[canonical]),
          at: ReferenceFacts.Place(file: number, line: row.line))
      }
    } else if let name = place("name"), let country = place("country") {
      for row in rows {
        facts.add(
          name: ListField.text(row[name]), country: ListField.text(row[country]),
          canonical: ListField.address(row[canonical]),
          at: ReferenceFacts.Place(file: number, line: row.line))
      }
    } else {
      throw .referenceColumns
    }
  }
}

/// Sets of domains of one owner. Roles: `from` and `to`, an old domain and the new one; `cctld of DOMAIN`, the same under a
/// country; `primary: NAME` and `additional`, domains of one service; `shared` and `associated`, other brands of the owner.
struct ReferenceSets {
  struct Member {
    let set: [UInt8]
    let address: ArraySlice<UInt8>
    let role: String
    let place: ReferenceFacts.Place
  }

  private var sets: [[UInt8]: [Member]] = [:]

  mutating func add(_ member: Member) { sets[member.set, default: []].append(member) }

  func finish(into facts: inout ReferenceFacts) {
    for members in sets.values {
      // A host below a domain is where one logs in: it says nothing of the domain's owner.
      var whole: [(key: [UInt8], member: Member)] = []
      for member in members {
        guard facts.isWhole(member.address) else {
          facts.drop(member.place, "no registrable domain itself")
          continue
        }
        guard let key = facts.key(of: member.address, at: member.place) else { continue }
        whole.append((key, member))
      }
      Self.add(whole, "from", to: "to", &facts)
      Self.add(whole, "additional", to: "primary: ", &facts)
      for (key, member) in whole where member.role.hasPrefix("cctld of ") {
        let canonical = ArraySlice(member.role.utf8.dropFirst("cctld of ".utf8.count))
        if let new = facts.key(of: canonical, at: member.place) {
          facts.add(key, new, at: member.place)
        }
      }
      addFamilies(
        whole.filter { ["shared", "associated", "primary"].contains($0.member.role) }, &facts)
    }
  }

  private static func add(
    _ members: [(key: [UInt8], member: Member)], _ old: String, to new: String,
    _ facts: inout ReferenceFacts
  ) {
    let canonical = Set(members.filter { $0.member.role.hasPrefix(new) }.map(\.key))
    for (key, member) in members where member.role == old {
      guard let one = canonical.first, canonical.count == 1 else {
        facts.drop(member.place, "a set without one canonical domain")
        continue
      }
      facts.add(key, one, at: member.place)
    }
  }

  /// Domains of one owner with one first label are a family: the one under `com` stands for it, else the first by its bytes.
  private func addFamilies(
    _ members: [(key: [UInt8], member: Member)], _ facts: inout ReferenceFacts
  ) {
    let families = Dictionary(grouping: members) { $0.key.prefix { $0 != UInt8(ascii: ".") } }
    for (label, family) in families {
      let keys = Set(family.map(\.key))
      let commercial = Array(label) + Array(".com".utf8)
      let first = keys.min { $0.lexicographicallyPrecedes($1) }
      guard let canonical = keys.contains(commercial) ? commercial : first else { continue }
      for (key, member) in family where key != canonical {
        facts.add(key, canonical, at: member.place)
      }
      if keys.count == 1, let alone = family.first?.member, alone.role != "primary" {
        facts.drop(alone.place, "another brand of an owner")
      }
    }
  }
}
