// SPDX-License-Identifier: Apache-2.0

import CleanRoom
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
    RefusalRow(
      "key-owner", 77, "another user owns a key",
      "<file>: another user of this machine owns this key",
      [
        RefusalProof("status: the identity", at: .rooms) { two in
          try two.acme.giveAway("Keys/identity.key")
          return .verb(two.acme, ["status"])
        }
      ]),
    RefusalRow(
      "dumps-allowed", 69, "the system lets no program keep its memory out of core dumps",
      "this system does not let a program keep its memory out of core dumps",
      [
        .status(
          CleanRoomError(
            "dumps-allowed", .setUpMissing,
            "this system does not let a program keep its memory out of core dumps"))
      ]),
  ]
}

extension Company {
  /// Makes a file of the room a stranger's.
  fileprivate func giveAway(_ name: String) throws {
    let file = room.appending(path: name)
    guard geteuid() != 0 else {
      return try FileManager.default.setAttributes(
        [.ownerAccountID: 65_534], ofItemAtPath: file.path)
    }
    // Who is not root cannot give a file away; a link to a stranger's serves as well.
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createSymbolicLink(
      atPath: file.path, withDestinationPath: "/etc/hostname")
  }

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
