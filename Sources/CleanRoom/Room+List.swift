// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements
internal import Ledger
internal import Parallel
internal import Questions

/// What a dry run on the own list shows: the mapping, where it came from, and what became of the rows.
package struct ListCheck: Sendable {
  package let mapping: Mapping
  /// What the guess saw; empty where mapping.yaml was there already.
  package let notes: [MappingGuess.Note]
  /// The path of a mapping.yaml that was written now.
  package let written: String?
  /// Some values of each mapped column, by field.
  package let samples: [String: [String]]
  /// Every value of each dimension's column, by dimension, and where the mapping takes it.
  package let uses: [String: [ValueUse]]
  package let dimensions: [Dimension]
  /// How many accounts the agreement lets take part; nil before there is one.
  package let limits: ClosedRange<Int>?
  /// What each kind of match key finds in the list, under the agreed match rule; empty before there is one.
  package let keys: [KeyCoverage]
  /// Accounts that send at least one match key under that rule: the others meet nobody. Nil before there is an agreement.
  package let matchable: Int?
  /// Whether domains come from a reference table.
  package let reference: ReferenceUse
  package let summary: ListSummary
}

extension Room {
  /// Reads the own list under mapping.yaml, which is guessed and written if it is not there.
  package func checkList(at path: String) throws(CleanRoomError) -> ListCheck {
    let dimensions = try dimensionsForCheck()
    let source = try ListSource(forSeveralPassesOver: path)
    let columns = try survey(source)
    var mapping: Mapping
    var notes: [MappingGuess.Note] = []
    var parent = ParentSource.none
    let isNew = !RoomFiles.exists(folder.mapping)
    if isNew {
      let guess = MappingGuess(
        columns: columns, dimensions: dimensions.own,
        number: dimensions.agreed?.terms.agreement.terms.match.number,
        amounts: dimensions.amounts.amounts)
      (mapping, notes, parent) = (guess.mapping, guess.notes, guess.parent)
    } else {
      mapping = try self.mapping(dimensions)
    }
    let list = try readList(
      source, mapping: mapping, dimensions: dimensions.own, amounts: dimensions.amounts,
      openQuestions: .listed, lists: dimensions.lists)
    let vocabularies = dimensions.own.filter(\.windows.isEmpty)
    let uses = vocabularies.reduce(into: [String: [ValueUse]]()) { uses, dimension in
      uses[dimension.name] = mapping.uses(of: dimension, in: columns)
    }
    if isNew {
      try RoomFiles.write(
        Array(
          mapping.yaml(
            dimensions: dimensions.own, uses: uses, amounts: dimensions.amounts.amounts,
            parent: parent
          ).utf8), to: folder.mapping, visibility: .owner, existing: .keep)
    }
    let coverage = dimensions.coverage(of: list)
    return ListCheck(
      mapping: mapping, notes: notes, written: isNew ? folder.mapping : nil,
      samples: mapping.samples(in: columns), uses: uses, dimensions: dimensions.own,
      limits: dimensions.limits, keys: coverage?.keys ?? [],
      matchable: coverage?.meets.count { $0 },
      reference: referenceUse(dimensions.agreed?.terms), summary: list.summary)
  }

  /// The own list for a run, within the agreement's limits.
  ///
  /// This comes before any file of the counterpart is opened, so that what the counterpart can observe does not
  /// depend on the list (protocol 5).
  package func importList(
    at path: String, _ terms: RunTerms, role: Role
  ) throws(CleanRoomError) -> CustomerList {
    let checked = Checked(terms, role, lists: try keyLists(terms))
    let list = try readList(
      ListSource(path), mapping: try mapping(checked), dimensions: checked.own,
      amounts: checked.amounts, lists: checked.lists)
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
  struct Checked {
    let lists: PublicLists
    var own = [StatusDimension.agreed]
    var all = [StatusDimension.agreed]
    var limits: ClosedRange<Int>?
    var agreed: (terms: RunTerms, role: Role)?
    /// Of the own side.
    var amounts = SideAmounts.none

    init(lists: PublicLists) { self.lists = lists }

    init(_ terms: RunTerms, _ role: Role, lists: PublicLists) {
      self.lists = lists
      let agreement = terms.agreement.terms
      let least = agreement.privacy.smallestList
      own = terms.plan.dimensions(of: role)
      // What mapping.yaml may speak of: every agreed dimension, and the own products.
      all = agreement.dimensions + (agreement.products(of: role).map { [$0] } ?? [])
      limits = least...max(least, terms.agreement.party(role).accounts)
      agreed = (terms, role)
      amounts = agreement.amounts(of: role)
    }

    func coverage(of list: CustomerList) -> ListCoverage? {
      agreed.map { ListCoverage(list, $0.terms, role: $0.role) }
    }
  }

  func dimensionsForCheck() throws(CleanRoomError) -> Checked {
    guard RoomFiles.exists(folder.agreement) else {
      return Checked(lists: try keyLists(nil))
    }
    let (terms, role) = try agreement()
    return Checked(terms, role, lists: try keyLists(terms))
  }

  func mapping(_ checked: Checked) throws(CleanRoomError) -> Mapping {
    let bytes = try RoomFiles.required(
      folder.mapping, hint: "let lacuna propose one: lacuna check LIST",
      limit: 16 * Mapping.sizeLimit)
    do {
      return try Mapping(
        yaml: bytes, dimensions: checked.all, amounts: checked.amounts.amounts)
    } catch {
      throw CleanRoomError(error, file: folder.mapping)
    }
  }

  private func survey(_ source: ListSource) throws(CleanRoomError) -> [ListSurvey.Column] {
    var survey = ListSurvey()
    try source.forEachChunk { chunk throws(AccountsError) in try survey.read(chunk) }
    do { return try survey.finish() } catch {
      throw CleanRoomError(error, file: source.name)
    }
  }

  func readList(
    _ source: ListSource, mapping: Mapping, dimensions: [Dimension], amounts: SideAmounts,
    openQuestions: ListImport.OpenQuestions = .refused, lists: PublicLists
  ) throws(CleanRoomError) -> CustomerList {
    do {
      var list = try ListImport(
        mapping: mapping, dimensions: dimensions, amounts: amounts, openQuestions: openQuestions,
        lists: lists, workers: setting.machinery.workers.silent)
      var runs = RowRunFiles(in: folder.annex)
      try source.forEachChunk { chunk in
        try list.read(chunk)
        if list.heldSize > setting.rowMemory { try list.keepRows(in: &runs) }
      }
      return try list.finish(with: &runs)
    } catch {
      throw CleanRoomError(error, file: error is AccountsError ? source.name : nil)
    }
  }
}
