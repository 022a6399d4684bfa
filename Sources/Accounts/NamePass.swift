// SPDX-License-Identifier: Apache-2.0

/// One pass over the words of a name, from line to line (account-keys.md 2.3): the same as `NameWords` does with arrays.
enum NamePass {
  static let and = Array("and".utf8)

  /// Makes `next` of `words`, by way of `joined`; false where it cannot: a word begins or ends outside ASCII and may have a legal
  /// form glued to it, or there is no room.
  static func run(
    _ table: NameWords, _ words: borrowing WordLine, _ uses: LineUses, _ joined: inout WordLine,
    _ next: inout WordLine
  ) -> Bool {
    for index in 0..<words.count {
      if words.first(of: index) >= 0x80 || words.last(of: index) >= 0x80 { return false }
      uses[index] = words.uses(words.range(of: index), table)
    }
    let kept = withoutEnds(words, uses, table)
    guard joinInitials(kept, of: words, uses, table, to: &joined) else { return false }
    var meaning = 0
    for index in 0..<joined.count where !uses[index].contains(.idle) { meaning += 1 }
    next.removeAll()
    for index in 0..<joined.count where meaning < 2 || !uses[index].contains(.idle) {
      guard next.begin() else { return false }
      if let spelling = table.spelling(uses[index]) {
        for byte in spelling where !next.append(byte) { return false }
      } else if !next.append(joined.range(of: index), of: joined) {
        return false
      }
      next.reduceLastToLetters()
    }
    return next.count > 2 ? sort(&next, by: &joined, uses.bytes) : true
  }

  /// Whether a pass would certainly change nothing in what a pass has made: no word means anything, there are no initials to
  /// join, and no number at the end. (Steps 6 and 7 change nothing a second time.)
  static func isSettled(_ words: borrowing WordLine, _ table: NameWords) -> Bool {
    guard words.count > 0, !FieldText.isDigit(words.last(of: words.count - 1)) else { return false }
    var singles = 0
    for index in 0..<words.count {
      guard words.first(of: index) < 0x80, words.last(of: index) < 0x80,
        words.uses(words.range(of: index), table).isEmpty
      else { return false }
      if words.isSingle(index) { singles += 1 }
    }
    return singles < 2
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
      if isSingle && (isOne || isBetween) {
        isJoined = true
      } else {
        if isJoined {
          uses[joined.count - 1] = joined.uses(joined.range(of: joined.count - 1), table)
        }
        isJoined = false
        guard joined.begin() else { return false }
        // The places before are done with: a word moves to the front, if at all.
        uses[joined.count - 1] = uses[index]
      }
      guard joined.append(words.range(of: index), of: words) else { return false }
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
      guard other.begin(), other.append(line.range(of: Int(order[index])), of: line) else {
        return false
      }
    }
    line.take(other)
    return true
  }
}
