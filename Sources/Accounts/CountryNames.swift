// SPDX-License-Identifier: Apache-2.0

/// The table *countries*: names and codes to ISO 3166-1 (`country/2`, account-keys.md 2.4).
final class CountryNames: Sendable {
  /// By name in the form of the table; empty for a name that is no country.
  private let codes: ByteTable<[UInt8]>
  /// By the last label of a host.
  private let topLevels: ByteTable<[UInt8]>
  private let characters: NameCharacters

  private static let none = Array("--".utf8)
  private static let comma = UInt8(ascii: ",")
  private static let dot = UInt8(ascii: ".")
  private static let article = Array("the".utf8)

  init(
    _ lines: [(head: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)], _ characters: NameCharacters
  ) throws(AccountsError) {
    self.characters = characters
    var codes = ByteTable<[UInt8]>(minimumCapacity: lines.count)
    var topLevels = ByteTable<[UInt8]>(minimumCapacity: 512)
    for line in lines {
      guard line.head.count == 2 else {
        throw .publicListUnreadable(NameTables.Name.countries.rawValue)
      }
      let code = line.head.elementsEqual(Self.none) ? [] : Array(line.head)
      codes.set(line.rest, code)
      if line.rest.first == Self.dot { topLevels.set(line.rest.dropFirst(), code) }
    }
    (self.codes, self.topLevels) = (codes, topLevels)
  }

  /// Two capital letters; empty where the last label of a host is no country's.
  func code(topLevel label: ArraySlice<UInt8>) -> [UInt8] { topLevels[label] ?? [] }

  /// Two capital letters; empty where the field names no country.
  func code(_ field: ArraySlice<UInt8>) -> [UInt8] {
    let field = FieldText.trimmed(field)
    guard String(validating: field, as: UTF8.self) != nil else { return [] }
    let plain = NameText.words(
      characters.folded(field).map { $0 == Self.dot ? 0x20 : $0 })
    if let code = codes[NameText.joined(plain)] { return code }
    if let code = look(field) { return code }
    guard field.count <= NameKey.limit else { return [] }
    let text = field.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "("): Self.comma
      case UInt8(ascii: ")"): 0x20
      default: byte
      }
    }
    guard let place = text.lastIndex(of: Self.comma) else { return [] }
    let (before, after) = (text[..<place], text[(place + 1)...])
    return codes[[Self.comma] + NameText.joined(words(after))]
      ?? look((after + [0x20] + before)[...]) ?? look(after) ?? look(before) ?? []
  }

  /// The code of a text that is a name, with its article or without.
  private func look(_ text: ArraySlice<UInt8>) -> [UInt8]? {
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
