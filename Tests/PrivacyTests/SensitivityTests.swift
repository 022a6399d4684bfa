// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import CleanRoom
import Parallel
import Questions
import Release
import Testing

/// B3: how far one account, and one row, moves what is released; from list file to figures, without noise.
@Suite("The sensitivity of an account map")
struct SensitivityTests {
  struct Row {
    var website: String
    var name: String
    var status: String
  }

  private let pair: StagedPair
  private let lists: PublicLists

  init() throws {
    pair = try StagedPair(shift: 1)
    lists = try PublicLists()
  }

  @Test("one account moves a family by one, whatever rows it is made of")
  func accounts() throws {
    let seed = UInt64(20_260_101)
    print("sensitivity, accounts: seed \(seed)")
    var source = SeededBytes(seed: seed)
    let law = try pair.terms.plan.maps[0].answerLaw()
    let declared = pair.terms.plan.maps[0].family.sensitivity
    var moves: [Role: Set<Int>] = [:]
    for _ in 0..<25 {
      let initiators = Self.randomList(&source)
      let responders = Self.randomList(&source)
      let whole = try figures(initiators, responders)
      for less in try withoutOneAccount(initiators) {
        let found = try figures(less, responders)
        let moved = distance(found.family, whole.family)
        #expect(moved <= declared, "\(initiators) less \(less) against \(responders)")
        #expect(PrivacyCost(law.epsilon).times(moved) <= pair.terms.plan.reportCharge)
        #expect(distance(found.initiatorSizes, whole.initiatorSizes) == 1)
        moves[.initiator, default: []].insert(moved)
      }
      for less in try withoutOneAccount(responders) {
        let moved = distance(try figures(initiators, less).responderCounts, whole.responderCounts)
        #expect(moved <= 1, "\(responders) less \(less) against \(initiators)")
        moves[.responder, default: []].insert(moved)
      }
    }
    // An account of R without a key sends nothing.
    #expect(moves == [.initiator: [1], .responder: [0, 1]])
  }

  @Test("one row moves at most twice what an account moves, and one moved row four times")
  func rows() throws {
    let seed = UInt64(20_260_102)
    print("sensitivity, rows: seed \(seed)")
    var source = SeededBytes(seed: seed)
    for _ in 0..<25 {
      let initiators = Self.randomList(&source)
      let responders = Self.randomList(&source)
      let whole = try figures(initiators, responders)
      let (i, r) = (
        Int.random(in: initiators.indices, using: &source),
        Int.random(in: responders.indices, using: &source)
      )
      for (most, less) in [(2, Self.removing(i, initiators)), (4, Self.moving(i, initiators))] {
        #expect(try distance(figures(less, responders).family, whole.family) <= most)
      }
      for (most, less) in [(2, Self.removing(r, responders)), (4, Self.moving(r, responders))] {
        let found = try figures(initiators, less)
        #expect(distance(found.responderCounts, whole.responderCounts) <= most)
      }
    }
  }

  /// The numbers that the plan and privacy.md state are reached, on both sides.
  @Test("two and four are reached")
  func reached() throws {
    let list = [
      Row(website: "a.example", name: "", status: "customer"),
      Row(website: "www.a.example", name: "", status: "prospect"),
      Row(website: "b.example", name: "", status: "prospect"),
    ]
    var moved = list
    moved[0].website = "b.example"
    let other = [Row(website: "a.example", name: "", status: "customer")]
    let fewer = Array(list.dropFirst())
    let asInitiator = try [list, fewer, moved].map { try figures($0, other).family }
    #expect(distance(asInitiator[0], asInitiator[1]) == 2)
    #expect(distance(asInitiator[0], asInitiator[2]) == 4)
    let asResponder = try [list, fewer, moved].map { try figures(other, $0).responderCounts }
    #expect(distance(asResponder[0], asResponder[1]) == 2)
    #expect(distance(asResponder[0], asResponder[2]) == 4)
  }

