// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Points that differ by a torsion point: a clamped scalar sends all eight of one point to the same product.
/// The encodings were computed on the full curve, apart from this code.
enum TorsionCopies {
  /// Z + kT, k = 0 … 7, T of order 8, for one point Z of the prime-order subgroup, then for another.
  static let encodings = [
    "96a48c2bacb5fdd7cecb5adae6b1e4be4e83a35574a3bec2dc92ae824be0352a",
    "fa841621830c6ded49018d0ca9a8635fa873ce6f0754d5563d69fca5d73fa327",
    "285e1aaf210cfa31f9adca3864fabf0f0e4f928a13f10886053ede136b89be6f",
    "77428b385ab8e39edbc10cb25066648afa3f22bb63d0e356a749fe7f611b8876",
    "df5eb1c7ea5ce494d0126bceeebff3668308c68fa891c378fa4a164140580d1a",
    "abd1665dc768c5121bbc5b78f516493cef6a72719aec418735254309e7395747",
    "1128dd163aef47d747aeeb753e74d146e4b71a05f14e6809deedcbaadc234c1a",
    "6084fd9835013dddf03f20ec71b46411d1116c83f16ef6742a8d45872d528152",
    "ea00d29dc4f36e1502cc9faa3194f63204bf761f42410e2417e1dc4f30f3fc00",
    "4dc7e9236cd79444b74e7e91df7261b64d73925832f548b25fdc79b81d8b9619",
    "b7861cb70a839b59b39a182c2d4792e40da9d6cef44e191bef573560f8eed56e",
    "916ec9161e76bc9240b7c2637aaf62e3b0206f64ffccb2a1a28864c63f0fb375",
    "ddc92c63fcc16ef59979ac6f043dd9dea380500a1161d41358db7785a8172716",
    "a88c708ff261703e1a7d48e4f6cc6a980105794b799db448090b63e5245a243f",
    "d948df76c83975ec3c21cdcc3a81f3015e50e923118f81c0aa247ab4e5574e54",
    "a9d137130998a1055739867a081f8e798e6388c30b3df295b9dbbdb8e254ba5f",
  ]

  /// u-coordinates of points of order 1, 2, 4 and 8, on the curve and on its twist.
  static let lowOrderEncodings = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ]

  /// The same again where the encoding is not canonical: p, p + 1, and the top bit set, which is ignored.
  static let otherLowOrderEncodings = [
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  ]

  static var bytes: [[UInt8]] { get throws { try encodings.map(decoded) } }
  static var lowOrder: [[UInt8]] { get throws { try lowOrderEncodings.map(decoded) } }
  static var otherLowOrder: [[UInt8]] { get throws { try otherLowOrderEncodings.map(decoded) } }

  private static func decoded(_ hex: String) throws -> [UInt8] {
    guard let bytes = [UInt8](hex: hex) else {
      throw MalformedInput(what: "\(hex) is not hexadecimal")
    }
    return bytes
  }
}
