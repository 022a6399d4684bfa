// SPDX-License-Identifier: Apache-2.0

package import Cryptography

/// What the key files of a room are sealed under, itself sealed under a passphrase (identity.md 4).
///
/// Secrecy: whoever has the lock key and the files has the keys. It lives in wiped memory; the class is a place for
/// it, so that one reading of the passphrase serves a whole verb.
package final class KeyLock: Sendable {
  /// What one try of a passphrase costs: 128 MiB, and some tenths of a second.
  package static var standardCost: Scrypt.Cost {
    get throws(CryptographyError) {
      try Scrypt.Cost(cost: 1 << 17, blockSize: 8, parallelism: 1)
    }
  }
  /// Bytes of a passphrase that is set; one that is tried may have any length.
  package static let passphraseRange = 8...1024
  package static let saltByteCount = 16

  private static let lockLine = "lacuna lock 1\n"
  private static let sealedLine = "lacuna sealed 1\n"
  private let key: SecretBytes

  /// - Parameter key: 32 bytes.
  package init(key: consuming SecretBytes) throws(CryptographyError) {
    guard key.count == ChaChaPoly.keyByteCount else {
      throw .length(expected: ChaChaPoly.keyByteCount, found: key.count)
    }
    self.key = key
  }

  package static func random() throws(CryptographyError) -> KeyLock {
    try KeyLock(key: .random(count: ChaChaPoly.keyByteCount))
  }

  // MARK: The lock file

  /// The text of `Keys/lock`; `salt` and `nonce` must be fresh.
  package func text(
    under passphrase: borrowing SecretBytes, cost: Scrypt.Cost, salt: [UInt8], nonce: [UInt8]
  ) throws(CryptographyError) -> String {
    let head =
      Self.lockLine + "scrypt: \(cost.cost) \(cost.blockSize) \(cost.parallelism)\n"
      + "salt: \(Hex.encode(salt))\nnonce: \(Hex.encode(nonce))\n"
    let wrap = try Scrypt.derive(
      passphrase: passphrase, salt: salt, cost: cost, count: ChaChaPoly.keyByteCount)
    let sealed = try ChaChaPoly.seal(
      key, key: wrap, nonce: nonce, context: Array("lacuna/1 lock\(head)".utf8))
    return head + "key: \(Hex.encode(sealed))\n"
  }

  /// Opens a lock file. `identityMalformed` for other bytes, `passphraseWrong` where the passphrase does not fit, or
  /// the file was changed: the two cannot be told apart.
  package static func open(
    _ file: [UInt8], with passphrase: borrowing SecretBytes
  ) throws(AgreementsError) -> KeyLock {
    let lines = try Self.fields(file, first: Self.lockLine, ["scrypt", "salt", "nonce", "key"])
    let numbers = lines[0].split(separator: " ", omittingEmptySubsequences: false)
      .map { Int($0) }
    guard numbers.count == 3, let number = numbers[0], let blockSize = numbers[1],
      let parallelism = numbers[2],
      let cost = try? Scrypt.Cost(cost: number, blockSize: blockSize, parallelism: parallelism),
      let salt = Hex.decode(lines[1]), salt.count == Self.saltByteCount,
      let nonce = Hex.decode(lines[2]), nonce.count == ChaChaPoly.nonceByteCount,
      let sealed = Hex.decode(lines[3]),
      sealed.count == ChaChaPoly.keyByteCount + ChaChaPoly.tagByteCount
    else { throw Self.malformed }
    let head =
      Self.lockLine + "scrypt: \(lines[0])\nsalt: \(lines[1])\nnonce: \(lines[2])\n"
    let opened: SecretBytes?
    do {
      let wrap = try Scrypt.derive(
        passphrase: passphrase, salt: salt, cost: cost, count: ChaChaPoly.keyByteCount)
      opened = try ChaChaPoly.open(
        sealed, key: wrap, nonce: nonce, context: Array("lacuna/1 lock\(head)".utf8))
    } catch {
      throw .cryptography("scrypt")
    }
    guard let key = opened else { throw .passphraseWrong }
    do { return try KeyLock(key: key) } catch { throw .cryptography("ChaCha20-Poly1305") }
  }

  // MARK: Key files

  /// Whether a file of Keys is sealed.
  package static func isSealed(_ file: Span<UInt8>) -> Bool {
    let line = Array(sealedLine.utf8)
    return file.count >= line.count && line.indices.allSatisfy { file[$0] == line[$0] }
  }

  /// A key file's bytes as a sealed file; `nonce` must be fresh.
  package func seal(
    _ plain: borrowing SecretBytes, nonce: [UInt8]
  ) throws(CryptographyError) -> [UInt8] {
    let sealed = try ChaChaPoly.seal(plain, key: key, nonce: nonce, context: Self.context)
    return Array(
      "\(Self.sealedLine)nonce: \(Hex.encode(nonce))\nbytes: \(Hex.encode(sealed))\n".utf8)
  }

  /// The bytes in a sealed file; `identityMalformed` where it is none, was changed, or is another lock's.
  package func open(_ file: [UInt8]) throws(AgreementsError) -> SecretBytes {
    let lines = try Self.fields(file, first: Self.sealedLine, ["nonce", "bytes"])
    guard let nonce = Hex.decode(lines[0]), nonce.count == ChaChaPoly.nonceByteCount,
      let sealed = Hex.decode(lines[1]),
      let plain = try? ChaChaPoly.open(sealed, key: key, nonce: nonce, context: Self.context)
    else { throw Self.malformed }
    return plain
  }

  private static let context = Array("lacuna/1 sealed key".utf8)
  private static var malformed: AgreementsError {
    .identityMalformed(reason: "a lock or a sealed key has other lines")
  }

  /// The values of the lines `name: value`, which must be these in this order, each ended by LF.
  private static func fields(
    _ file: [UInt8], first: String, _ names: [String]
  ) throws(AgreementsError) -> [String] {
    guard file.count <= 1 << 20, file.starts(with: Array(first.utf8)), file.allSatisfy({ $0 < 128 })
    else { throw malformed }
    let text = String(decoding: file.dropFirst(first.utf8.count), as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.popLast() == "", lines.count == names.count else { throw malformed }
    var values: [String] = []
    for (line, name) in zip(lines, names) {
      guard line.hasPrefix(name + ": ") else { throw malformed }
      values.append(String(line.dropFirst(name.count + 2)))
    }
    return values
  }
}
