// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements
internal import Ledger
internal import Questions

/// What a dry run on the own list shows: the mapping, where it came from, and what became of the rows.
package struct ListCheck: Sendable {
  package let mapping: Mapping
  /// What the guess saw; empty where mapping.yaml was there already.
  package let notes: [MappingGuess.Note]
  /// The path of a mapping.yaml that was written now.
  package let written: String?
  package let dimensions: [Dimension]
  /// How many accounts the agreement lets take part; nil before there is one.
  package let limits: ClosedRange<Int>?
  /// What each kind of match key finds in the list, under the agreed match rule; empty before there is one.
  package let keys: [KeyCoverage]
  package let summary: ListSummary
}

/// One kind of match key: the accounts that send it, and those whose key another account has, too.
package struct KeyCoverage: Sendable, Equatable {
  package let name: String
  package let accounts: Int
  package let ambiguous: Int
}

extension Room {
  /// Reads the own list under mapping.yaml, which is guessed and written if it is not there.
  package func checkList(at path: String) throws(CleanRoomError) -> ListCheck {
    let dimensions = try dimensionsForCheck()
    if RoomFiles.exists(folder.mapping) {
      let mapping = try mapping(dimensions.all)
      let list = try readList(at: path, mapping: mapping, dimensions: dimensions.own)
      return ListCheck(
        mapping: mapping, notes: [], written: nil, dimensions: dimensions.own,
        limits: dimensions.limits, keys: dimensions.keys(of: list), summary: list.summary)
    }
    var survey = ListSurvey()
    try Self.forEachChunk(of: path) { chunk throws(AccountsError) in try survey.read(chunk) }
    let guess: MappingGuess
    do {
      guess = MappingGuess(columns: try survey.finish(), dimensions: dimensions.own)
    } catch {
      throw CleanRoomError(error, file: path)
    }
    let list = try readList(at: path, mapping: guess.mapping, dimensions: dimensions.own)
    try RoomFiles.write(
      Array(guess.mapping.yaml(dimensions: dimensions.own).utf8), to: folder.mapping,
      visibility: .owner, existing: .keep)
    return ListCheck(
      mapping: guess.mapping, notes: guess.notes, written: folder.mapping,
      dimensions: dimensions.own, limits: dimensions.limits, keys: dimensions.keys(of: list),
      summary: list.summary)
  }

  /// The own list for a run, within the agreement's limits.
  ///
  /// This comes before any file of the counterpart is opened, so that what the counterpart can observe does not
  /// depend on the list (protocol 5).
  package func importList(
    at path: String, _ terms: RunTerms, role: Role
  ) throws(CleanRoomError) -> CustomerList {
    let list = try readList(
      at: path, mapping: try mapping(Self.mapped(terms, role)),
      dimensions: terms.plan.dimensions(of: role))
    let smallest = terms.agreement.terms.privacy.smallestList
    guard list.accounts.count >= smallest else {
      throw CleanRoomError(
        "list-too-small", .ownDataRejected,
        "\(path): \(list.accounts.count) accounts take part; the agreement wants at least \(smallest)",
        hint: "is every customer in this export? lacuna check shows what was left out, and why")
    }
    let most = terms.agreement.party(role).accounts
    guard list.accounts.count <= most else {
      throw CleanRoomError(
        "list-too-large", .ownDataRejected,
        "\(path): \(list.accounts.count) accounts; the agreement allows this side \(most)",
        hint: "agree on a larger limit")
    }
    return list
  }

  /// What a list is checked against: the agreed dimensions of the own side; before there is an agreement, status alone.
  private struct Checked {
    var own = [StatusDimension.agreed]
    var all = [StatusDimension.agreed]
    var limits: ClosedRange<Int>?
    var agreed: (terms: RunTerms, role: Role)?

    func keys(of list: CustomerList) -> [KeyCoverage] {
      agreed.map { ListNotes(list, $0.terms, role: $0.role).keys } ?? []
    }
  }

  private func dimensionsForCheck() throws(CleanRoomError) -> Checked {
    guard RoomFiles.exists(folder.agreement) else { return Checked() }
    let (terms, role) = try agreement()
    let least = terms.agreement.terms.privacy.smallestList
    let most = max(least, terms.agreement.party(role).accounts)
    return Checked(
      own: terms.plan.dimensions(of: role), all: Self.mapped(terms, role), limits: least...most,
      agreed: (terms, role))
  }

  /// What mapping.yaml may speak of: every agreed dimension, and the own products.
  private static func mapped(_ terms: RunTerms, _ role: Role) -> [Dimension] {
    terms.agreement.terms.dimensions
      + (terms.agreement.terms.products(of: role).map { [$0] } ?? [])
  }

  private func mapping(_ dimensions: [Dimension]) throws(CleanRoomError) -> Mapping {
    let bytes = try RoomFiles.required(
      folder.mapping, hint: "let lacuna propose one: lacuna check LIST",
      limit: 16 * Mapping.sizeLimit)
    do { return try Mapping(yaml: bytes, dimensions: dimensions) } catch {
      throw CleanRoomError(error, file: folder.mapping)
    }
  }

  private func readList(
    at path: String, mapping: Mapping, dimensions: [Dimension]
  ) throws(CleanRoomError) -> CustomerList {
    do {
      var list = try ListImport(
        mapping: mapping, dimensions: dimensions, lists: try PublicLists())
      try Self.forEachChunk(of: path) { chunk throws(AccountsError) in try list.read(chunk) }
      return try list.finish()
    } catch {
      throw CleanRoomError(error, file: error is AccountsError ? path : nil)
    }
  }

  private static func forEachChunk(
    of path: String, _ body: ([UInt8]) throws(AccountsError) -> Void
  ) throws(CleanRoomError) {
    let files = LocalFiles()
    do {
      guard let file = try files.open(path) else {
        throw CleanRoomError("file-missing", .fileMissing, "\(path): no such file")
      }
      defer { try? files.close(file) }
      while true {
        let chunk = try files.read(from: file, atMost: 1 << 20)
        if chunk.isEmpty { return }
        try body(chunk)
      }
    } catch {
      throw CleanRoomError(error, file: error is AccountsError ? path : nil)
    }
  }
}
