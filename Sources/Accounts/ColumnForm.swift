// SPDX-License-Identifier: Apache-2.0

/// In which of several ways a column is written: as its owner says, or as a field shows that can be read in one way alone.
struct ColumnForm<Form: Equatable & Sendable> {
  /// What a field tells of its column.
  enum Evidence: Equatable {
    /// It reads the same in every way, or in none.
    case none
    case only(Form)
    /// It reads differently, each way.
    case open
  }

  /// Two fields that cannot both be read.
  struct Contradiction: Error {
    let lines: [Int]
  }

  private(set) var form: Form?
  /// Whether the owner says it.
  let isStated: Bool
  /// The line of the first field that shows it.
  private(set) var line: Int?
  /// Rows with a field that was open when it was seen.
  private(set) var openRows = ListSummary.Lines()

  init(stated: Form?) { (form, isStated) = (stated, stated != nil) }

  /// Whether the fields so far need a form that nobody knows.
  var isOpen: Bool { form == nil && openRows.count > 0 }

  mutating func add(_ evidence: Evidence, line: Int) throws(Contradiction) {
    switch evidence {
    case .none: break
    case .open: if form == nil { openRows.add(line) }
    case .only(let shown):
      guard let form else {
        (form, self.line) = (shown, line)
        return
      }
      if form != shown, let first = self.line {
        throw Contradiction(lines: [first, line])
      }
    }
  }
}
