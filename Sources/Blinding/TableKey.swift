// SPDX-License-Identifier: Apache-2.0

package import Cryptography

/// The key both sides share for one table of one run; makes tokens (table.md 1 and 2).
///
/// Secrecy: whoever has it can test any company against the files of its table. Wiped with the value.
package struct TableKey: ~Copyable, Sendable {
  private let secret: SecretBytes

  /// - Parameters:
  ///   - shared: X25519 of the two room keys.
  ///   - agreement: digest of the agreement, 32 bytes.
  ///   - identities: public identities of I and R, 192 bytes.
  ///   - run: run id, 16 bytes.
  package init(
    shared: borrowing SecretBytes, agreement: [UInt8], identities: [UInt8], run: [UInt8], table: Int
  ) throws(CryptographyError) {
    let room = try HKDF.derive(
      secret: shared, salt: agreement, info: Array("lacuna/1 room".utf8) + identities, count: 32)
    let number = [UInt8(truncatingIfNeeded: table >> 8), UInt8(truncatingIfNeeded: table)]
    secret = try HKDF.derive(
      secret: room, salt: run, info: Array("lacuna/1 table".utf8) + number, count: 32)
  }

  /// For vectors and tests that start at the table.
  package init(insecureSecret: consuming SecretBytes) { secret = insecureSecret }

  /// A token maker for one thread.
  package borrowing func tokens() throws(CryptographyError) -> TokenMaker {
    TokenMaker(key: try HMACSHA512Key(secret))
  }
}

/// Makes the tokens of one table. One a thread: it keeps a hash state.
package struct TokenMaker: ~Copyable, Sendable {
  private var key: HMACSHA512Key

  init(key: consuming HMACSHA512Key) { self.key = key }

  /// The same keyed state for another thread.
  borrowing func duplicate() throws(CryptographyError) -> TokenMaker {
    TokenMaker(key: try key.duplicate())
  }

  package mutating func token(of name: TokenName) throws(CryptographyError) -> Token {
    try key.code(for: name.encoding)
  }

  /// The tokens of some of the names, in their order.
  package mutating func tokens(
    of names: TokenNames, _ range: Range<Int>
  ) throws(CryptographyError) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(range.count)
    for index in range {
      tokens.append(
        try names.with(index) { name throws(CryptographyError) in
          try key.code(for: TokenName.label.span, name)
        })
    }
    return tokens
  }
}

/// What a token stands for: a match key of an account or of a control account, or a fake account.
package enum TokenName: Sendable, Hashable {
  /// A match key: its kind, 1 to 127, and its fields, each at most 65535 bytes.
  case key(kind: UInt8, fields: [[UInt8]])
  /// The same of a control account: another token, whatever the fields.
  case control(kind: UInt8, fields: [[UInt8]])
  /// F(g, p, j), j from 1.
  case fake(g: Int, p: Int, j: Int)

  /// A registrable domain.
  package static func domain(_ domain: [UInt8]) -> TokenName { .key(kind: 1, fields: [domain]) }

  /// Injective: kinds are separated by their first byte, variable fields carry their length.
  package var encoding: [UInt8] {
    var bytes = Self.label
    encode(into: &bytes)
    return bytes
  }

  static let label = Array("lacuna/1 token".utf8)

  /// Appends the encoding without the label, which stands before all.
  func encode(into bytes: inout [UInt8]) {
    switch self {
    case .key(let kind, let fields):
      bytes.append(kind)
      Self.append(fields, to: &bytes)
    case .control(let kind, let fields):
      bytes.append(Self.control | kind)
      Self.append(fields, to: &bytes)
    case .fake(let g, let p, let j):
      bytes.append(0x00)
      let number =
        UInt64(UInt16(truncatingIfNeeded: g)) << 48
        | UInt64(UInt16(truncatingIfNeeded: p)) << 32 | UInt64(UInt32(truncatingIfNeeded: j))
      unsafe withUnsafeBytes(of: number.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    }
  }

  /// Added to the kind of a control account's key.
  private static let control: UInt8 = 0x80

  private static func append(_ fields: [[UInt8]], to bytes: inout [UInt8]) {
    for field in fields {
      bytes.append(UInt8(truncatingIfNeeded: field.count >> 8))
      bytes.append(UInt8(truncatingIfNeeded: field.count))
      bytes += field
    }
  }
}
