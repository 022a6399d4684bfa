// SPDX-License-Identifier: Apache-2.0

/// The name key of a company (`name/1`, `country/1`): its name without punctuation, article and legal
/// form, and its country, both in lower case.
///
/// A function of the bytes of two fields alone: no locale, no table of Unicode. Letters outside ASCII
/// are kept as they are. The key of a key is the key (Protocols/account-keys.md, section 2).
package struct NameKey: Sendable, Hashable {
  /// The words of the name; never empty, and never longer than `limit`.
  package let name: [UInt8]
  /// The words of the country; empty where it is blank.
  package let country: [UInt8]

  /// The longest name and the longest country, in bytes.
  package static let limit = 1000

  /// Why a row has no name key.
  package enum Absence: String, Error, Sendable, Hashable, CaseIterable {
    case blank = "blank"
    case tooLong = "too long"
  }

  /// The key of a name and a country, given as bytes of fields.
  package init(name: some Sequence<UInt8>, country: some Sequence<UInt8>) throws(Absence) {
    try self.init(name: ArraySlice(name), countryWords: Self.countryWords(ArraySlice(country)))
  }

  /// - Parameter countryWords: what `countryWords(_:)` gave: few countries stand in many rows.
  init(name: ArraySlice<UInt8>, countryWords: [UInt8]) throws(Absence) {
    var words = ArraySlice(Self.words(of: name))
    guard !words.isEmpty else { throw .blank }
    while words.starts(with: Self.article) { words = words.dropFirst(Self.article.count) }
    while let space = words.lastIndex(of: Self.space),
      Self.legalForms.contains(words[(space + 1)...])
    {
      words = words[..<space]
    }
    guard words.count <= Self.limit else { throw .tooLong }
    self.name = Array(words)
    country = countryWords
  }

  /// `country/1` of a country field; empty where it is blank, or longer than `limit`.
  static func countryWords(_ field: ArraySlice<UInt8>) -> [UInt8] {
    let words = words(of: field)
    return words.count <= limit ? words : []
  }

  /// Ties between name keys: the bytes of the name, then those of the country.
  static func precedes(_ first: NameKey, _ second: NameKey) -> Bool {
    first.name != second.name
      ? first.name.lexicographicallyPrecedes(second.name)
      : first.country.lexicographicallyPrecedes(second.country)
  }

  /// The words of a field, one space between them: letters and digits of ASCII in lower case, and all
  /// that is outside ASCII but blanks and invisible characters.
  private static func words(of field: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(field.count)
    var rest = FieldText.trimmed(field)
    while let byte = rest.first {
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x41...0x5A:
        result.append(FieldText.asciiLower(byte))
      case UInt8(ascii: "'"), UInt8(ascii: "."):
        break
      case UInt8(ascii: "&"):
        endWord(&result)
        result += and
        endWord(&result)
      case 0x80...:
        if rest.starts(with: apostrophe) {
          rest = rest.dropFirst(apostrophe.count)
          continue
        }
        if let length = FieldText.invisibleLength(rest) {
          endWord(&result)
          rest = rest.dropFirst(length)
          continue
        }
        result.append(byte)
      default:
        endWord(&result)
      }
      rest = rest.dropFirst()
    }
    if result.last == space { result.removeLast() }
    return result
  }

  private static func endWord(_ result: inout [UInt8]) {
    if let last = result.last, last != space { result.append(space) }
  }

  private static let space: UInt8 = 0x20
  private static let and = Array("and".utf8)
  private static let article = Array("the ".utf8)
  /// U+2019.
  private static let apostrophe: [UInt8] = [0xE2, 0x80, 0x99]

  /// The last words that say what a company is in law; `and` is what `& Co` leaves.
  private static let legalForms: Set<ArraySlice<UInt8>> = Set(
    [
      "ab", "ag", "and", "aps", "as", "asa", "bv", "co", "company", "corp", "corporation", "gmbh",
      "inc", "incorporated", "kg", "kgaa", "kk", "limited", "llc", "llp", "lp", "ltd", "ltda", "nv",
      "oy", "oyj", "plc", "pte", "pty", "pvt", "sa", "sarl", "sas", "se", "sl", "spa", "srl",
    ].map { ArraySlice($0.utf8) })
}
