// SPDX-License-Identifier: Apache-2.0

/// The table *countries*: names and codes to ISO 3166-1 (`country/2`, account-keys.md 2.4).
final class CountryNames: Sendable {
  /// By name in the form of the table; none for a name that is no country.
  private let codes: ByteTable<CountryCode>
  /// By the last label of a host.
  private let topLevels: ByteTable<CountryCode>
  private let longestTopLevel: Int
  private let characters: NameCharacters

  private static let none = Array("--".utf8)
  private static let comma = UInt8(ascii: ",")
  private static let dot = UInt8(ascii: ".")
  private static let article = Array("the".utf8)

  init(
    _ lines: [(head: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)], _ characters: NameCharacters
  ) throws(AccountsError) {
    self.characters = characters
    var codes = ByteTable<CountryCode>(minimumCapacity: lines.count)
    var topLevels = ByteTable<CountryCode>(minimumCapacity: 512)
    var longest = 0
    for line in lines {
      guard line.head.count == 2 else {
        throw .publicListUnreadable(NameTables.Name.countries.rawValue)
      }
      let code = line.head.elementsEqual(Self.none) ? CountryCode.none : CountryCode(line.head)
      codes.set(line.rest, code)
      if line.rest.first == Self.dot {
        topLevels.set(line.rest.dropFirst(), code)
        longest = max(longest, line.rest.count - 1)
      }
    }
    (self.codes, self.topLevels, longestTopLevel) = (codes, topLevels, longest)
  }

  /// None where the last label of a host is no country's.
  func code(topLevel label: ArraySlice<UInt8>) -> CountryCode { code(topLevel: label.span) }

  func code(topLevel label: Span<UInt8>) -> CountryCode {
    label.count > longestTopLevel ? .none : topLevels[label] ?? .none
  }

  /// None where the field names no country.
  func code(_ field: ArraySlice<UInt8>) -> CountryCode {
    let field = FieldText.trimmed(field)
    guard String(validating: field, as: UTF8.self) != nil else { return .none }
    let plain = NameText.words(
      characters.folded(field).map { $0 == Self.dot ? 0x20 : $0 })
    if let code = codes[NameText.joined(plain)] { return code }
    if let code = look(field) { return code }
    guard field.count <= NameKey.limit else { return .none }
    let text = field.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "("): Self.comma
      case UInt8(ascii: ")"): 0x20
      default: byte
      }
    }
    guard let place = text.lastIndex(of: Self.comma) else { return .none }
    let (before, after) = (text[..<place], text[(place + 1)...])
    return codes[[Self.comma] + NameText.joined(words(after))]
      ?? look((after + [0x20] + before)[...]) ?? look(after) ?? look(before) ?? .none
  }

  /// The code of a text that is a name, with its article or without.
  private func look(_ text: ArraySlice<UInt8>) -> CountryCode? {
    let words = words(text)
    return codes[NameText.joined(words)]
      ?? (words.first == Self.article ? codes[NameText.joined(words.dropFirst())] : nil)
  }

  private func words(_ text: ArraySlice<UInt8>) -> [NameText.Word] {
    var spaced: [UInt8] = []
    for byte in characters.folded(FieldText.trimmed(text)) {
      switch byte {
      case Self.dot: spaced.append(0x20)
      case UInt8(ascii: "&"): spaced += " and ".utf8
      default: spaced.append(byte)
      }
    }
    return NameWords.initials(NameText.words(spaced))
  }
}
