// SPDX-License-Identifier: Apache-2.0

/// The name of most fields without an allocation but its own: the same steps as `NameKey` on flat bytes (account-keys.md 2.2).
///
/// It decides nothing where a field is long, has words that begin or end outside ASCII, or is not UTF-8: the general way does. A
/// test compares the two.
struct QuickName: ~Copyable {
  enum Outcome {
    case name([UInt8])
    case absent(NameKey.Absence)
    case undecided
  }

  private static let fieldLimit = 110

  private let tables: NameTables
  private var text: FoldedLine
  private var words: WordLine
  private var joined: WordLine
  private var next: WordLine
  private let uses: LineUses

  private init(_ tables: NameTables, _ room: (Int) -> FixedBytes) {
    self.tables = tables
    text = FoldedLine(room(0))
    uses = LineUses(bytes: room(1))
    words = WordLine(room, from: 2)
    joined = WordLine(room, from: 2 + WordLine.rooms)
    next = WordLine(room, from: 2 + 2 * WordLine.rooms)
  }

  /// - Parameter field: trimmed.
  static func outcome(_ field: ArraySlice<UInt8>, _ tables: NameTables) -> Outcome {
    guard field.count <= fieldLimit else { return .undecided }
    return FixedBytes.lend { room in
      var work = QuickName(tables, room)
      return work.outcome(field)
    } ?? .undecided
  }

  private mutating func outcome(_ field: ArraySlice<UInt8>) -> Outcome {
    guard text.fold(field, tables.characters), takeWords() else { return .undecided }
    guard words.count > 0 else { return .absent(.blank) }
    if words.uses(words.all, tables.words).contains(.placeholder) { return .absent(.placeholder) }
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
      guard NamePass.run(tables.words, words, uses, &joined, &next) else { return .undecided }
      if NamePass.isSettled(next, tables.words) {
        words.take(next)
        break
      }
      if next.equals(words) { break }
      // The same back: no line is copied.
      guard NamePass.run(tables.words, next, uses, &joined, &words) else { return .undecided }
    } while !words.equals(next)
    let uses = words.uses(words.all, tables.words)
    if uses.contains(.placeholder) { return .absent(.placeholder) }
    if uses.contains(.common) || words.length < 2 { return .absent(.commonWord) }
    return .name(words.bytes.copy(words.all))
  }

  /// The words of the text (2.1, 3).
  private mutating func takeWords() -> Bool {
    words.removeAll()
    var isOpen = false
    // Whether the last word's last piece was one character and one dot follows it.
    var isTight = false
    var pieceLength = 0
    var pieceLead: UInt8 = 0
    for index in 0..<text.count {
      let byte = text[index]
      if NameText.isLetter(byte) {
        if !isOpen {
          guard words.begin() else { return false }
          (isOpen, pieceLength, pieceLead) = (true, 0, byte)
        }
        guard words.append(byte) else { return false }
        pieceLength += 1
        continue
      }
      let isSingle = isOpen && NameText.length(of: pieceLead) == pieceLength
      if isOpen, isTight, isSingle { words.joinLast() }
      isTight = byte == UInt8(ascii: ".") && isSingle
      isOpen = false
      if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "+") {
        guard words.begin() else { return false }
        for letter in NamePass.and where !words.append(letter) { return false }
      }
    }
    if isOpen, isTight, NameText.length(of: pieceLead) == pieceLength { words.joinLast() }
    return true
  }
}
