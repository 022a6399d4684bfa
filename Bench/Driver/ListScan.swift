// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import Cryptography

/// A list under the mapping that its own columns give, taken as far as a depth says.
struct ListScan {
  private static let dimensions = [
    Dimension(
      name: "status", values: ["customer", "open opportunity", "prospect"], rollUp: .precedence,
      unlisted: .other),
    Dimension(
      name: "industry", values: ["Education", "Healthcare", "Energy Power"], rollUp: .majority,
      unlisted: .other),
    Dimension(
      name: "products", values: ["Core Platform", "Analytics", "Managed Support"], rollUp: .union,
      unlisted: .other),
  ]

  private let file: BenchFile
  private let depth: RowScan.Depth
  private let mapping: Mapping
  private let lists: PublicLists

  init(_ file: BenchFile, depth: RowScan.Depth) throws {
    self.file = file
    self.depth = depth
    // The first chunk tells the columns.
    var survey = ListSurvey()
    var isFirst = true
    try file.forEachChunk { chunk in
      if isFirst { try survey.read(Array(chunk.prefix(1 << 16))) }
      isFirst = false
    }
    mapping = MappingGuess(columns: try survey.finish(), dimensions: Self.dimensions).mapping
    lists = try PublicLists()
  }

  func keys() throws -> (rows: Int, check: UInt64) {
    var scan = RowScan(mapping: mapping, dimensions: Self.dimensions, lists: lists, depth: depth)
    var rows = 0
    var check: UInt64 = 0
    func take(_ row: DelimitedRow, _ domain: DomainKey?, _ name: NameKey?) {
      rows += 1
      check &+= UInt64(row.count)
      if case .domain(let key) = domain { check &+= UInt64(key.bytes.count) }
      if let name { check &+= UInt64(name.name.count) }
    }
    try file.forEachChunk { try scan.read($0, take) }
    try scan.finish(take)
    return (rows, check)
  }

  /// Two tokens a row: of its domain, and of its name and country. Where one is missing, that of a fake account.
  func tokens() throws -> (rows: Int, check: UInt64) {
    var scan = RowScan(mapping: mapping, dimensions: Self.dimensions, lists: lists, depth: depth)
    var codes = try RowCodes()
    try file.forEachChunk { chunk in
      try scan.read(chunk) { codes.add($1, $2) }
      try codes.make()
    }
    try scan.finish { codes.add($1, $2) }
    try codes.make()
    return (codes.rows, codes.check)
  }

  func accounts() throws -> (rows: Int, check: UInt64) {
    var list = try ListImport(mapping: mapping, dimensions: Self.dimensions, lists: lists)
    try file.forEachChunk { try list.read($0) }
    let read = try list.finish()
    return (read.summary.rows, UInt64(read.accounts.count))
  }
}

/// Tokens of the keys of rows, made in batches as those of accounts are.
private struct RowCodes: ~Copyable {
  private(set) var rows = 0
  private(set) var check: UInt64 = 0
  private var names = TokenNames()
  private var maker: TokenMaker

  init() throws {
    maker = try TableKey(
      insecureSecret: SecretBytes(copying: [UInt8](repeating: 7, count: 32).span)
    ).tokens()
  }

  mutating func add(_ domain: DomainKey?, _ name: NameKey?) {
    rows += 1
    if case .domain(let key) = domain {
      names.appendKey(kind: key.kind.rawValue) { key.appendFields(to: &$0) }
    } else {
      names.append(.fake(g: 0, p: 0, j: rows))
    }
    if let name {
      names.appendKey(kind: MatchKey.Kind.nameAndCountry.rawValue) { name.appendFields(to: &$0) }
    } else {
      names.append(.fake(g: 0, p: 1, j: rows))
    }
  }

  /// Makes the tokens of what was added.
  mutating func make() throws {
    check += UInt64(try maker.tokens(of: names, 0..<names.count).count)
    names.removeAll()
  }
}
