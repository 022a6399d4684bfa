// SPDX-License-Identifier: Apache-2.0

/// Bech32m (BIP-350): bytes as a text that a person can paste, with a prefix that says what it is and
/// a checksum that notices slips.
///
/// Stricter than BIP-350 in that upper case is refused, looser in that a text may have 1,023
/// characters, the length up to which the code still finds any three wrong ones.
package enum Bech32m {
  package static let characterLimit = 1023

  /// What a text can break.
  package enum Rule: Hashable, Sendable {
    case tooLong
    case noSeparator
    case prefixCharacter
    case wrongPrefix
    /// The offset of a character that is not of the alphabet; upper case is not.
    case character(offset: Int)
    case checksum
    case padding
  }

  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  private static let separator = UInt8(ascii: "1")
  private static let checksumLength = 6

  /// - Parameter hrp: the human-readable prefix: 1 to 83 characters of ASCII, no upper case.
  package static func encode(hrp: String, bytes: [UInt8]) throws(CryptographyError) -> String {
    try encode(hrp: hrp, symbols: regroup(bytes, from: 8, to: 5))
  }

  /// The bytes of `text`, which must bear the prefix `hrp`.
  package static func decode(hrp: String, _ text: String) throws(CryptographyError) -> [UInt8] {
    let symbols = try symbols(hrp: hrp, text)
    // What does not fill a byte is padding: fewer than five bits, all zero.
    let unused = symbols.count * 5 % 8
    let padding = symbols.last.map { $0 & (1 << UInt8(unused) - 1) } ?? 0
    guard unused < 5, padding == 0 else { throw .bech32m(.padding) }
    return Array(regroup(symbols, from: 5, to: 8).prefix(symbols.count * 5 / 8))
  }

  /// The text of five-bit symbols, each below 32.
  package static func encode(
    hrp: String, symbols: [UInt8]
  ) throws(CryptographyError) -> String {
    try check(prefix: Array(hrp.utf8))
    let checked = symbols + checksum(hrp: hrp, symbols: symbols)
    guard hrp.utf8.count + 1 + checked.count <= characterLimit else { throw .bech32m(.tooLong) }
    return hrp + "1" + String(decoding: checked.map { alphabet[Int($0 & 31)] }, as: UTF8.self)
  }

  /// The five-bit symbols of `text`, without the checksum, which must hold.
  package static func symbols(
    hrp: String, _ text: String
  ) throws(CryptographyError) -> [UInt8] {
    let characters = Array(text.utf8.prefix(characterLimit + 1))
    guard characters.count <= characterLimit else { throw .bech32m(.tooLong) }
    guard let end = characters.lastIndex(of: separator) else { throw .bech32m(.noSeparator) }
    try check(prefix: Array(characters[..<end]))
    guard characters[..<end].elementsEqual(hrp.utf8) else { throw .bech32m(.wrongPrefix) }
    var symbols: [UInt8] = []
    for offset in (end + 1)..<characters.count {
      guard let symbol = alphabet.firstIndex(of: characters[offset]) else {
        throw .bech32m(.character(offset: offset))
      }
      symbols.append(UInt8(symbol))
    }
    let payload = Array(symbols.dropLast(checksumLength))
    guard symbols.count >= checksumLength,
      symbols.suffix(checksumLength).elementsEqual(checksum(hrp: hrp, symbols: payload))
    else { throw .bech32m(.checksum) }
    return payload
  }

  private static func check(prefix: [UInt8]) throws(CryptographyError) {
    let upperCase = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard (1...83).contains(prefix.count),
      prefix.allSatisfy({ (33...126).contains($0) && !upperCase.contains($0) })
    else { throw .bech32m(.prefixCharacter) }
  }

  /// Bits in groups of `width` as bits in groups of `newWidth`, the last filled up with zeros.
  private static func regroup(_ groups: [UInt8], from width: Int, to newWidth: Int) -> [UInt8] {
    var result: [UInt8] = []
    var bits = 0
    var held = 0
    for group in groups {
      bits = (bits << width | Int(group)) & 0xfff
      held += width
      while held >= newWidth {
        held -= newWidth
        result.append(UInt8(bits >> held & (1 << newWidth - 1)))
      }
    }
    if held > 0 { result.append(UInt8(bits << (newWidth - held) & (1 << newWidth - 1))) }
    return result
  }

  /// The checksum of BIP-173 with BIP-350's constant.
  private static func checksum(hrp: String, symbols: [UInt8]) -> [UInt8] {
    let prefix = Array(hrp.utf8)
    let message =
      prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 } + symbols
      + [UInt8](repeating: 0, count: checksumLength)
    let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    var state: UInt32 = 1
    for symbol in message {
      let top = state >> 25
      state = (state & 0x1ff_ffff) << 5 ^ UInt32(symbol)
      for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { state ^= generator[bit] }
    }
    state ^= 0x2bc8_30a3
    return (0..<checksumLength).map { UInt8(state >> UInt32(5 * (5 - $0)) & 31) }
  }
}

extension Bech32m.Rule: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLong: "longer than \(Bech32m.characterLimit) characters"
    case .noSeparator: "there is no 1 between prefix and data"
    case .prefixCharacter: "the prefix is not 1 to 83 characters of lower-case ASCII"
    case .wrongPrefix: "the prefix is that of another kind of text"
    case .character(let offset): "character \(offset + 1) is not of the alphabet"
    case .checksum: "the checksum does not hold; a character is missing or mistyped"
    case .padding: "the last bits are not those of whole bytes"
    }
  }
}
