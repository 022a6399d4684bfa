// SPDX-License-Identifier: Apache-2.0

/// The table *words*, and what one pass makes of the words of a name (account-keys.md 2.3).
final class NameWords: Sendable {
  typealias Word = NameText.Word

  /// Names that say that there is none, and names that are a common word.
  let placeholders: Set<Word>
  let common: Set<Word>

  /// Phrases that say what a company is in law, and notes, their words joined; by the last word how many the longest has.
  private let endings: Set<Word>
  private let longestEnding: [Word: Int]
  private let front: Set<Word>
  /// Last words of a share's name, and cut ones.
  private let last: Set<Word>
  private let values: Set<Word>
  private let spellings: [Word: Word]
  private let idle: Set<Word>
  /// Longest first.
  private let glued: [Word]
  /// All of it but `glued`, for `QuickName`.
  private let uses: ByteTable<WordUses>
  /// Each letter once: the step that follows.
  private let otherSpellings: [Word]
  /// The length of the longest name that is none or a common word.
  private let longestWhole: Int

  private static let article = Array("the".utf8)
  private static let and = Array("and".utf8)
  private static let roman = Set("ivxlcdm".utf8)

  init(_ lines: [(head: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)]) throws(AccountsError) {
    var kinds: [String: [Word]] = [:]
    for line in lines {
      kinds[String(decoding: line.head, as: UTF8.self), default: []].append(Array(line.rest))
    }
    func set(_ names: String...) -> Set<Word> { Set(names.flatMap { kinds[$0] ?? [] }) }
    placeholders = set("nothing")
    common = set("common")
    endings = set("form", "note")
    front = set("front").union([Self.article])
    last = set("share", "cut").union([Self.and])
    values = set("value")
    idle = set("idle")
    var longest: [Word: Int] = [:]
    for phrase in endings {
      let words = phrase.split(separator: 0x20)
      guard let last = words.last else { continue }
      longest[Array(last), default: 0] = max(words.count, longest[Array(last)] ?? 0)
    }
    longestEnding = longest
    var spellings: [Word: Word] = [:]
    for line in kinds["word"] ?? [] {
      let parts = line.split(separator: 0x20)
      guard parts.count == 2 else {
        throw .publicListUnreadable(NameTables.Name.words.rawValue)
      }
      spellings[Array(parts[0])] = Array(parts[1])
    }
    self.spellings = spellings
    glued = (kinds["glued"] ?? []).sorted {
      let (left, right) = (NameText.characters($0), NameText.characters($1))
      return left == right ? $0.lexicographicallyPrecedes($1) : left > right
    }
    var uses = ByteTable<WordUses>(minimumCapacity: 2048)
    func mark(_ words: some Sequence<Word>, _ use: WordUses) {
      for word in words { uses.update(word.span, default: []) { $0.insert(use) } }
    }
    mark(placeholders, .placeholder)
    mark(common, .common)
    mark(endings, .ending)
    mark(front, .front)
    mark(last, .last)
    mark(values, .value)
    mark(idle.filter { spellings[$0] == nil }, .idle)
    for (word, count) in longest {
      uses.update(word.span, default: []) { $0.longestEnding = count }
    }
    var others: [Word] = []
    for (word, other) in spellings {
      others.append(Self.letters(other))
      uses.update(word.span, default: []) { $0.spelling = others.count }
      if idle.contains(other) { mark([word], .idle) }
    }
    self.uses = uses
    otherSpellings = others
    longestWhole = placeholders.union(common).map(\.count).max() ?? 0
  }

  /// What the table says of a word, or of words joined by a space.
  func uses(of words: Span<UInt8>) -> WordUses { uses[words] ?? [] }

  /// What the table says of a whole name: only whether it is none, or a common word.
  func wholeUses(of words: borrowing WordLine) -> WordUses {
    words.length > longestWhole ? [] : words.uses(words.all, self)
  }

  /// The spelling that a word gets, each letter once; nil where it keeps its own.
  func spelling(_ uses: WordUses) -> Word? {
    uses.spelling == 0 ? nil : otherSpellings[uses.spelling - 1]
  }

  /// Passes until one changes nothing.
  func settled(_ words: [Word]) -> [Word] {
    var words = words
    while true {
      let next = pass(words)
      if next == words { return words }
      words = next
    }
  }

  private func pass(_ words: [Word]) -> [Word] {
    var words = Self.initials(withoutEnds(words.map(withoutGluedForms)))
    for index in words.indices { words[index] = spellings[words[index]] ?? words[index] }
    let meaning = words.filter { !idle.contains($0) }
    if meaning.count > 1 { words = meaning }
    words = words.map(Self.letters)
    return words.count > 2 ? words.sorted { $0.lexicographicallyPrecedes($1) } : words
  }

