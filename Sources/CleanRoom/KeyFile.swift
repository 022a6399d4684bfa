// SPDX-License-Identifier: Apache-2.0

internal import Agreements
package import Cryptography
internal import Foundation
internal import Ledger

/// 32 secret bytes in a file of mode 0600, as one line of Bech32m (identity.md 1).
///
/// Secrecy: bytes and text stay in wiped memory.
package enum KeyFile {
  /// What the bytes are for; the prefix of the text.
  package enum Kind: String, Sendable {
    case identity = "lacunasecret"
    case seed = "lacunaseed"
    case run = "lacunarun"
  }

  private static let newline = UInt8(ascii: "\n")

  package static func text(
    _ secret: borrowing SecretBytes, _ kind: Kind
  ) throws(CleanRoomError) -> SecretBytes {
    do { return try Bech32m.encode(hrp: kind.rawValue, secret: secret) } catch {
      throw CleanRoomError(error)
    }
  }

  package static func secret(
    _ text: Span<UInt8>, _ kind: Kind, path: String
  ) throws(CleanRoomError) -> SecretBytes {
    guard let secret = try? Bech32m.decode(hrp: kind.rawValue, secret: text), secret.count == 32
    else { throw unreadable(path) }
    return secret
  }

  /// Writes one secret where no file stands yet, sealed where `ring` has a lock.
  package static func write(
    _ secret: borrowing SecretBytes, _ kind: Kind, to path: String, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) {
    guard !RoomFiles.exists(path) else {
      throw CleanRoomError(
        "key-exists", .cannotWrite, "\(path): a key is here already; it is never overwritten")
    }
    let file = try file(of: secret, kind)
    try KeyRing.write(file, to: path, existing: .keep, ring)
  }

  /// Nil where there is no such file.
  package static func read(
    _ kind: Kind, from path: String, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) -> SecretBytes? {
    guard let file = try KeyRing.read(path, ring) else { return nil }
    return try secret(file: file, kind, path: path)
  }

  /// The bytes of a file without a lock: one line.
  package static func file(
    of secret: borrowing SecretBytes, _ kind: Kind
  ) throws(CleanRoomError) -> SecretBytes {
    SecretBytes([], try text(secret, kind), [newline])
  }

  /// - Parameter path: where the bytes were, for a refusal.
  package static func secret(
    file: borrowing SecretBytes, _ kind: Kind, path: String
  ) throws(CleanRoomError) -> SecretBytes {
    try file.withBytes { bytes throws(CleanRoomError) in
      // An editor may have taken the line's end away.
      let hasEnd = !bytes.isEmpty && bytes[bytes.count - 1] == newline
      return try secret(bytes.extracting(droppingLast: hasEnd ? 1 : 0), kind, path: path)
    }
  }

  static func unreadable(_ path: String) -> CleanRoomError {
    CleanRoomError(
      "key-unreadable", .refused, "\(path): this is not a key of the kind that belongs here",
      hint: "restore it from a backup; without it, messages sealed to it cannot be opened")
  }
}
