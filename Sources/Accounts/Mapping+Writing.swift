// SPDX-License-Identifier: Apache-2.0

package import Agreements

extension Mapping {
  /// The mapping as mapping.yaml: fields, then dimensions in agreed order; under a dimension the
  /// agreed values in their order, and the list's own values by their bytes. Reading it again gives
  /// the same mapping.
  ///
  /// - Parameter uses: by dimension, what its column holds: values that stand for no agreed value are written as comments, with
  ///   the agreed value that they may be a variant of.
  /// - Parameters:
  ///   - amounts: of the list's side; the currency of one that the mapping does not say is asked for in a comment.
  ///   - parent: written as a comment, for the owner to take or leave, where the mapping has none.
  package func yaml(
    dimensions: [Dimension], uses: [String: [ValueUse]] = [:], amounts: [AmountTerms] = [],
    parent: ParentSource = .none
  ) -> String {
    var lines = [
      "# How my list maps onto the agreement. This file never leaves.",
      "lacuna: \(Self.format)",
      "",
      "# field: header of its column",
      "columns:",
    ]
    let fields = Field.allCases.map(\.rawValue)
    let names = dimensions.map(\.name).filter { !fields.contains($0) }
    for name in fields + names {
      if let header = columns[name] {
        lines.append("  \(Self.scalar(name)): \(Self.scalar(header))")
      }
    }
    let suggestions = uses.mapValues { uses in
      uses.filter { $0.agreed == nil && $0.suggestion != nil }.prefix(Self.suggestionLimit)
    }
    let mapped = dimensions.filter {
      !(values[$0.name] ?? [:]).isEmpty || suggestions[$0.name]?.isEmpty == false
    }
    if !mapped.isEmpty {
      lines += ["", "# dimension, then value in my list: agreed value", "values:"]
    }
    for dimension in mapped {
      lines.append("  \(Self.scalar(dimension.name)):")
      let table = values[dimension.name] ?? [:]
      for agreed in dimension.values + [Self.other] {
        let own = table.filter { $0.value == agreed }.keys
        for value in own.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
          lines += Self.entry(Self.scalar(value), Self.scalar(agreed))
        }
      }
      for use in suggestions[dimension.name] ?? [] {
        guard let agreed = use.suggestion else { continue }
        lines.append("    # suggested, \(use.rows) rows; take the # away to use it:")
        lines.append("    # \(Self.scalar(use.value)): \(Self.scalar(agreed))")
      }
    }
    lines += sourceLines(Self.scalar, open: amounts, parent: parent)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lines of one value; a key that is longer than YAML takes before a colon (1024 characters) has its own sign.
  private static func entry(_ key: String, _ value: String) -> [String] {
    key.utf8.count <= 1000 ? ["    \(key): \(value)"] : ["    ? \(key)", "    : \(value)"]
  }

  /// The most suggestions written for a dimension.
  private static let suggestionLimit = 100

  /// Plain where no reader of YAML could take it for something else, else in double quotes.
  private static func scalar(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let isWord = { (byte: UInt8) in
      FieldText.isLetter(byte) || FieldText.isDigit(byte)
    }
    let isPlain =
      bytes.first.map { isWord($0) && !FieldText.isDigit($0) } == true
      && bytes.last != 0x20
      && bytes.allSatisfy { isWord($0) || " _-/()&.".utf8.contains($0) }
    let reserved = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    if isPlain && !reserved.contains(FieldText.folded(text)) { return text }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    // Controls, and what an editor would not show or YAML would take for a line break; and the sign of an alias, which
    // the reader refuses after a comma, in quotes too.
    case 0..<0x20, 0x2A, 0x7F...0xA0, 0xAD, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F,
      0x3000,
      0xE000..., 0xFEFF:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let width = scalar.value > 0xFFFF ? 8 : 4
      let zeros = String(repeating: "0", count: width - digits.count)
      return (width == 8 ? "\\U" : "\\u") + zeros + digits
    default: return String(scalar)
    }
  }
}
