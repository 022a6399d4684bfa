// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

extension RefusalRow {
  /// What is refused of keys under a passphrase.
  static let passphrases: [RefusalRow] = [
    RefusalRow(
      "passphrase-wrong", 77, "the keys do not open with it",
      "<file>: this is not the passphrase of these keys, or their lock was changed",
      [
        RefusalProof("status: another passphrase", at: .signed) { two in
          try await two.acme.protect()
          return .shell(two.acme, "lacuna status --passphrase-fd 3 3<../../other")
        }
      ]),
    RefusalRow(
      "passphrase-missing", 77, "the keys are sealed, and there is nobody to ask", "<any>",
      [
        RefusalProof("status: no terminal and no descriptor", at: .signed) { two in
          try await two.acme.protect()
          return .shell(two.acme, "lacuna status </dev/null")
        },
        RefusalProof("match: a descriptor that is closed", at: .answered) { two in
          try await two.acme.protect()
          return .shell(two.acme, "lacuna match --passphrase-fd 9")
        },
      ]),
    RefusalRow(
      "not-protected", 77, "a passphrase is to be taken off keys that have none",
      "the keys of this room have no passphrase",
      [
        RefusalProof("keys unprotect", at: .signed) { .verb($0.acme, ["keys", "unprotect"]) }
      ]),
  ]
}

extension Company {
  /// Seals the keys under a passphrase; another one lies beside it, in `other`.
  fileprivate func protect() async throws {
    let files = folder.deletingLastPathComponent()
    try Data("a passphrase\n".utf8).write(to: files.appending(path: "pass"))
    try Data("some other one\n".utf8).write(to: files.appending(path: "other"))
    try await Tool.shell(
      "lacuna keys protect --new-passphrase-fd 4 4<../../pass", in: room
    ).requireDone()
  }
}
