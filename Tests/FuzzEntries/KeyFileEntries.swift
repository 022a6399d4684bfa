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
        return bytes(of: try KeyFile.file(of: secret, kind))
      }
    }
  ) { bytes in
    let file = SecretBytes(copying: bytes)
    for kind in kinds {
      guard let secret = try? KeyFile.secret(file: file, kind, path: "") else { continue }
      let again = try KeyFile.secret(file: KeyFile.file(of: secret, kind), kind, path: "")
      try Finding.require(again == secret, "another secret is read back")
      return .accepted
    }
    return .refused
  }

  private static let kinds = [KeyFile.Kind.identity, .seed, .run]

  private static func bytes(of file: borrowing SecretBytes) -> [UInt8] {
    file.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  /// What a side keeps of its own message until the run ends.
  static let runKeyFile = FuzzEntry(
    "run-key-file", mostBytes: 2048,
    seeds: {
      let secret = SecretBytes(copying: [UInt8](repeating: 7, count: 32))
      let key = RunKey(role: .initiator, key: secret, accounts: [[3, 0, 12_345], [1], []])
      return [bytes(of: try RunKeyFile.file(of: key))]
    }
  ) { bytes in
    guard let key = try? RunKeyFile.key(file: SecretBytes(copying: bytes), path: "") else {
      return .refused
    }
    let again = try RunKeyFile.key(file: RunKeyFile.file(of: key), path: "")
    try Finding.require(
      again.role == key.role && again.key == key.key && again.accounts == key.accounts,
      "another key is read back")
    return .accepted
  }
}
