// SPDX-License-Identifier: Apache-2.0

/// The name key of a company (`name/2`, `country/2`): what is left of its name without punctuation, legal forms and
/// differences of spelling, and its country's code.
///
/// Made for comparison, not for reading. A function of the bytes of a row and of public tables alone: no locale, no Unicode
/// of the platform. The key of a key is the key (Protocols/account-keys.md, section 2).
package struct NameKey: Sendable, Hashable {
  private let key: KeyBytes
  let countryCode: CountryCode

  /// Words in UTF-8, one space between them; never empty, and never longer than `limit`.
  package var name: [UInt8] { key.array }

  /// Lends the name.
  func withName<Result>(_ body: (Span<UInt8>) -> Result) -> Result { key.with(body) }

  /// Two capital letters of ISO 3166-1; empty where it is not known.
  package var country: [UInt8] { countryCode.bytes }
  /// Whether it is known.
  package var hasCountry: Bool { !countryCode.isNone }

  /// The longest name in bytes, and the longest country field that is taken apart.
  package static let limit = 1000
  /// The longest name field in bytes.
  package static let fieldLimit = 2048

  /// Why a row has no name key.
  package enum Absence: String, Error, Sendable, Hashable, CaseIterable {
    case blank = "blank"
    case placeholder = "placeholder"
    case commonWord = "common word"
    case tooLong = "too long"
  }

  /// The key of a name and a country, given as bytes of fields.
  ///
  /// - Parameter domain: the row's registrable domain, which tells the country where the field does not; empty without one.
  package init(
    name: some Sequence<UInt8>, country: some Sequence<UInt8>, domain: some Sequence<UInt8> = [],
    lists: PublicLists
  ) throws(Absence) {
    let countries = lists.names.countries
    let named = countries.code(ArraySlice(country))
    let label = Array(domain).split(separator: UInt8(ascii: ".")).last ?? []
    try self.init(
      name: FieldText.trimmed(ArraySlice(name)),
      countryCode: named.isNone ? countries.code(topLevel: label) : named, lists: lists)
  }

  /// - Parameters:
  ///   - name: trimmed.
  ///   - countryCode: what `CountryNames` gave: few countries stand in many rows.
  init(
    name: borrowing ArraySlice<UInt8>, countryCode: CountryCode, lists: PublicLists
  ) throws(Absence) {
    switch QuickName.outcome(name.span, lists.names) {
    case .name(let key): self.init(key: key, countryCode: countryCode)
    case .absent(let absence): throw absence
    case .undecided:
      let key = try Self.generalName(copy name, lists.names)
      self.init(key: KeyBytes(key.span), countryCode: countryCode)
    }
  }

  /// - Parameter key: a name of section 2.2.
  init(key: KeyBytes, countryCode: CountryCode) {
    self.key = key
    self.countryCode = countryCode
  }

  /// Of any trimmed field; `QuickName` decides most of them sooner, and must not differ.
  static func generalName(
    _ field: ArraySlice<UInt8>, _ tables: NameTables
  ) throws(Absence) -> [UInt8] {
    guard field.count <= fieldLimit else { throw .tooLong }
    guard String(validating: field, as: UTF8.self) != nil else { throw .blank }
    let text = tables.characters.folded(field)
    let plain = NameText.joined(NameText.words(text))
    guard !plain.isEmpty else { throw .blank }
    guard !tables.words.placeholders.contains(plain) else { throw .placeholder }
    var words = NameText.words(NameText.withoutBrackets(NameText.withoutRegistryNote(text)))
    if words.count > 2, let last = words.last, isCut(field.span, last.span) { words.removeLast() }
    let name = NameText.joined(tables.words.settled(words))
    guard !tables.words.placeholders.contains(name) else { throw .placeholder }
    guard !tables.words.common.contains(name), name.count > 1 else { throw .commonWord }
    guard name.count <= limit else { throw .tooLong }
    return name
  }

  /// Whether an export has cut the last of several words off: the beginning of a legal form, in a field of 29 to 32 characters.
  static func isCut(_ field: Span<UInt8>, _ last: Span<UInt8>) -> Bool {
    guard field.count >= 29, isBeginning(last) else { return false }
    var (characters, hasCapital) = (0, false)
    for index in field.indices {
      if field[index] & 0xC0 != 0x80 { characters += 1 }
      if (0x41...0x5A).contains(field[index]) { hasCapital = true }
    }
    return hasCapital && (29...32).contains(characters)
  }

  /// Whether a word is the beginning of a legal form, and not the whole.
  private static func isBeginning(_ word: Span<UInt8>) -> Bool {
    for form in wholeForms where form.count > word.count {
      var length = 0
      while length < word.count && form[length] == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }

  private static let wholeForms = [
    "company", "corporation", "incorporated", "limited", "ltd", "plc",
  ].map { Array($0.utf8) }

  /// Appends name and country, each after its length (2).
  package func appendFields(to bytes: inout [UInt8]) {
    withName { RowRecord.append(field: $0, to: &bytes) }
    RowRecord.append(hasCountry ? 2 : 0, to: &bytes)
    if hasCountry { RowRecord.append(countryCode.letters, to: &bytes) }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(countryCode)
  }

  /// Ties between name keys: the bytes of the name, then those of the country.
  static func precedes(_ first: NameKey, _ second: NameKey) -> Bool {
    first.key != second.key
      ? first.name.lexicographicallyPrecedes(second.name)
      : CountryCode.precedes(first.countryCode, second.countryCode)
  }
}