  private func withoutGluedForms(_ word: Word) -> Word {
    var rest = word[...]
    while let first = rest.first, let last = rest.last, first >= 0x80 || last >= 0x80 {
      guard let form = glued.first(where: { Self.isGlued($0, to: rest) }) else { break }
      let isEnd = Self.ends(rest, with: form)
      rest = isEnd ? rest.dropLast(form.count) : rest.dropFirst(form.count)
    }
    return Array(rest)
  }

  private static func isGlued(_ form: Word, to word: ArraySlice<UInt8>) -> Bool {
    word.count > form.count && (ends(word, with: form) || word.starts(with: form))
  }

  private static func ends(_ word: ArraySlice<UInt8>, with form: Word) -> Bool {
    word.suffix(form.count).elementsEqual(form)
  }

  /// Without articles, legal forms and notes at either end; one word stays.
  private func withoutEnds(_ words: [Word]) -> [Word] {
    var words = words[...]
    while words.count > 1, let first = words.first {
      if front.contains(first) {
        words = words.dropFirst()
      } else {
        let count = ending(of: words)
        if count == 0 { break }
        words = words.dropLast(count)
      }
    }
    return Array(words)
  }

  /// How many words at the end are no part of the name; `words` has two or more.
  private func ending(of words: ArraySlice<Word>) -> Int {
    guard let lastWord = words.last else { return 0 }
    var count = min(longestEnding[lastWord] ?? 0, words.count - 1)
    while count > 0 {
      let tail = words.suffix(count)
      // Single letters after a single letter are initials.
      let isInitials =
        count > 1 && words.suffix(count + 1).allSatisfy(NameText.isSingle)
      if !isInitials, endings.contains(NameText.joined(tail)) { return count }
      count -= 1
    }
    if last.contains(lastWord) { return 1 }
    guard words.count > 2 else { return 0 }
    let isNumber = lastWord.allSatisfy(FieldText.isDigit)
    if isNumber, values.contains(words[words.endIndex - 2]) { return 2 }
    let (code, number) = (lastWord.prefix(2), lastWord.dropFirst(2))
    return !number.isEmpty && number.allSatisfy(FieldText.isDigit) && values.contains(Array(code))
      ? 1 : 0
  }

  /// Single characters in a row are one word, and so are those with `and` between them.
  static func initials(_ words: [Word]) -> [Word] {
    var result: [Word] = []
    var isSingle = false
    for (index, word) in words.enumerated() {
      let isBetween =
        isSingle && word == and && index + 1 < words.count && NameText.isSingle(words[index + 1])
      let isOne = NameText.isSingle(word)
      if isSingle, isOne || isBetween {
        result[result.count - 1] += word
      } else {
        result.append(word)
      }
      isSingle = isOne || isBetween
    }
    return result
  }

  /// Of a longer word each letter counts once, of a shorter one no repetition.
  private static func letters(_ word: Word) -> Word {
    guard word.count >= 5, let first = word.first, word.allSatisfy(NameText.isLowerCase),
      !word.allSatisfy(roman.contains)
    else { return word }
    if word.count >= 7 {
      var found: UInt32 = 0
      for byte in word.dropFirst() { found |= 1 << UInt32(byte - 0x61) }
      return [first] + (0..<26).filter { found >> $0 & 1 == 1 }.map { UInt8($0) + 0x61 }
    }
    var result = Array(word.prefix(2))
    for byte in word.dropFirst(2) where byte != result[result.count - 1] { result.append(byte) }
    return result
  }
}

extension NameWords {
  /// The passes of `settled`, step by step, without the steps that change nothing: for an explanation.
  func steps(_ words: [Word]) -> [(name: String, words: [Word])] {
    var steps: [(name: String, words: [Word])] = []
    var words = words
    func apply(_ name: String, _ change: ([Word]) -> [Word]) {
      let next = change(words)
      if next != words { steps.append((name, next)) }
      words = next
    }
    var before: [Word]
    repeat {
      before = words
      apply("without glued forms") { $0.map(withoutGluedForms) }
      apply("without forms and notes at the ends", withoutEnds)
      apply("initials joined", Self.initials)
      apply("spellings") { $0.map { spellings[$0] ?? $0 } }
      apply("without function words") { words in
        let meaning = words.filter { !idle.contains($0) }
        return meaning.count > 1 ? meaning : words
      }
      apply("letters once") { $0.map(Self.letters) }
      apply("in order") { words in
        words.count > 2 ? words.sorted { $0.lexicographicallyPrecedes($1) } : words
      }
    } while words != before
    return steps
  }
}
