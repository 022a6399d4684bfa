// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Cryptography
internal import Ledger
internal import Synchronization

/// Reads and writes the key files of one room: plain, or sealed under the room's lock (identity.md 4).
///
/// The passphrase is asked for when the first sealed file is read or the first new one is written, and once.
package final class KeyRing: Sendable {
  private enum State {
    case shut
    case open(KeyLock)
    case refused(CleanRoomError)
  }

  /// Where the lock lies; no such file, no passphrase.
  let path: String
  private let source: PassphraseSource
  private let state = Mutex(State.shut)

  /// - Parameter keys: the folder of the room's keys.
  package init(keys: String, source: PassphraseSource) {
    path = keys + "/lock"
    self.source = source
  }

  package var isLocked: Bool { RoomFiles.exists(path) }

  /// The bytes of a key file without the lock it may be sealed under; nil where there is no such file.
  static func read(_ path: String, _ ring: KeyRing?) throws(CleanRoomError) -> SecretBytes? {
    guard let file = try RoomFiles.secret(path) else { return nil }
    guard let ring, file.withBytes({ KeyLock.isSealed($0) }) else { return file }
    let lock = try ring.lock()
    do {
      return try lock.open(file.withBytes { bytes in bytes.indices.map { bytes[$0] } })
    } catch {
      throw KeyFile.unreadable(path)
    }
  }

  /// Writes a key file, sealed where `ring` has a lock.
  static func write(
    _ plain: borrowing SecretBytes, to path: String, existing: ExistingFile, _ ring: KeyRing?
  ) throws(CleanRoomError) {
    guard let ring, ring.isLocked else {
      return try RoomFiles.write(secret: plain, to: path, existing: existing)
    }
    let lock = try ring.lock()
    let sealed: [UInt8]
    do { sealed = try lock.seal(plain, nonce: fresh(ChaChaPoly.nonceByteCount)) } catch {
      throw CleanRoomError(error)
    }
    try RoomFiles.write(sealed, to: path, visibility: .owner, existing: existing)
  }

  /// Seals the lock under a new passphrase, and makes it where there is none.
  func setPassphrase(_ passphrase: borrowing SecretBytes) throws(CleanRoomError) {
    let isNew = !isLocked
    let lock: KeyLock
    do { lock = isNew ? try KeyLock.random() : try self.lock() } catch {
      throw CleanRoomError(error)
    }
    let text: String
    do {
      text = try lock.text(
        under: passphrase, cost: KeyLock.standardCost, salt: Self.fresh(KeyLock.saltByteCount),
        nonce: Self.fresh(ChaChaPoly.nonceByteCount))
    } catch {
      throw CleanRoomError(error)
    }
    try RoomFiles.write(
      Array(text.utf8), to: path, visibility: .owner, existing: isNew ? .keep : .replace)
    state.withLock { $0 = .open(lock) }
  }

  /// Opens the lock now, where there is one: whoever changes it has to know its passphrase.
  func unlock() throws(CleanRoomError) { if isLocked { _ = try lock() } }

  private func lock() throws(CleanRoomError) -> KeyLock {
    try state.withLock { state throws(CleanRoomError) in
      switch state {
      case .open(let lock): return lock
      case .refused(let error): throw error
      case .shut: break
      }
      do throws(CleanRoomError) {
        let lock = try read()
        state = .open(lock)
        return lock
      } catch {
        // Asked once: a verb does not go on to ask at its next key.
        state = .refused(error)
        throw error
      }
    }
  }

  private func read() throws(CleanRoomError) -> KeyLock {
    guard let file = try RoomFiles.secret(path) else {
      throw CleanRoomError(
        "file-missing", .fileMissing, "\(path): the lock of the sealed keys beside it is missing",
        hint: "restore Keys/ from a backup; without it they cannot be opened")
    }
    let passphrase = try source.read(for: path)
    do throws(AgreementsError) {
      return try KeyLock.open(
        file.withBytes { bytes in bytes.indices.map { bytes[$0] } }, with: passphrase)
    } catch .passphraseWrong {
      throw CleanRoomError(AgreementsError.passphraseWrong, file: path)
    } catch .cryptography(let step) {
      throw CleanRoomError(AgreementsError.cryptography(step))
    } catch {
      throw KeyFile.unreadable(path)
    }
  }

  private static func fresh(_ count: Int) throws(CryptographyError) -> [UInt8] {
    try SecretBytes.random(count: count).withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }
}