  /// The unit is the account, not the company: what thirty subsidiaries move together.
  @Test("a company that is thirty accounts moves thirty")
  func subsidiaries() throws {
    let list = (0..<30).map { Row(website: "unit-\($0).example", name: "Unit", status: "customer") }
    let kept = Row(website: "kept.example", name: "", status: "customer")
    let whole = try figures(list + [kept], [kept])
    let found = try figures([kept], [kept])
    #expect(distance(whole.family, found.family) == 30)
  }

  private func figures(_ initiators: [Row], _ responders: [Row]) throws -> ReportViews.Seen {
    let machinery = Machinery(
      workers: Workers(count: 1), tape: .insecureZero, arithmetic: ToyArithmetic())
    return ReportViews.Seen(
      try pair.play(own(initiators, .initiator), own(responders, .responder), machinery))
  }

  private func own(_ rows: [Row], _ role: Role) throws -> OwnList {
    OwnList(try read(rows, role), plan: pair.terms.plan, role: role)
  }

  private func read(_ rows: [Row], _ role: Role) throws -> CustomerList {
    // A list file needs a row; one that takes no part makes the empty list.
    let lines = rows.map { "\($0.website),\($0.name),\($0.status)\n" } + [",Nobody,former\n"]
    return try CustomerList.read(
      Array(("Website,Name,Status\n" + lines.joined()).utf8),
      mapping: Mapping(
        columns: ["website": "Website", "name": "Name", "status": "Status"], values: [:]),
      dimensions: pair.terms.plan.dimensions(of: role), lists: lists)
  }

  /// Each list that lacks all rows of one account; the other accounts must be as they were.
  private func withoutOneAccount(_ rows: [Row]) throws -> [[Row]] {
    let list = try read(rows, .initiator)
    let whole = list.accounts.indices.map(list.canonicalRecord)
    var keys: [AccountKey?] = []
    for row in rows {
      var listed = row
      listed.status = "customer"
      let key = try #require(read([listed], .initiator).accounts.first).accountKey
      let takesPart = StatusDimension.values.contains(row.status)
      keys.append(takesPart ? key : nil)
    }
    var neighbours: [[Row]] = []
    for (index, key) in keys.enumerated() {
      guard let key, key.kind == .row || keys.firstIndex(of: key) == index else { continue }
      let less = rows.indices.filter { key.kind == .row ? $0 != index : keys[$0] != key }
      neighbours.append(less.map { rows[$0] })
      var rest = whole
      let neighbour = try read(neighbours[neighbours.count - 1], .initiator)
      for account in neighbour.accounts.indices {
        rest.remove(at: try #require(rest.firstIndex(of: neighbour.canonicalRecord(of: account))))
      }
      #expect(rest.count == 1)
    }
    return neighbours
  }

  private static func removing(_ index: Int, _ rows: [Row]) -> [Row] {
    rows.indices.filter { $0 != index }.map { rows[$0] }
  }

  /// The row now belongs to the account of the first row.
  private static func moving(_ index: Int, _ rows: [Row]) -> [Row] {
    var moved = rows
    moved[index] = Row(website: rows[0].website, name: rows[0].name, status: rows[index].status)
    return moved
  }

  /// Two spellings of a domain, domains that are no key, no domain, no name, statuses that take no part.
  private static func randomList(_ source: inout SeededBytes) -> [Row] {
    let websites = [
      "a.example", "https://www.A.example/", "b.example", "mail.b.example", "c.example", "",
      "gmail.com", "10.0.0.1",
    ]
    return (0..<Int.random(in: 1...7, using: &source)).map { _ in
      Row(
        website: websites.randomElement(using: &source) ?? "",
        name: ["Bolt", "bolt ", "Crux", ""].randomElement(using: &source) ?? "",
        status: (StatusDimension.values + ["former"]).randomElement(using: &source) ?? "")
    }
  }
}

extension ReportViews.Seen {
  fileprivate var family: [Int] { map.family }
  /// What I sees of R: each cell, and each S[0,p].
  fileprivate var responderCounts: [Int] { map.cells.flatMap { $0 } + map.responderUnmatched }
}
