// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Cryptography

extension FuzzEntry {
  /// A file of one secret; what is read is written to a file that reads the same.
  static let keyFile = FuzzEntry(
    "key-file", mostBytes: 1100,
    seeds: {
      try kinds.map { kind in
        let secret = SecretBytes(copying: [UInt8](repeating: 7, count: 32))
        return try Array((KeyFile.text(secret, kind) + "\n").utf8)
      }
    }
  ) { bytes in
    for kind in kinds {
      guard let secret = try? KeyFile.secret(file: bytes, kind, path: "") else { continue }
      let text = try KeyFile.text(secret, kind)
      let again = try KeyFile.secret(file: Array((text + "\n").utf8), kind, path: "")
      try Finding.require(again == secret, "another secret is read back")
      return .accepted
    }
    return .refused
  }

  private static let kinds = [KeyFile.Kind.identity, .seed, .run]

  /// What a side keeps of its own message until the run ends.
  static let runKeyFile = FuzzEntry(
    "run-key-file", mostBytes: 2048,
    seeds: {
      let secret = SecretBytes(copying: [UInt8](repeating: 7, count: 32))
      let key = RunKey(role: .initiator, key: secret, accounts: [[3, 0, 12_345], [1], []])
      return [Array(try RunKeyFile.text(key).utf8)]
    }
  ) { bytes in
    guard let key = try? RunKeyFile.key(file: bytes, path: "") else { return .refused }
    let again = try RunKeyFile.key(file: Array(RunKeyFile.text(key).utf8), path: "")
    try Finding.require(
      again.role == key.role && again.key == key.key && again.accounts == key.accounts,
      "another key is read back")
    return .accepted
  }
}
