// SPDX-License-Identifier: Apache-2.0

/// How the bytes of a list stand for characters.
package enum TextEncoding: String, Sendable, CaseIterable {
  case ascii = "ASCII"
  case utf8 = "UTF-8"
  case utf16 = "UTF-16"
  case windows1252 = "Windows-1252"
  case macRoman = "Mac Roman"

  /// The character of a byte from 0x80 in an encoding of one byte a character; nil where it has none.
  func scalar(of byte: UInt8) -> Unicode.Scalar? {
    switch self {
    case .ascii, .utf8, .utf16: nil
    case .windows1252:
      byte >= 0xA0 ? Unicode.Scalar(byte) : Self.windows[Int(byte & 0x1F)]
    case .macRoman: Self.mac[Int(byte & 0x7F)]
    }
  }

  /// The byte that stands for a character in Windows-1252. The five bytes that it leaves open stand for themselves, as
  /// browsers and Excel have it.
  static func windows1252Byte(of scalar: Unicode.Scalar) -> UInt8? {
    if let byte = byteOfWindows[scalar] { return byte }
    return UInt8(exactly: scalar.value)
  }

  /// 0x80 to 0x9F.
  private static let windows: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
    nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]

  private static let byteOfWindows = Dictionary(
    uniqueKeysWithValues: windows.enumerated().compactMap { place, scalar in
      scalar.map { ($0, UInt8(0x80 + place)) }
    })

  /// 0x80 to 0xFF.
  private static let mac: [Unicode.Scalar] = Array(
    ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
      + "¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ")
      .unicodeScalars)
}
