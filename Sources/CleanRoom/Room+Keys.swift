// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Ledger

extension Room {
  /// Puts every key file of the room under a passphrase, or under another one; returns how many there are.
  ///
  /// The lock comes first: broken off at any point, the room works with the new passphrase, and the same verb again
  /// seals what is still plain.
  package func protectKeys(_ source: PassphraseSource) throws(CleanRoomError) -> Int {
    let ledger = try openLedger(for: .writing)
    defer { withExtendedLifetime(ledger) {} }
    try ring.unlock()
    try ring.setPassphrase(source.readNew(for: ring.path))
    return try sealKeys()
  }

  /// Seals every key file under the lock that is there, those that are plain, too.
  func sealKeys() throws(CleanRoomError) -> Int {
    let files = keyFiles()
    for path in files {
      try rewrite(path, under: ring)
    }
    return files.count
  }

  /// Takes the passphrase off every key file; the lock goes last.
  package func unprotectKeys() throws(CleanRoomError) -> Int {
    let ledger = try openLedger(for: .writing)
    defer { withExtendedLifetime(ledger) {} }
    guard ring.isLocked else {
      throw CleanRoomError("not-protected", .refused, "the keys of this room have no passphrase")
    }
    try ring.unlock()
    let files = keyFiles()
    for path in files {
      try rewrite(path, under: nil)
    }
    do { try LocalFiles().remove(ring.path) } catch { throw CleanRoomError(error) }
    return files.count
  }

  private func rewrite(_ path: String, under lock: KeyRing?) throws(CleanRoomError) {
    guard let plain = try KeyRing.read(path, ring) else { return }
    try KeyRing.write(plain, to: path, existing: .replace, lock)
  }

  private func keyFiles() -> [String] {
    [folder.keys, folder.seeds, folder.runs].flatMap { place in
      RoomFiles.names(in: place).filter { $0.hasSuffix(".key") }.map { place + "/" + $0 }
    }
  }
}
