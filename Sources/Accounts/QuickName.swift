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

  private static let fieldLimit = 120
  private static let and = Array("and".utf8)

  private let tables: NameTables
  private var text = FoldedLine()
  private var words = WordLine()
  private var joined = WordLine()
  private var next = WordLine()

  private init(_ tables: NameTables) { self.tables = tables }

  /// - Parameter field: trimmed.
  static func outcome(_ field: ArraySlice<UInt8>, _ tables: NameTables) -> Outcome {
    guard field.count <= fieldLimit else { return .undecided }
    var work = QuickName(tables)
    return work.outcome(field)
  }

  private mutating func outcome(_ field: ArraySlice<UInt8>) -> Outcome {
    guard text.fold(field, tables.characters), takeWords() else { return .undecided }
    guard words.count > 0 else { return .absent(.blank) }
    if uses(words.all).contains(.placeholder) { return .absent(.placeholder) }
    if text.hasSlash || text.hasBracket {
      text.removeNotes()
      guard takeWords() else { return .undecided }
    }
    if words.count > 2, NameKey.isCut(field, words.bytes.span.extracting(words.range(of: words.count - 1))) { words.removeLast() }
    repeat {
      guard pass() else { return .undecided }
      swap(&words, &next)
    } while !words.equals(next)
    let uses = uses(words.all)
    if uses.contains(.placeholder) { return .absent(.placeholder) }
    if uses.contains(.common) || words.length < 2 { return .absent(.commonWord) }
    return .name(words.copy)
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
        guard words.begin(), words.append(Self.and.span) else { return false }
      }
    }
    if isOpen, isTight, NameText.length(of: pieceLead) == pieceLength { words.joinLast() }
    return true
  }

  /// One pass over `words` (2.3), to `next`; false where it cannot.
  private mutating func pass() -> Bool {
    for index in 0..<words.count
    where words.first(of: index) >= 0x80 || words.last(of: index) >= 0x80 { return false }
    let kept = wordsWithoutEnds()
    guard joinInitials(kept) else { return false }
    var meaning = 0
    for index in 0..<joined.count where !usesOfJoined(index).contains(.idle) { meaning += 1 }
    next.removeAll()
    for index in 0..<joined.count {
      let uses = usesOfJoined(index)
      if meaning > 1, uses.contains(.idle) { continue }
      guard next.begin() else { return false }
      if let spelling = tables.words.spelling(uses) {
        guard Self.appendLetters(of: spelling.span, to: &next) else { return false }
      } else {
        guard Self.appendLetters(
          of: joined.bytes.span.extracting(joined.range(of: index)), to: &next) else { return false }
      }
    }
    return next.count > 2 ? sort() : true
  }

  /// What is known of a piece of `words`.
  private func uses(_ range: Range<Int>) -> WordUses {
    tables.words.uses(of: words.bytes.span.extracting(range))
  }

  private func usesOfJoined(_ word: Int) -> WordUses {
    tables.words.uses(of: joined.bytes.span.extracting(joined.range(of: word)))
  }

  /// The places of the words without articles, legal forms and notes at either end.
  private func wordsWithoutEnds() -> Range<Int> {
    var (first, end) = (0, words.count)
    while end - first > 1 {
      if uses(words.range(of: first)).contains(.front) {
        first += 1
      } else {
        let count = ending(first..<end)
        if count == 0 { break }
        end -= count
      }
    }
    return first..<end
  }

  /// How many words at the end are no part of the name.
  private func ending(_ range: Range<Int>) -> Int {
    let last = range.upperBound - 1
    let uses = uses(words.range(of: last))
    var count = min(uses.longestEnding, range.count - 1)
    while count > 0 {
      let start = range.upperBound - count
      if !isInitials(from: start - 1, to: range.upperBound, count),
        self.uses(words.range(of: start..<range.upperBound)).contains(.ending)
      {
        return count
      }
      count -= 1
    }
    if uses.contains(.last) { return 1 }
    guard range.count > 2 else { return 0 }
    let word = words.range(of: last)
    if isNumber(word), self.uses(words.range(of: last - 1)).contains(.value) { return 2 }
    let number = word.dropFirst(2)
    guard !number.isEmpty, isNumber(number) else { return 0 }
    return self.uses(word.lowerBound..<number.lowerBound).contains(.value) ? 1 : 0
  }

  /// Single letters after a single letter are initials.
  private func isInitials(from start: Int, to end: Int, _ count: Int) -> Bool {
    guard count > 1 else { return false }
    for index in start..<end where !words.isSingle(index) { return false }
    return true
  }

  private func isNumber(_ range: Range<Int>) -> Bool {
    for index in range where !NameText.isDigit(words.bytes[index]) { return false }
    return true
  }

  private mutating func joinInitials(_ range: Range<Int>) -> Bool {
    joined.removeAll()
    var isSingle = false
    for index in range {
      let isOne = words.isSingle(index)
      let isBetween =
        isSingle && words.length(of: index) == 3 && isAnd(words.range(of: index))
        && index + 1 < range.upperBound && words.isSingle(index + 1)
      if !(isSingle && (isOne || isBetween)) {
        guard joined.begin() else { return false }
      }
      guard joined.append(words.bytes.span.extracting(words.range(of: index))) else { return false }
      isSingle = isOne || isBetween
    }
    return true
  }

  private func isAnd(_ range: Range<Int>) -> Bool {
    for (index, byte) in zip(range, Self.and) where words.bytes[index] != byte { return false }
    return true
  }

  /// Of a longer word each letter counts once, of a shorter one no repetition.
  private static func appendLetters(of word: Span<UInt8>, to line: inout WordLine) -> Bool {
    guard word.count >= 5 else { return line.append(word) }
    var (found, isLower): (UInt32, Bool) = (0, true)
    for index in 1..<word.count {
      isLower = isLower && NameText.isLowerCase(word[index])
      found |= 1 << UInt32((word[index] &- 0x61) & 31)
    }
    guard isLower, NameText.isLowerCase(word[0]) else { return line.append(word) }
    let first: UInt32 = 1 << UInt32(word[0] - 0x61)
    guard (found | first) & ~romanLetters != 0 else { return line.append(word) }
    guard line.append(word[0]) else { return false }
    if word.count >= 7 {
      var letter: UInt8 = 0x61
      while found != 0 {
        let skipped = found.trailingZeroBitCount
        letter += UInt8(truncatingIfNeeded: skipped)
        guard line.append(letter) else { return false }
        found >>= UInt32(skipped)
        found &= ~1
      }
      return true
    }
    for index in 1..<word.count where index == 1 || word[index] != word[index - 1] {
      guard line.append(word[index]) else { return false }
    }
    return true
  }

  private static let romanLetters = "ivxlcdm".utf8.reduce(UInt32(0)) { $0 | 1 << UInt32($1 - 0x61) }

  /// Sorts the words of `next` by their bytes.
  private mutating func sort() -> Bool {
    var order = InlineArray<24, UInt8> { UInt8(truncatingIfNeeded: $0) }
    var isSorted = true
    for index in 1..<next.count {
      var place = index
      while place > 0, next.precedes(Int(order[place]), Int(order[place - 1])) {
        order.swapAt(place, place - 1)
        place -= 1
        isSorted = false
      }
    }
    if isSorted { return true }
    joined.removeAll()
    for index in 0..<next.count {
      guard joined.begin(), joined.append(next.bytes.span.extracting(next.range(of: Int(order[index])))) else { return false }
    }
    swap(&joined, &next)
    return true
  }
}
