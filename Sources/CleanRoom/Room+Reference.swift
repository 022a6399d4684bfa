// SPDX-License-Identifier: Apache-2.0

package import Accounts
package import Agreements
package import Ledger

/// Whether the keys of a list are resolved through the reference table in the room (account-keys.md 9).
package enum ReferenceUse: Sendable, Equatable {
  /// There is none, and none is agreed.
  case absent
  case agreed
  /// Before there is an agreement, one that lies in the room is what its owner means to agree on.
  case proposed
  /// It lies in the room, and the agreement does not name it.
  case unnamed
}

extension Room {
  /// The public lists and, where the terms name one, the reference table that keys are made with.
  ///
  /// Nothing has been read of a list before, and nothing is written: a run never begins with another table than the agreed.
  func keyLists(_ terms: RunTerms?) throws(CleanRoomError) -> PublicLists {
    var lists: PublicLists
    do { lists = try PublicLists() } catch { throw CleanRoomError(error) }
    if let number = terms?.agreement.terms.match.number { lists = lists.numbered(by: number) }
    let agreed = terms?.agreement.terms.match.reference
    guard agreed != nil || terms == nil && RoomFiles.exists(folder.reference) else { return lists }
    guard let bytes = try ReferenceFiles.contents(folder.reference) else {
      throw CleanRoomError(
        "reference-missing", .fileMissing,
        "\(folder.reference): the agreement names a reference table, and it is not here",
        hint: "ask the counterpart for its table, and put it into the room as reference.csv")
    }
    // Compared before it is read: of another table nothing matters.
    guard agreed == nil || agreed == ReferenceTable.digest(of: bytes) else {
      throw CleanRoomError(
        "reference-differs", .refused,
        "\(folder.reference): this is not the reference table that the agreement names",
        hint: "both sides need the same bytes: ask the counterpart for its reference.csv")
    }
    return lists.resolving(
      through: try ReferenceFiles.table(bytes, lists: lists, path: folder.reference))
  }

  func referenceUse(_ terms: RunTerms?) -> ReferenceUse {
    if terms?.agreement.terms.match.reference != nil { return .agreed }
    guard RoomFiles.exists(folder.reference) else { return .absent }
    return terms == nil ? .proposed : .unnamed
  }
}

/// Reference tables as files: made from files of public facts, and read.
package enum ReferenceFiles {
  /// What came of the facts.
  package struct Made: Sendable {
    package let digest: Agreements.Digest
    /// How many facts the table holds.
    package let facts: Int
    package let dropped: [ReferenceFacts.Dropped]
  }

  /// Makes a table from files of public facts, and writes it.
  package static func make(
    from paths: [String], to path: String, replacing: ExistingFile
  ) throws(CleanRoomError) -> Made {
    do {
      let lists = try PublicLists()
      var facts = ReferenceFacts(lists: lists)
      for (number, path) in paths.enumerated() {
        let source = ListSource(path)
        do {
          var file = ReferenceFile(number: number)
          try source.forEachChunk { chunk throws(AccountsError) in try file.read(chunk) }
          try file.finish(into: &facts)
        } catch let error as AccountsError {
          throw CleanRoomError(error, file: source.name)
        }
      }
      let bytes = try facts.table()
      let table = try ReferenceTable(bytes, lists: lists)
      try RoomFiles.write(bytes, to: path, visibility: .everyone, existing: replacing)
      return Made(digest: table.digest, facts: table.count, dropped: facts.dropped)
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// Nil where there is no such file; one byte more than a table may have is enough to refuse it.
  static func contents(_ path: String) throws(CleanRoomError) -> [UInt8]? {
    try RoomFiles.contents(path, limit: 2 * ReferenceTable.sizeLimit)
  }

  static func table(
    _ bytes: [UInt8], lists: PublicLists, path: String
  ) throws(CleanRoomError) -> ReferenceTable {
    do { return try ReferenceTable(bytes, lists: lists) } catch {
      throw CleanRoomError(error, file: path)
    }
  }
}
