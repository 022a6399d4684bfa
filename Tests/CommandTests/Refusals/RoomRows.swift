// SPDX-License-Identifier: Apache-2.0

import CleanRoom
import Cryptography
import Foundation
import Testing

extension RefusalRow {
  /// What is refused of rooms, keys, files and arguments.
  static let rooms: [RefusalRow] = [
    RefusalRow(
      "usage", 64, "an argument is outside its range", "<any>: <any>",
      [
        RefusalProof("card: 49 accounts", at: .rooms) {
          .verb($0.globex, ["card", "--accounts", "49"])
        },
        RefusalProof("init: an organisation in capitals", at: .rooms) {
          .tool(["init", "new", "--as", "New", "--organisation", "New"], in: $0.acme.folder)
        },
        RefusalProof("init: a lineage that is a path", at: .rooms) {
          .tool(["init", "new", "--as", "New", "--lineage", "../x"], in: $0.acme.folder)
        },
        RefusalProof("sample: no account", at: .rooms, message: "rehearsal lists have 1 to <any>") {
          .tool(["sample", "--accounts", "0", "--to", "new"], in: $0.folder)
        },
        RefusalProof("sample: more than all shared", at: .rooms, message: "the shared part <any>") {
          .tool(["sample", "--shared", "101", "--to", "new"], in: $0.folder)
        },
      ]),
    RefusalRow(
      "figure-unknown", 64, "no report to compare has a figure of that name",
      "no report of these rooms has a figure <any>",
      [
        RefusalProof("compare: by another figure", at: .finished) {
          .tool(["compare", $0.acme.room.path, "--by", "nothing"], in: $0.folder)
        }
      ]),
    RefusalRow(
      "file-missing", 66, "a file that the verb needs is not there", "<file>: no such file",
      [
        RefusalProof("status: no room", at: .rooms) { .tool(["status"], in: $0.folder) },
        RefusalProof("plan: no agreement", at: .rooms) { .verb($0.acme, ["plan"]) },
        RefusalProof("agree new: no card", at: .rooms, message: "<file>: no card here") {
          .verb($0.acme, ["agree", "new", "--accounts", "300"])
        },
        RefusalProof(
          "agree new: two cards", at: .cardMailed, message: "<file>: more than one card here"
        ) { two in
          try FileManager.default.copyItem(
            at: two.acme.inbox.appending(path: "globex.card"),
            to: two.acme.inbox.appending(path: "other.card"))
          return .verb(two.acme, ["agree", "new", "--accounts", "300"])
        },
        RefusalProof(
          "agree check: no offer", at: .rooms,
          message: "there is no agreement.yaml, and Inbox holds no offer for this room"
        ) { .verb($0.globex, ["agree", "check"]) },
        RefusalProof("agree new: no such reference table", at: .cardMailed) {
          .verb($0.acme, ["agree", "new", "--accounts", "300", "--reference", "none.csv"])
        },
        RefusalProof("blind: no list", at: .signed) { .verb($0.acme, ["blind", "../none.csv"]) },
        RefusalProof("blind: no mapping", at: .signed) { two in
          try two.acme.remove("mapping.yaml")
          return .verb(two.acme, ["blind", Company.listFromRoom])
        },
        RefusalProof(
          "match: no answer", at: .offered, message: "Inbox holds no answer for this room"
        ) { .verb($0.acme, ["match"]) },
        RefusalProof("report: none has come", at: .answered, message: "no report has come yet") {
          .verb($0.globex, ["report"])
        },
        RefusalProof(
          "trend: no two reports", at: .answered,
          message: "this agreement has <n> report in the room, a trend takes two"
        ) { .verb($0.acme, ["trend"]) },
        RefusalProof(
          "status: no identity", at: .signed, message: "<file>: this room has no identity"
        ) { two in
          try two.acme.remove("Keys/identity.key")
          return .verb(two.acme, ["status"])
        },
        RefusalProof(
          "agree check: no seed", at: .drafted,
          message: "<file>: the seed that was committed to is missing"
        ) { two in
          try two.acme.remove("Keys/seeds")
          return .verb(two.acme, ["agree", "check"])
        },
        RefusalProof(
          "match: no run key", at: .answered, message: "<file>: the key of this run is missing"
        ) { two in
          for path in try two.acme.runKeys() { try FileManager.default.removeItem(at: path) }
          return .verb(two.acme, ["match"])
        },
        RefusalProof(
          "report: its bytes are gone", at: .finished,
          message: "the report of run <run> is not in this room"
        ) { two in
          for path in try two.acme.runFiles() where path.path.hasSuffix(".report.json") {
            try FileManager.default.removeItem(at: path)
          }
          return .verb(two.acme, ["report"])
        },
      ]),
    RefusalRow(
      "file-too-long", 74, "a text of ours is longer than any honest one",
      "<file>: longer than <n> bytes",
      [
        RefusalProof("status: an agreement of 2 MiB", at: .drafted) { two in
          try two.acme.edit("agreement.yaml") { $0 + String(repeating: "#", count: 2 << 20) }
          return .verb(two.acme, ["status"])
        }
      ]),
    RefusalRow(
      "file-system", 74, "the system refuses to read or write",
      "<file>: cannot <any> this file: <any>",
      [
        RefusalProof("blind: the list is a folder", at: .signed) {
          .verb($0.acme, ["blind", ".."])
        },
        RefusalProof("agree check: the agreement is a folder", at: .drafted) { two in
          try two.acme.remove("agreement.yaml")
          try two.acme.makeFolder("agreement.yaml")
          return .verb(two.acme, ["agree", "check"])
        },
        RefusalProof("card: the Outbox is gone", at: .rooms) { two in
          try two.globex.remove("Outbox")
          // The seed of the card is drawn before; it is of no card then.
          try two.globex.remove("Keys/seeds")
          return .verb(two.globex, ["card", "--accounts", "300"])
        },
      ]),
    RefusalRow(
      "cannot-write", 73, "a folder cannot be made", "<file>: the folder cannot be made",
      [
        RefusalProof("sample: the folder is a file", at: .rooms) {
          .tool(["sample", "--to", "acme/customers.csv"], in: $0.folder)
        },
        RefusalProof("init: the folder is a file", at: .rooms) {
          .tool(["init", "customers.csv", "--as", "New"], in: $0.acme.folder)
        },
      ]),
    RefusalRow(
      "cannot-write-result", 74, "the result cannot be written to stdout",
      "the result cannot be written",
      [
        RefusalProof("status, into a full device", at: .rooms) {
          .shell($0.acme, "lacuna status > /dev/full")
        }
      ]),
    RefusalRow(
      "different-file", 73, "another file has the name of the one that is due",
      "<file>: another file of this name exists",
      [
        RefusalProof("sample: other lists are there", at: .rooms) { two in
          try Data("1\n".utf8).write(to: two.folder.appending(path: "vendor.csv"))
          return .tool(["sample", "--accounts", "60"], in: two.folder)
        },
        RefusalProof("blind: the Outbox holds another offer of this run", at: .offered) { two in
          for offer in try two.acme.sent("offer") { try Data("1\n".utf8).write(to: offer) }
          return .verb(two.acme, ["blind", Company.listFromRoom])
        },
      ]),
    RefusalRow(
      "room-exists", 73, "init: there is a room already",
      "<file>: there is a room here already; it is never overwritten",
      [
        RefusalProof("init", at: .rooms) {
          .tool(["init", "globex", "--as", "Acme"], in: $0.acme.folder)
        }
      ]),
    RefusalRow(
      "room-malformed", 65, "room.yaml is not of its form", "room.yaml at <any>: <any>",
      [
        .room("another version", "room/1", "room/2"),
        .room("a key more", "lineage:", "further: 1\nlineage:"),
        .room("a key less", "lineage: .*\n", ""),
        .room("no YAML", "lacuna:", "lacuna: ["),
      ]),
    RefusalRow(
      "demo-exists", 73, "demo: the folder is there", "<file>: is here already",
      [RefusalProof("demo", at: .rooms) { .tool(["demo", "acme"], in: $0.folder) }]),
    RefusalRow(
      "key-exists", 73, "a key would be overwritten",
      "<file>: a key is here already; it is never overwritten",
      [
        RefusalProof("a seed, written twice by the library", at: .rooms) { two in
          let path = two.acme.room.appending(path: "Keys/identity.key").path
          return .call {
            try KeyFile.write(
              SecretBytes(copying: [UInt8](repeating: 7, count: 32)), .identity, to: path)
          }
        }
      ]),
    RefusalRow(
      "key-permissions", 77, "others on the machine can read a key",
      "<file>: others on this machine can read this key",
      [
        RefusalProof("status: the identity", at: .rooms) { two in
          try two.acme.open(two.acme.room.appending(path: "Keys/identity.key"))
          return .verb(two.acme, ["status"])
        },
        RefusalProof("agree sign: the seed", at: .drafted) { two in
          for path in try two.acme.seeds() { try two.acme.open(path) }
          return .verb(two.acme, ["agree", "sign"])
        },
        RefusalProof("match: the run key", at: .answered) { two in
          for path in try two.acme.runKeys() { try two.acme.open(path) }
          return .verb(two.acme, ["match"])
        },
      ]),
    RefusalRow(
      "key-unreadable", 77, "a file in Keys is not a key of its kind",
      "<file>: this is not a key of the kind that belongs here",
      [
        RefusalProof("status: an empty identity", at: .rooms) { two in
          try two.acme.edit("Keys/identity.key") { _ in "" }
          return .verb(two.acme, ["status"])
        },
        RefusalProof("status: another kind of key", at: .rooms) { two in
          try two.acme.edit("Keys/identity.key") { $0.replacing("secret", with: "seed") }
          return .verb(two.acme, ["status"])
        },
        RefusalProof("agree sign: a letter of the seed", at: .drafted) { two in
          for path in try two.acme.seeds() { try two.acme.spoil(path) }
          return .verb(two.acme, ["agree", "sign"])
        },
        RefusalProof("match: a letter of the run key", at: .answered) { two in
          for path in try two.acme.runKeys() { try two.acme.spoil(path) }
          return .verb(two.acme, ["match"])
        },
        RefusalProof("match: a count of the run key", at: .answered) { two in
          for path in try two.acme.runKeys() {
            let text = try String(contentsOf: path, encoding: .utf8)
            let changed = text.replacing("accounts: ", with: "accounts: -")
            try two.acme.overwrite(path, changed)
          }
          return .verb(two.acme, ["match"])
        },
      ]),
  ]
}

extension RefusalProof {
  fileprivate static func room(_ what: String, _ old: String, _ new: String) -> RefusalProof {
    RefusalProof("room.yaml: \(what)", at: .rooms) { two in
      try two.acme.edit("room.yaml") { try $0.replacingFirst(old, by: new) }
      return .verb(two.acme, ["status"])
    }
  }
}
