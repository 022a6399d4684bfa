// SPDX-License-Identifier: Apache-2.0

internal import CPublicLists

/// The tables of `name/2` and `country/2`, as they are embedded in the program (Protocols/account-keys.md, section 2).
///
/// The version names fix their bytes; a test compares digests with the page.
package final class NameTables: Sendable {
  let characters: NameCharacters
  let words: NameWords
  let countries: CountryNames

  package enum Name: String, Sendable, CaseIterable {
    case characters = "name-characters.txt"
    case words = "name-words.txt"
    case countries = "country-names.txt"
  }

  /// Read once in a process: the tables are long, and every verb needs them.
  static let embedded = Result { () throws(AccountsError) in try NameTables() }

  private init() throws(AccountsError) {
    characters = try NameCharacters(Self.lines(of: .characters))
    words = try NameWords(Self.lines(of: .words))
    countries = try CountryNames(Self.lines(of: .countries), characters)
  }

  /// The bytes of a table, for its digest.
  package static func bytes(of name: Name) -> [UInt8] {
    var length = 0
    let start =
      switch name {
      case .characters: unsafe lacuna_name_characters(&length)
      case .words: unsafe lacuna_name_words(&length)
      case .countries: unsafe lacuna_country_names(&length)
      }
    return unsafe Array(UnsafeBufferPointer(start: start, count: length))
  }

  /// The lines of a table that are neither blank nor comments: what stands before the first space, and what after it.
  private static func lines(of name: Name) -> [(head: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)] {
    bytes(of: name).split(separator: 0x0A).filter { $0.first != UInt8(ascii: "#") }.map { line in
      let space = line.firstIndex(of: 0x20)
      return (line[..<(space ?? line.endIndex)], space.map { line[($0 + 1)...] } ?? [])
    }
  }
}
