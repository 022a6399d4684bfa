// SPDX-License-Identifier: Apache-2.0

internal import Agreements

extension Mapping {
  mutating func readAmounts(
    _ section: MappingDocument.Entry, _ document: MappingDocument, _ amounts: [AmountTerms]
  ) throws(AccountsError) {
    for entry in try document.entries(of: section.value, named: section.key) {
      guard let terms = amounts.first(where: { $0.name == entry.key }) else {
        throw .mappingUnknownKey(entry.key, line: entry.line)
      }
      self.amounts[entry.key] = try Self.source(entry, document, of: terms)
    }
  }

  private static func source(
    _ entry: MappingDocument.Entry, _ document: MappingDocument, of terms: AmountTerms
  ) throws(AccountsError) -> AmountSource {
    var column: String?
    var currencies: [AmountSource.Currency] = []
    var source = AmountSource(column: "")
    for part in try document.entries(of: entry.value, named: entry.key) {
      let text = try document.text(of: part.value, named: part.key)
      switch (part.key, terms.currency) {
      case ("column", _): column = text
      case ("currency", .some):
        guard let code = CurrencyCode(text) else {
          throw .mappingMisshapen(part.key, line: part.line)
        }
        currencies.append(.fixed(code))
      case ("currency-column", .some): currencies.append(.column(text))
      case ("decimal", _):
        guard let decimal = DecimalSign(rawValue: text) else {
          throw .mappingMisshapen(part.key, line: part.line)
        }
        source.decimal = decimal
      case ("negative", _):
        guard text == AmountSource.Negative.zero.rawValue else {
          throw .mappingMisshapen(part.key, line: part.line)
        }
        source.negative = .zero
      default: throw .mappingUnknownKey(part.key, line: part.line)
      }
    }
    guard let column, currencies.count <= 1 else {
      throw .mappingMisshapen(entry.key, line: entry.line)
    }
    source.column = column
    source.currency = currencies.first
    return source
  }

  mutating func readDates(
    _ section: MappingDocument.Entry, _ document: MappingDocument, _ dimensions: [Dimension]
  ) throws(AccountsError) {
    for entry in try document.entries(of: section.value, named: section.key) {
      guard dimensions.contains(where: { $0.name == entry.key && !$0.windows.isEmpty }) else {
        throw .mappingUnknownKey(entry.key, line: entry.line)
      }
      for part in try document.entries(of: entry.value, named: entry.key) {
        guard part.key == "order" else { throw .mappingUnknownKey(part.key, line: part.line) }
        let text = try document.text(of: part.value, named: part.key)
        guard let order = DateOrder(rawValue: text) else {
          throw .mappingMisshapen(part.key, line: part.line)
        }
        dates[entry.key] = order
      }
    }
  }

  mutating func readParent(
    _ section: MappingDocument.Entry, _ document: MappingDocument
  ) throws(AccountsError) {
    for entry in try document.entries(of: section.value, named: section.key) {
      let header = try document.text(of: entry.value, named: entry.key)
      switch entry.key {
      case Field.website.rawValue: parent.website = header
      case Field.name.rawValue: parent.name = header
      default: throw .mappingUnknownKey(entry.key, line: entry.line)
      }
    }
  }

  // MARK: Writing

  /// The sections of amounts, dates and the parent, by name; nothing where there is nothing to say.
  func sourceLines(_ scalar: (String) -> String, open: [AmountTerms], parent proposed: ParentSource)
    -> [String]
  {
    var lines: [String] = []
    let named = amounts.sorted { $0.key < $1.key }
    if !named.isEmpty {
      lines += ["", "# amount: its column, and how the column writes it", "amounts:"]
    }
    for (name, source) in named {
      lines += ["  \(scalar(name)):", "    column: \(scalar(source.column))"]
      switch source.currency {
      case .fixed(let code): lines.append("    currency: \(scalar(code.text))")
      case .column(let header): lines.append("    currency-column: \(scalar(header))")
      case nil:
        // Nobody but the owner knows: what was agreed is proposed.
        if let code = open.first(where: { $0.name == name })?.currency {
          lines.append("    # in which currency? take the # away if this is it:")
          lines.append("    # currency: \(code.text)")
        }
      }
      if let decimal = source.decimal { lines.append("    decimal: \(decimal.rawValue)") }
      if source.negative == .zero { lines.append("    negative: zero") }
    }
    let ordered = dates.sorted { $0.key < $1.key }
    if !ordered.isEmpty { lines += ["", "# the order of day and month in a column", "dates:"] }
    for (name, order) in ordered {
      lines += ["  \(scalar(name)):", "    order: \(order.rawValue)"]
    }
    lines +=
      parentLines(parent, scalar).isEmpty ? [] : ["", "parent:"] + parentLines(parent, scalar)
    let proposal = parent == .none ? parentLines(proposed, scalar) : []
    if !proposal.isEmpty {
      lines += ["", "# Count a row as its parent's? Take the # away:", "# parent:"]
      lines += proposal.map { "# \($0)" }
    }
    return lines
  }

  private func parentLines(_ parent: ParentSource, _ scalar: (String) -> String) -> [String] {
    [("website", parent.website), ("name", parent.name)].compactMap { field, header in
      header.map { "  \(field): \(scalar($0))" }
    }
  }
}
