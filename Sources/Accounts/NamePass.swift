// SPDX-License-Identifier: Apache-2.0

/// One pass over the words of a name, from line to line (account-keys.md 2.3): the same as `NameWords` does with arrays.
enum NamePass {
  static let and = Array("and".utf8)

  enum Outcome {
    /// It cannot be told here: a word begins or ends outside ASCII and may have a legal form glued to it, or there is no room.
    case undecided
    /// The pass is made, and another one would certainly change nothing.
    case settled
    case open
  }

  /// Makes `next` of `words`, by way of `joined`.
  static func run(
    _ table: NameWords, _ words: borrowing WordLine, _ uses: LineUses, _ joined: inout WordLine,
    _ next: inout WordLine
  ) -> Outcome {
    for index in 0..<words.count {
      if words.first(of: index) >= 0x80 || words.last(of: index) >= 0x80 { return .undecided }
      uses[index] = words.uses(words.range(of: index), table)
    }
    let kept = withoutEnds(words, uses, table)
    let outcome: Outcome
    if hasInitials(kept, of: words) {
      guard joinInitials(kept, of: words, uses, table, to: &joined) else { return .undecided }
      outcome = respell(0..<joined.count, of: joined, uses, table, to: &next)
    } else {
      outcome = respell(kept, of: words, uses, table, to: &next)
    }
    // Sorting last changes nothing a second time, and may bring a number to the end.
    guard outcome != .undecided, next.count < 3 || sort(&next, by: &joined, uses.bytes) else {
      return .undecided
    }
    return outcome == .settled && !endsInDigit(next) ? .settled : .open
  }

  /// Spellings, function words and letters (steps 4 to 6). Settled where no word that comes of them means anything, and no
  /// two are one character.
  private static func respell(
    _ range: Range<Int>, of words: borrowing WordLine, _ uses: LineUses, _ table: NameWords,
    to next: inout WordLine
  ) -> Outcome {
    var meaning = 0
    for index in range where !uses[index].contains(.idle) { meaning += 1 }
    next.removeAll()
    var (isSettled, singles) = (true, 0)
    for index in range where meaning < 2 || !uses[index].contains(.idle) {
      let before = words.range(of: index)
      if let spelling = table.spelling(uses[index]) {
        guard next.add(spelling) else { return .undecided }
      } else if !next.addLetters(before, of: words.bytes) {
        return .undecided
      }
      let word = next.range(of: next.count - 1)
      if next.isSingle(next.count - 1) { singles += 1 }
      // Of a word that stayed as it was this is known.
      let stays = uses[index].isEmpty && words.bytes.equals(before, word, of: next.bytes)
      if isSettled, !stays, mayChange(next, word, table) { isSettled = false }
    }
    return isSettled && singles < 2 ? .settled : .open
  }

  /// Whether the last word, where it stands, may be changed by another pass.
  private static func mayChange(
    _ words: borrowing WordLine, _ word: Range<Int>, _ table: NameWords
  ) -> Bool {
    let last = words.count - 1
    return words.first(of: last) >= 0x80 || words.last(of: last) >= 0x80
      || !words.uses(word, table).isEmpty
  }

  private static func endsInDigit(_ words: borrowing WordLine) -> Bool {
    words.count > 0 && FieldText.isDigit(words.last(of: words.count - 1))
  }

  /// The places of the words without articles, legal forms and notes at either end.
  private static func withoutEnds(
    _ words: borrowing WordLine, _ uses: LineUses, _ table: NameWords
  ) -> Range<Int> {
    var (first, end) = (0, words.count)
    while end - first > 1 {
      if uses[first].contains(.front) {
        first += 1
      } else {
        let count = ending(first..<end, of: words, uses, table)
        if count == 0 { break }
        end -= count
      }
    }
    return first..<end
  }

