// SPDX-License-Identifier: Apache-2.0

internal import Agreements
package import Cryptography
internal import Foundation
internal import Ledger

/// 32 secret bytes in a file of mode 0600, as one line of Bech32m (identity.md 1).
///
/// Secrecy: the text passes through memory that is not wiped, for the length of one read or write.
package enum KeyFile {
  /// What the bytes are for; the prefix of the text.
  package enum Kind: String, Sendable {
    case identity = "lacunasecret"
    case seed = "lacunaseed"
    case run = "lacunarun"
  }

  package static func text(
    _ secret: borrowing SecretBytes, _ kind: Kind
  ) throws(CleanRoomError) -> String {
    let bytes = secret.withBytes { span in span.indices.map { span[$0] } }
    do { return try Bech32m.encode(hrp: kind.rawValue, bytes: bytes) } catch {
      throw CleanRoomError(error)
    }
  }

  package static func secret(
    _ text: some StringProtocol, _ kind: Kind, path: String
  ) throws(CleanRoomError) -> SecretBytes {
    guard let bytes = try? Bech32m.decode(hrp: kind.rawValue, String(text)), bytes.count == 32
    else { throw unreadable(path) }
    return SecretBytes(copying: bytes)
  }

  /// Writes one secret where no file stands yet, sealed where `ring` has a lock.
  package static func write(
    _ secret: borrowing SecretBytes, _ kind: Kind, to path: String, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) {
    guard !RoomFiles.exists(path) else {
      throw CleanRoomError(
        "key-exists", .cannotWrite, "\(path): a key is here already; it is never overwritten")
    }
    let plain = Array((try text(secret, kind) + "\n").utf8)
    try RoomFiles.write(
      try ring?.closed(plain) ?? plain, to: path, visibility: .owner, existing: .keep)
  }

  /// Nil where there is no such file.
  package static func read(
    _ kind: Kind, from path: String, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) -> SecretBytes? {
    guard let file = try contents(path) else { return nil }
    return try secret(file: try ring?.opened(file, at: path) ?? file, kind, path: path)
  }

  /// - Parameter path: where the bytes were, for a refusal.
  package static func secret(
    file bytes: [UInt8], _ kind: Kind, path: String
  ) throws(CleanRoomError) -> SecretBytes {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.count == 1 else { throw unreadable(path) }
    return try secret(lines[0], kind, path: path)
  }

  /// The bytes of a file that this user owns and nobody else may read: of the file that is read, whatever the path
  /// may lead to a moment later.
  static func contents(_ path: String) throws(CleanRoomError) -> [UInt8]? {
    try RoomFiles.contents(path, from: .own)
  }

  static func unreadable(_ path: String) -> CleanRoomError {
    CleanRoomError(
      "key-unreadable", .refused, "\(path): this is not a key of the kind that belongs here",
      hint: "restore it from a backup; without it, messages sealed to it cannot be opened")
  }
}
