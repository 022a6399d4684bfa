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
    string(try encode(hrp: hrp, secret: SecretBytes(copying: bytes)))
  }

  /// The text of a secret, in ASCII; nothing of it stays elsewhere.
  package static func encode(
    hrp: String, secret: borrowing SecretBytes
  ) throws(CryptographyError) -> SecretBytes {
    let symbols = secret.withBytes {
      regroup($0, from: 8, to: 5, count: ($0.count * 8 + 4) / 5)
    }
    return try symbols.withBytes { symbols throws(CryptographyError) in
      try text(prefix: Array(hrp.utf8), symbols)
    }
  }

  /// The bytes of `text`, which must bear the prefix `hrp`.
  package static func decode(hrp: String, _ text: String) throws(CryptographyError) -> [UInt8] {
    array(try decode(hrp: hrp, secret: Array(text.utf8.prefix(characterLimit + 1)).span))
  }

  /// The secret of a text in ASCII; nothing of it stays elsewhere.
  package static func decode(
    hrp: String, secret text: Span<UInt8>
  ) throws(CryptographyError) -> SecretBytes {
    let symbols = try symbols(prefix: Array(hrp.utf8), text)
    return try symbols.withBytes { symbols throws(CryptographyError) in
      // What does not fill a byte is padding: fewer than five bits, all zero.
      let unused = symbols.count * 5 % 8
      let last = symbols.isEmpty ? 0 : symbols[symbols.count - 1]
      guard unused < 5, last & (1 << UInt8(unused) - 1) == 0 else { throw .bech32m(.padding) }
      return regroup(symbols, from: 5, to: 8, count: symbols.count * 5 / 8)
    }
  }

  /// The text of five-bit symbols, each below 32.
  package static func encode(
    hrp: String, symbols: [UInt8]
  ) throws(CryptographyError) -> String {
    string(try text(prefix: Array(hrp.utf8), symbols.span))
  }

  /// The five-bit symbols of `text`, without the checksum, which must hold.
  package static func symbols(
    hrp: String, _ text: String
  ) throws(CryptographyError) -> [UInt8] {
    let text = Array(text.utf8.prefix(characterLimit + 1))
    return array(try symbols(prefix: Array(hrp.utf8), text.span))
  }

  private static func array(_ bytes: borrowing SecretBytes) -> [UInt8] {
    bytes.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  private static func string(_ text: borrowing SecretBytes) -> String {
    String(decoding: array(text), as: UTF8.self)
  }

  private static func text(
    prefix: [UInt8], _ symbols: Span<UInt8>
  ) throws(CryptographyError) -> SecretBytes {
    try check(prefix: prefix)
    let start = prefix.count + 1
    let count = start + symbols.count + checksumLength
    guard count <= characterLimit else { throw .bech32m(.tooLong) }
    let checksum = checksum(prefix: prefix, symbols)
    return SecretBytes(count: count) { text in
      for index in prefix.indices { text[index] = prefix[index] }
      text[prefix.count] = separator
      for index in symbols.indices { text[start + index] = alphabet[Int(symbols[index] & 31)] }
      for index in 0..<checksumLength {
        text[start + symbols.count + index] = alphabet[Int(symbol(index, of: checksum))]
      }
    }
  }

  private static func symbols(
    prefix: [UInt8], _ text: Span<UInt8>
  ) throws(CryptographyError) -> SecretBytes {
    guard text.count <= characterLimit else { throw .bech32m(.tooLong) }
    guard let end = text.indices.last(where: { text[$0] == separator }) else {
      throw .bech32m(.noSeparator)
    }
    let found = (0..<end).map { text[$0] }
    try check(prefix: found)
    guard found == prefix else { throw .bech32m(.wrongPrefix) }
    let all = try SecretBytes(count: text.count - end - 1) { symbols throws(CryptographyError) in
      for index in symbols.indices {
        let offset = end + 1 + index
        guard let symbol = alphabet.firstIndex(of: text[offset]) else {
          throw .bech32m(.character(offset: offset))
        }
        symbols[index] = UInt8(symbol)
      }
    }
    return try all.withBytes { all throws(CryptographyError) in
      guard all.count >= checksumLength else { throw .bech32m(.checksum) }
      let payload = all.extracting(first: all.count - checksumLength)
      let checksum = checksum(prefix: prefix, payload)
      for index in 0..<checksumLength
      where all[payload.count + index] != symbol(index, of: checksum) {
        throw .bech32m(.checksum)
      }
      return SecretBytes(copying: payload)
    }
  }

  private static func check(prefix: [UInt8]) throws(CryptographyError) {
    let upperCase = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard (1...83).contains(prefix.count),
      prefix.allSatisfy({ (33...126).contains($0) && !upperCase.contains($0) })
    else { throw .bech32m(.prefixCharacter) }
  }

  /// Bits in groups of `width` as bits in `count` groups of `newWidth`, the last filled up with zeros.
  private static func regroup(
    _ groups: Span<UInt8>, from width: Int, to newWidth: Int, count: Int
  ) -> SecretBytes {
    SecretBytes(count: count) { result in
      var bits = 0
      var held = 0
      var filled = 0
      for index in groups.indices {
        bits = (bits << width | Int(groups[index])) & 0xfff
        held += width
        while held >= newWidth, filled < count {
          held -= newWidth
          result[filled] = UInt8(bits >> held & (1 << newWidth - 1))
          filled += 1
        }
      }
      if filled < count { result[filled] = UInt8(bits << (newWidth - held) & (1 << newWidth - 1)) }
    }
  }

  /// The checksum of BIP-173 with BIP-350's constant: six symbols, the first in the highest bits.
  private static func checksum(prefix: [UInt8], _ symbols: Span<UInt8>) -> UInt32 {
    var state: UInt32 = 1
    for character in prefix { state = step(state, character >> 5) }
    state = step(state, 0)
    for character in prefix { state = step(state, character & 31) }
    for index in symbols.indices { state = step(state, symbols[index]) }
    for _ in 0..<checksumLength { state = step(state, 0) }
    return state ^ 0x2bc8_30a3
  }

  private static func step(_ state: UInt32, _ symbol: UInt8) -> UInt32 {
    let top = state >> 25
    var state = (state & 0x1ff_ffff) << 5 ^ UInt32(symbol)
    for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { state ^= generator[bit] }
    return state
  }

  private static let generator: [UInt32] = [
    0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
  ]

  private static func symbol(_ index: Int, of checksum: UInt32) -> UInt8 {
    UInt8(checksum >> UInt32(5 * (checksumLength - 1 - index)) & 31)
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