  /// How many words at the end are no part of the name; there are two or more.
  private static func ending(
    _ range: Range<Int>, of words: borrowing WordLine, _ uses: LineUses,
    _ table: NameWords
  ) -> Int {
    let last = range.upperBound - 1
    var count = min(uses[last].longestEnding, range.count - 1)
    while count > 0 {
      let start = range.upperBound - count
      let phrase =
        count == 1
        ? uses[last] : words.uses(words.range(of: start..<range.upperBound), table)
      if phrase.contains(.ending), !isInitials(start - 1..<range.upperBound, of: words) {
        return count
      }
      count -= 1
    }
    if uses[last].contains(.last) { return 1 }
    guard range.count > 2 else { return 0 }
    let word = words.range(of: last)
    if isNumber(word, of: words), uses[last - 1].contains(.value) { return 2 }
    let number = word.dropFirst(2)
    guard !number.isEmpty, isNumber(number, of: words) else { return 0 }
    return words.uses(word.lowerBound..<number.lowerBound, table).contains(.value) ? 1 : 0
  }

  /// Single letters after a single letter are initials.
  private static func isInitials(_ range: Range<Int>, of words: borrowing WordLine) -> Bool {
    guard range.count > 2 else { return false }
    for index in range where !words.isSingle(index) { return false }
    return true
  }

  private static func isNumber(_ range: Range<Int>, of words: borrowing WordLine) -> Bool {
    for index in range where !FieldText.isDigit(words.bytes[index]) { return false }
    return true
  }

  /// Whether a single character follows another, or an `and` after one: else there is nothing to join.
  private static func hasInitials(_ range: Range<Int>, of words: borrowing WordLine) -> Bool {
    for index in range.dropFirst() where words.isSingle(index) {
      if words.isSingle(index - 1) { return true }
      if index - 2 >= range.lowerBound, words.isSingle(index - 2),
        isAnd(words.range(of: index - 1), of: words)
      {
        return true
      }
    }
    return false
  }

  /// Single characters in a row are one word, and so are those with `and` between them; `uses` becomes theirs.
  private static func joinInitials(
    _ range: Range<Int>, of words: borrowing WordLine, _ uses: LineUses,
    _ table: NameWords, to joined: inout WordLine
  ) -> Bool {
    joined.removeAll()
    var (isSingle, isJoined) = (false, false)
    for index in range {
      let isOne = words.isSingle(index)
      let isBetween =
        isSingle && isAnd(words.range(of: index), of: words) && index + 1 < range.upperBound
        && words.isSingle(index + 1)
      let word = words.range(of: index)
      if isSingle && (isOne || isBetween) {
        guard joined.extendLast(word, of: words.bytes) else { return false }
        isJoined = true
      } else {
        if isJoined {
          uses[joined.count - 1] = joined.uses(joined.range(of: joined.count - 1), table)
        }
        isJoined = false
        guard joined.add(word, of: words.bytes) else { return false }
        // The places before are done with: a word moves to the front, if at all.
        uses[joined.count - 1] = uses[index]
      }
      isSingle = isOne || isBetween
    }
    if isJoined { uses[joined.count - 1] = joined.uses(joined.range(of: joined.count - 1), table) }
    return true
  }

  private static func isAnd(_ range: Range<Int>, of words: borrowing WordLine) -> Bool {
    guard range.count == and.count else { return false }
    for index in and.indices where words.bytes[range.lowerBound + index] != and[index] {
      return false
    }
    return true
  }

  /// Sorts the words of a line by their bytes.
  private static func sort(
    _ line: inout WordLine, by other: inout WordLine, _ order: FixedBytes
  ) -> Bool {
    for index in 0..<line.count { order[index] = UInt8(truncatingIfNeeded: index) }
    var isSorted = true
    for index in 1..<line.count {
      var place = index
      while place > 0, line.precedes(Int(order[place]), Int(order[place - 1])) {
        (order[place], order[place - 1]) = (order[place - 1], order[place])
        place -= 1
        isSorted = false
      }
    }
    if isSorted { return true }
    other.removeAll()
    for index in 0..<line.count {
      guard other.add(line.range(of: Int(order[index])), of: line.bytes) else { return false }
    }
    line.take(other)
    return true
  }
}
