// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Ledger

/// A run key on disk: three kinds of lines, mode 0600 (Keys/runs).
package enum RunKeyFile {
  package static func write(
    _ key: borrowing RunKey, to path: String, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) {
    // The same run gives the same key; another one under this name is a fault.
    let plain = Array(try text(key).utf8)
    try RoomFiles.write(
      try ring?.closed(plain) ?? plain, to: path, visibility: .owner, existing: .replace)
  }

  package static func text(_ key: borrowing RunKey) throws(CleanRoomError) -> String {
    var lines = ["lacuna run 1", "role: \(key.role)"]
    lines.append("key: \(try KeyFile.text(key.key, .run))")
    for table in key.accounts {
      lines.append("accounts: " + table.map(String.init).joined(separator: " "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  package static func read(
    _ path: String, _ ring: KeyRing? = nil
  ) throws(CleanRoomError) -> RunKey {
    guard let file = try KeyFile.contents(path) else {
      throw CleanRoomError(
        "file-missing", .fileMissing, "\(path): the key of this run is missing",
        hint: "restore it from a backup, or close the run: lacuna abandon")
    }
    return try key(file: try ring?.opened(file, at: path) ?? file, path: path)
  }

  /// - Parameter path: where the bytes were, for a refusal.
  package static func key(
    file bytes: [UInt8], path: String
  ) throws(CleanRoomError) -> RunKey {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.count >= 3, lines[0] == "lacuna run 1",
      let role = Role.allCases.first(where: { lines[1] == "role: \($0)" }),
      lines[2].hasPrefix("key: ")
    else { throw KeyFile.unreadable(path) }
    var accounts: [[Int]] = []
    for line in lines.dropFirst(3) {
      guard line.hasPrefix("accounts: ") else { throw KeyFile.unreadable(path) }
      accounts.append(
        try line.dropFirst(10).split(separator: " ").map { text throws(CleanRoomError) in
          guard let count = Int(text), (0...Party.accountsRange.upperBound).contains(count) else {
            throw KeyFile.unreadable(path)
          }
          return count
        })
    }
    return RunKey(
      role: role, key: try KeyFile.secret(lines[2].dropFirst(5), .run, path: path),
      accounts: accounts)
  }
}
