// SPDX-License-Identifier: Apache-2.0

internal import Agreements
package import Cryptography
internal import Ledger

/// A run key on disk: three kinds of lines, mode 0600 (Keys/runs).
package enum RunKeyFile {
  private static let head = "lacuna run 1\nrole: "
  private static let keyField = Array("key: ".utf8)
  private static let newline = UInt8(ascii: "\n")

  package static func write(
    _ key: borrowing RunKey, to path: String, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) {
    // The same run gives the same key; another one under this name is a fault.
    let file = try file(of: key)
    try KeyRing.write(file, to: path, existing: .replace, ring)
  }

  /// The bytes of a file without a lock.
  package static func file(of key: borrowing RunKey) throws(CleanRoomError) -> SecretBytes {
    let accounts = key.accounts.map { table in
      "accounts: " + table.map(String.init).joined(separator: " ") + "\n"
    }
    return SecretBytes(
      Array("\(head)\(key.role)\n".utf8) + keyField, try KeyFile.text(key.key, .run),
      [newline] + accounts.joined().utf8)
  }

  package static func read(
    _ path: String, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) -> RunKey {
    guard let file = try KeyRing.read(path, ring) else {
      throw CleanRoomError(
        "file-missing", .fileMissing, "\(path): the key of this run is missing",
        hint: "restore it from a backup, or close the run: lacuna abandon")
    }
    return try key(file: file, path: path)
  }

  /// - Parameter path: where the bytes were, for a refusal.
  package static func key(
    file: borrowing SecretBytes, path: String
  ) throws(CleanRoomError) -> RunKey {
    try file.withBytes { bytes throws(CleanRoomError) in
      var ends: [Int] = []
      for index in bytes.indices where ends.count < 3 && bytes[index] == newline {
        ends.append(index)
      }
      guard ends.count == 3 else { throw KeyFile.unreadable(path) }
      // The third line alone is secret.
      let (first, third) = (text(bytes, 0..<ends[1]), ends[1] + 1..<ends[2])
      guard let role = Role.allCases.first(where: { first == "\(head)\($0)" }),
        third.count > keyField.count,
        keyField.indices.allSatisfy({ bytes[third.lowerBound + $0] == keyField[$0] })
      else { throw KeyFile.unreadable(path) }
      let key = bytes.extracting(third.lowerBound + keyField.count..<third.upperBound)
      return RunKey(
        role: role, key: try KeyFile.secret(key, .run, path: path),
        accounts: try accounts(text(bytes, ends[2] + 1..<bytes.count), path: path))
    }
  }

  private static func accounts(
    _ text: String, path: String
  ) throws(CleanRoomError) -> [[Int]] {
    var tables: [[Int]] = []
    for line in text.split(separator: "\n") {
      guard line.hasPrefix("accounts: ") else { throw KeyFile.unreadable(path) }
      tables.append(
        try line.dropFirst(10).split(separator: " ").map { text throws(CleanRoomError) in
          guard let count = Int(text), (0...Party.accountsRange.upperBound).contains(count) else {
            throw KeyFile.unreadable(path)
          }
          return count
        })
    }
    return tables
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: range.map { bytes[$0] }, as: UTF8.self)
  }
}
