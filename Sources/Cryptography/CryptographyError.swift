// SPDX-License-Identifier: Apache-2.0

/// Why a cryptographic step was refused. A case carries lengths, offsets and names of functions,
/// never a byte of what was processed.
package enum CryptographyError: Error, Hashable, Sendable {
  /// A function of libcrypto failed where it cannot be expected to: a defect, or no memory.
  case openSSL(function: String)
  /// A multiplication gave zero: the point is of low order, which no honest side sends.
  case zeroPoint
  /// A value of fixed length came with another one.
  case length(expected: Int, found: Int)
  /// HKDF was asked for a length outside 1...16,320 bytes.
  case derivedLength(Int)
  /// HKDF was given more than 1,024 bytes of info.
  case infoLength(Int)
  /// A stream was asked for bytes beyond its 2^38.
  case streamExhausted
  /// scrypt's parameters are not those of RFC 7914, or ask for more than a gibibyte.
  case scryptCost
  /// A Bech32m text breaks one of its rules.
  case bech32m(Bech32m.Rule)
}

extension CryptographyError: CustomStringConvertible {
  /// One line: what is wrong, and where.
  package var description: String {
    switch self {
    case .openSSL(let function): "libcrypto failed in \(function)"
    case .zeroPoint: "a point of low order was multiplied"
    case .length(let expected, let found): "\(found) bytes where \(expected) are needed"
    case .derivedLength(let count): "HKDF cannot derive \(count) bytes"
    case .infoLength(let count): "HKDF takes 1,024 bytes of info, not \(count)"
    case .streamExhausted: "a deterministic stream ends after 2^38 bytes"
    case .scryptCost: "scrypt parameters are invalid or ask for more than one gibibyte"
    case .bech32m(let rule): "not a key in Bech32m: \(rule)"
    }
  }
}
