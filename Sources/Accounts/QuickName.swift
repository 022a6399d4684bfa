// SPDX-License-Identifier: Apache-2.0

/// The name of most fields without an allocation: the same steps as `NameKey` on flat bytes (account-keys.md 2.2).
///
/// It decides nothing where a field is long, has words that begin or end outside ASCII, or is not UTF-8: the general way does. A
/// test compares the two.
struct QuickName: ~Copyable {
  enum Outcome {
    case name(KeyBytes)
    case absent(NameKey.Absence)
    case undecided
  }

  private static let fieldLimit = 110

  private var text: FoldedLine
  private var words: WordLine
  private var joined: WordLine
  private var next: WordLine
  private let uses: LineUses

  private init(_ room: (Int) -> FixedBytes) {
    text = FoldedLine(room(0))
    uses = LineUses(bytes: room(1))
    words = WordLine(room, from: 2)
    joined = WordLine(room, from: 2 + WordLine.rooms)
    next = WordLine(room, from: 2 + 2 * WordLine.rooms)
  }

  /// - Parameter field: trimmed.
  static func outcome(_ field: Span<UInt8>, _ tables: NameTables) -> Outcome {
    guard field.count <= fieldLimit else { return .undecided }
    return FixedBytes.lend { room in
      var work = QuickName(room)
      return work.outcome(field, tables.characters, tables.words)
    } ?? .undecided
  }

  private mutating func outcome(
    _ field: Span<UInt8>, _ characters: NameCharacters, _ table: NameWords
  ) -> Outcome {
    guard text.fold(field, characters), takeWords() else { return .undecided }
    guard words.count > 0 else { return .absent(.blank) }
    if table.wholeUses(of: words).contains(.placeholder) { return .absent(.placeholder) }
    if text.hasSlash || text.hasBracket {
      text.removeNotes()
      guard takeWords() else { return .undecided }
    }
    if words.count > 2,
      words.bytes.with(words.range(of: words.count - 1), { NameKey.isCut(field, $0) })
    {
      words.removeLast()
    }
    repeat {
      switch NamePass.run(table, words, uses, &joined, &next) {
      case .undecided: return .undecided
      case .settled:
        words.take(next)
        return outcome(table)
      case .open: if next.equals(words) { return outcome(table) }
      }
      // The same back: no line is copied.
      switch NamePass.run(table, next, uses, &joined, &words) {
      case .undecided: return .undecided
      case .settled: return outcome(table)
      case .open: break
      }
    } while !words.equals(next)
    return outcome(table)
  }

  /// Of words that no pass changes.
  private func outcome(_ table: NameWords) -> Outcome {
    let uses = table.wholeUses(of: words)
    if uses.contains(.placeholder) { return .absent(.placeholder) }
    if uses.contains(.common) || words.length < 2 { return .absent(.commonWord) }
    return .name(words.bytes.with(words.all) { KeyBytes($0) })
  }

  /// The words of the text (2.1, 3); false where there is no room for them.
  private mutating func takeWords() -> Bool {
    words.removeAll()
    let count = text.count
    // Whether the last piece was one character, and one dot alone stands between it and what comes.
    var isTight = false
    var place = 0
    while place < count {
      let byte = text[place]
      guard NameText.isLetter(byte) else {
        isTight = false
        if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "+") {
          guard words.add(NamePass.and) else { return false }
        }
        place += 1
        continue
      }
      let start = place
      repeat { place += 1 } while place < count && NameText.isLetter(text[place])
      let isSingle = NameText.length(of: byte) == place - start
      let isAdded =
        isTight && isSingle
        ? words.extendLast(start..<place, of: text.bytes)
        : words.add(start..<place, of: text.bytes)
      guard isAdded else { return false }
      isTight = isSingle && place < count && text[place] == UInt8(ascii: ".")
      if isTight { place += 1 }
    }
    return true
  }
}
