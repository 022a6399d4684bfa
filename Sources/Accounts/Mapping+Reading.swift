// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Yams

extension Mapping {
  /// The longest mapping.yaml, in bytes.
  package static let sizeLimit = 1 << 20

  /// The version line of mapping.yaml.
  static let format = "mapping/1"

  /// Reads mapping.yaml strictly: every key is known, every value is text, nothing is an alias.
  package init(
    yaml bytes: [UInt8], dimensions: [Dimension], amounts: [AmountTerms] = []
  ) throws(AccountsError) {
    guard bytes.count <= Self.sizeLimit else { throw .mappingTooLarge(limit: Self.sizeLimit) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .mappingNotYAML(line: nil)
    }
    if let line = StrictYAML.line(of: text, whereValueBeginsWith: "*") {
      throw .mappingAnchor(line: line)
    }
    self.init(columns: [:], values: [:])

    let document = try MappingDocument(text)
    let top = try document.entries(of: document.root, named: "the mapping")
    guard let version = top.first(where: { $0.key == "lacuna" }),
      try document.text(of: version.value, named: "lacuna") == Self.format
    else { throw .mappingFormat(line: document.root.mark?.line) }
    for entry in top {
      switch entry.key {
      case "lacuna": break
      case "columns": try readColumns(entry, document, dimensions)
      case "values": try readValues(entry, document, dimensions)
      case "amounts": try readAmounts(entry, document, amounts)
      case "dates": try readDates(entry, document, dimensions)
      case "parent": try readParent(entry, document)
      default: throw .mappingUnknownKey(entry.key, line: entry.line)
      }
    }
  }

  private mutating func readColumns(
    _ section: MappingDocument.Entry, _ document: MappingDocument, _ dimensions: [Dimension]
  ) throws(AccountsError) {
    for entry in try document.entries(of: section.value, named: section.key) {
      guard
        Field(rawValue: entry.key) != nil || dimensions.contains(where: { $0.name == entry.key })
      else { throw .mappingUnknownKey(entry.key, line: entry.line) }
      columns[entry.key] = try document.text(of: entry.value, named: entry.key)
    }
  }

  private mutating func readValues(
    _ section: MappingDocument.Entry, _ document: MappingDocument, _ dimensions: [Dimension]
  ) throws(AccountsError) {
    for entry in try document.entries(of: section.value, named: section.key) {
      guard let dimension = dimensions.first(where: { $0.name == entry.key }) else {
        throw .mappingUnknownKey(entry.key, line: entry.line)
      }
      var table: [String: String] = [:]
      for value in try document.entries(of: entry.value, named: entry.key) {
        let agreed = try document.text(of: value.value, named: entry.key)
        let isOther = agreed == Self.other && dimension.unlisted == .other
        guard dimension.values.contains(agreed) || isOther else {
          throw .mappingUnknownValue(dimension: entry.key, line: value.line)
        }
        table[value.key] = agreed
      }
      values[entry.key] = table
    }
  }
}

/// The YAML of a mapping as Yams composed it, read node by node.
struct MappingDocument {
  struct Entry {
    let key: String
    let value: Node
    var line: Int?
  }

  /// Yams's nodes hold their anchors weakly; the parser keeps them.
  private let parser: Yams.Parser
  let root: Node

  init(_ text: String) throws(AccountsError) {
    do {
      parser = try Yams.Parser(yaml: text, encoding: .utf8)
      guard let root = try parser.singleRoot() else { throw AccountsError.mappingFormat(line: nil) }
      self.root = root
    } catch let error as AccountsError {
      throw error
    } catch {
      throw .mappingNotYAML(line: Self.line(of: error))
    }
  }

  /// The entries of a block of `key: value` lines. An empty block has none.
  func entries(of node: Node, named name: String) throws(AccountsError) -> [Entry] {
    try refuseAnchor(node)
    if case .scalar(let scalar) = node, scalar.string.isEmpty { return [] }
    guard case .mapping(let mapping) = node else {
      throw .mappingMisshapen(name, line: node.mark?.line)
    }
    var entries: [Entry] = []
    var seen: Set<String> = []
    for (key, value) in mapping {
      let text = try self.text(of: key, named: name)
      guard seen.insert(text).inserted else { throw .mappingNotYAML(line: key.mark?.line) }
      entries.append(Entry(key: text, value: value, line: key.mark?.line))
    }
    return entries
  }

  /// The text as written: `yes`, `010` and `null` are text here. Without U+FEFF before it, of which Yams itself drops one:
  /// no field begins with it, either.
  func text(of node: Node, named name: String) throws(AccountsError) -> String {
    try refuseAnchor(node)
    guard case .scalar(let scalar) = node else {
      throw .mappingMisshapen(name, line: node.mark?.line)
    }
    return String(String.UnicodeScalarView(scalar.string.unicodeScalars.drop { $0 == "\u{FEFF}" }))
  }

  private func refuseAnchor(_ node: Node) throws(AccountsError) {
    // Yams puts the anchored node itself where an alias stood.
    guard node.anchor == nil else { throw .mappingAnchor(line: node.mark?.line) }
  }

  private static func line(of error: any Error) -> Int? {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }
}
