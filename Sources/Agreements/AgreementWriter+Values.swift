// SPDX-License-Identifier: Apache-2.0

extension AgreementWriter {
  /// A dimension's vocabulary, or its windows.
  static func values(of dimension: Dimension) -> [String] {
    if dimension.windows.isEmpty {
      return ["    values:"] + dimension.values.map { "      - \(quoted($0))" }
    }
    return ["    windows:"]
      + dimension.windows.map { "      \(quoted($0.name)): [\($0.from), \($0.until)]" }
  }

  /// What is added up, and at which rates; nothing where nothing is.
  static func amounts(_ terms: Terms) -> [String] {
    var lines: [String] = []
    if !terms.amounts.isEmpty {
      lines += ["", "# What accounts have; beyond 'most' it is cut off.", "amounts:"]
    }
    for amount in terms.amounts {
      lines += ["  \(quoted(amount.name)):", "    of: \(amount.of)"]
      switch amount.measure {
      case .currency(let code): lines.append("    currency: \(code.text)")
      case .unit(let name): lines.append("    unit: \(quoted(name))")
      }
      lines.append("    most: \(amount.most)")
    }
    if !terms.currencies.entries.isEmpty {
      lines += ["", "# What one unit of each is worth in one and the same base.", "currencies:"]
    }
    return lines + terms.currencies.entries.map { "  \($0.currency.text): \($0.rate.text)" }
  }
}
