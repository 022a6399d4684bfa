// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Foundation
import Testing

/// A pair of shared lists as accounts, and which of them are truly the same (../shared/data/README.md).
struct LabelledLists: Sendable {
  /// Places among the accounts of the two lists.
  struct Pair: Hashable, Sendable {
    let vendor: Int
    let partner: Int
  }

  let vendor: CustomerList
  let partner: CustomerList
  /// The accounts of each true pair of rows; nil where a row's account cannot be told.
  let truth: [Pair?]
  private let trueAccounts: Set<Pair>
  private let vendorLabels: [Label]
  private let partnerLabels: [Label]

  /// What is known of the rows of an account.
  private struct Label: Sendable {
    var entities: Set<Substring> = []
    var domains: Set<Substring> = []
    var related: Set<Substring> = []
  }

  /// The lists of about twenty thousand rows are read once: two tests look at them.
  static func named(_ data: String) throws -> LabelledLists {
    data == "mid" ? try mid.get() : try LabelledLists(data)
  }

  private static let mid = Result { try LabelledLists("mid") }

  /// - Parameter table: what the keys are resolved through; nil for none.
  init(_ data: String, _ table: ReferenceTable? = nil) throws {
    var lists = try PublicLists()
    if let table { lists = lists.resolving(through: table) }
    let own = try Rows("\(data)/vendor.csv", lists)
    let other = try Rows("\(data)/partner.csv", lists)
    (vendor, partner) = (own.list, other.list)
    truth = try Self.lines("\(data)/truth.csv").map { line in
      let ids = line.split(separator: ",", maxSplits: 2)
      guard let one = own.account[ids[0]], let two = other.account[ids[1]] else { return nil }
      return Pair(vendor: one, partner: two)
    }
    trueAccounts = Set(truth.compactMap { $0 })
    var labels = [own, other].map { Array(repeating: Label(), count: $0.list.accounts.count) }
    for fields in try Self.labels(data) {
      for (side, rows) in [own, other].enumerated() {
        guard let place = rows.account[fields[0]] else { continue }
        func values(_ field: Substring) -> [Substring] {
          field.split { $0 == ";" || $0 == "|" || $0 == " " }
        }
        labels[side][place].entities.insert(fields[1])
        labels[side][place].domains.formUnion(values(fields[3]))
        labels[side][place].related.formUnion(values(fields[4]))
      }
    }
    (vendorLabels, partnerLabels) = (labels[0], labels[1])
  }

  func isTrue(_ pair: Pair) -> Bool { trueAccounts.contains(pair) }

  /// Whether two accounts have a domain in common that any source gives them, or are parent and child.
  func isFamily(_ pair: Pair) -> Bool {
    let (one, two) = (vendorLabels[pair.vendor], partnerLabels[pair.partner])
    return !one.domains.isDisjoint(with: two.domains)
      || !one.related.isDisjoint(with: two.entities)
      || !two.related.isDisjoint(with: one.entities)
  }

  /// The fields of each label; of a list whose rows are those of `mid` with dirt, the label of the clean row.
  private static func labels(_ data: String) throws -> [[Substring]] {
    func fields(_ data: String) throws -> [[Substring]] {
      try lines("\(data)/labels.csv").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
    }
    let own = try fields(data)
    guard own.first?.count == 2 else { return own }
    let clean = Dictionary(try fields("mid").map { ($0[0], $0) }) { first, _ in first }
    return own.compactMap { row in clean[row[1]].map { [row[0]] + $0.dropFirst() } }
  }

  /// The lines after the header.
  private static func lines(_ path: String) throws -> [Substring] {
    String(decoding: try SharedData.bytes(path), as: UTF8.self)
      .split { $0.isNewline }.dropFirst().map { $0 }
  }

  /// A list, and the account of each row.
  private struct Rows {
    let list: CustomerList
    /// By the row's id, where it has a key of any kind.
    private(set) var account: [Substring: Int] = [:]

    init(_ path: String, _ lists: PublicLists) throws {
      let bytes = try SharedData.bytes(path)
      let columns = try ListSurvey.columns(of: bytes)
      var mapping = MappingGuess(columns: columns, dimensions: []).mapping
      list = try CustomerList.read(bytes, mapping: mapping, dimensions: [], lists: lists)
      var places: [AccountKey: Int] = [:]
      for (place, account) in list.accounts.enumerated() where account.accountKey.kind != .row {
        places[account.accountKey] = place
      }
      // An account key is a function of its row alone.
      mapping.columns[Self.id] = columns[0].header
      var reading = ListReading(mapping: mapping)
      var rows = try reading.read(bytes)
      rows += try reading.finish()
      try #require(rows.count == list.summary.rows)
      for row in rows {
        let keys = reading.keys(of: row, lists: lists)
        account[Substring(row.values[Self.id] ?? "")] = keys.flatMap { places[$0.account] }
      }
    }

    private static let id = "id"
  }
}
