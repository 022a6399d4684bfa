// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Every row, and the page that shows them.
enum RefusalTable {
  /// In the order of the page; each part under its heading.
  static let parts: [(heading: String, rows: [RefusalRow])] = [
    ("Sealed files and what is in them", RefusalRow.sealedFiles),
    ("Files in parts", RefusalRow.parts),
    ("A message's place in its run", RefusalRow.places),
    ("Cards, agreements and signing", RefusalRow.terms),
    ("The own list and its mapping", RefusalRow.lists),
    ("Amounts and dates of the own list", RefusalRow.values),
    ("Rooms, keys, files and arguments", RefusalRow.rooms),
    ("Keys under a passphrase", RefusalRow.passphrases),
    ("The ledger and the budget", RefusalRow.ledgers),
    ("Faults of the program or of the machine", RefusalRow.entries),
  ]

  static let rows = parts.flatMap(\.rows)

  static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Protocols/refusals.md").standardized

  /// What the page says between its marks.
  static var markdown: String {
    var lines: [String] = []
    for (heading, rows) in parts {
      lines += [
        "", "## \(heading)", "",
        "| name | refused when | message | exit | left on disk | spent | proved by |",
        "|---|---|---|---:|---|---|---|",
      ]
      lines += rows.sorted { $0.name < $1.name }.map(line)
    }
    return lines.dropFirst().joined(separator: "\n") + "\n"
  }

  private static func line(_ row: RefusalRow) -> String {
    let statuses = Set([row.status] + row.proofs.compactMap(\.status)).sorted()
    let cells = [
      "`\(row.name)`", row.when, "`\(row.message)`",
      statuses.map(String.init).joined(separator: ", "), row.left.onDisk, "nothing",
      proofs(row),
    ]
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  /// The first proofs by name, and how many there are.
  private static func proofs(_ row: RefusalRow) -> String {
    let shown = row.proofs.prefix(3).map(\.what).joined(separator: "; ")
    return row.proofs.count <= 3 ? shown : "\(shown); \(row.proofs.count - 3) more"
  }
}
