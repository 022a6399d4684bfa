// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Testing

extension RefusalRow {
  /// What is refused of cards and agreements, of signing them, and of who is a party to them.
  static let terms: [RefusalRow] = [
    RefusalRow(
      "card-malformed", 76, "a card is not exactly the seven lines of identity.md 3",
      "<file>: the card is malformed, line <n>: <any>",
      [
        .card("another first line", replacing: "card 1", by: "card 2"),
        .card("two lines change places", replacing: "(name: .*\n)(org.*\n)", by: "$2$1"),
        .card("a line more", replacing: "\nsignature", by: "\nfurther: 1\nsignature"),
        .card("a line less", replacing: "accounts: .*\n", by: ""),
        .card("lines that end in CR LF", replacing: "card 1\n", by: "card 1\r\n"),
        .card("no name", replacing: "name: Globex", by: "name: "),
        .card(
          "a name of 101 characters", replacing: "Globex", by: String(repeating: "x", count: 101)),
        .card("a control character", replacing: "Globex", by: "Glo\u{7}bex"),
        .card("an organisation in capitals", replacing: "organisation: g", by: "organisation: G"),
        .card("49 accounts", replacing: "accounts: 300", by: "accounts: 49"),
        .card("accounts that are no number", replacing: "accounts: 300", by: "accounts: many"),
        .card("a sign before the accounts", replacing: "accounts: 300", by: "accounts: +300"),
        .card("a commitment in capitals", replacing: "commitment: ..", by: "commitment: AA"),
        .card("a signature cut short", replacing: "..\n$", by: "\n"),
        .card("an identity cut short", replacing: "identity: (.*).\n", by: "identity: $1\n"),
        .card("more than 4096 bytes", replacing: "$", by: String(repeating: "\n", count: 4096)),
        .card("not UTF-8 text", replacing: "^", by: "\u{FEFF}"),
      ]),
    RefusalRow(
      "card-signature", 76, "the card was changed on the way",
      "<file>: the card's signature does not hold: it was changed on the way",
      [
        .card("another number of accounts", replacing: "accounts: 300", by: "accounts: 301"),
        .card("another name", replacing: "Globex", by: "Hooli"),
        .card("another commitment", replacing: "commitment: ..", by: "commitment: 77"),
        .card("another signature", replacing: "signature: ..", by: "signature: 77"),
      ]),
    RefusalRow(
      "agreement-malformed", 65, "a rule of agreement.md is broken, at the path that is named",
      "agreement.yaml: the agreement is malformed at <any>: <any>", agreementRules),
    RefusalRow(
      "agreement-exists", 73, "agree new: there is a draft already",
      "agreement.yaml is here already",
      [
        RefusalProof("agree new", at: .drafted) {
          .verb($0.acme, ["agree", "new", "--accounts", "300"])
        }
      ]),
    RefusalRow(
      "not-signed", 77, "this side has not signed the agreement as it stands",
      "this side has not signed the agreement as it stands",
      [
        RefusalProof("blind, before signing", at: .drafted) {
          .verb($0.acme, ["blind", Company.listFromRoom])
        },
        RefusalProof("blind, after an edit", at: .responderReady) { two in
          try two.globex.edit("agreement.yaml") { $0.replacing("Joint", with: "Other") }
          return .verb(two.globex, ["blind", Company.listFromRoom])
        },
        RefusalProof("match, after an edit", at: .answered) { two in
          try two.acme.edit("agreement.yaml") { $0.replacing("Joint", with: "Other") }
          return .verb(two.acme, ["match"])
        },
        RefusalProof("blind, with a spoilt signature file", at: .signed) { two in
          try two.acme.edit("agreement.yaml.acme.sig") { $0.replacing("signature:", with: "sig:") }
          return .verb(two.acme, ["blind", Company.listFromRoom])
        },
      ]),
    RefusalRow(
      "not-a-party", 77, "the agreement does not name this room's owner",
      "agreement.yaml names another identity than this room's",
      [
        RefusalProof("agree check, of an agreement of others", at: .drafted) { two in
          let others = try String(
            contentsOf: two.acme.room.appending(path: "agreement.yaml"), encoding: .utf8)
          let stranger = try PrivateIdentity.random().publicIdentity
          let text = others.replacingOccurrences(
            of: "(organisation: globex\n  identity: ).*", with: "$1\(stranger)",
            options: .regularExpression)
          try Data(text.utf8).write(to: two.globex.room.appending(path: "agreement.yaml"))
          return .verb(two.globex, ["agree", "check"])
        },
        RefusalProof(
          "agree check, under another organisation name", at: .drafted,
          message: "the agreement's initiator is not this room's owner"
        ) { two in
          try two.acme.edit("room.yaml") {
            $0.replacing("organisation: acme", with: "organisation: ajax")
          }
          return .verb(two.acme, ["agree", "check"])
        },
      ]),
    RefusalRow(
      "commitment", 77, "the agreement's commitment is not to a seed of this room",
      "the agreement's commitment is not to a seed of this room",
      [
        RefusalProof("agree sign, with another seed in its place", at: .drafted) { two in
          let seeds = two.acme.room.appending(path: "Keys/seeds")
          let names = try FileManager.default.contentsOfDirectory(atPath: seeds.path)
          for name in names where name.hasSuffix(".1.key") {
            let file = seeds.appending(path: name)
            try FileManager.default.removeItem(at: file)
            try KeyFile.write(Seed.random().secret, .seed, to: file.path)
          }
          return .verb(two.acme, ["agree", "sign"])
        }
      ]),
    RefusalRow(
      "commitment-used", 77, "a card that served one agreement is used for another",
      "a card behind this agreement serves another one already",
      [
        RefusalProof("agree new --force, with the old card", at: .finished) {
          .verb($0.acme, ["agree", "new", "--accounts", "300", "--force"])
        }
      ]),
    RefusalRow(
      "identity-changed", 77, "a known organisation signs with a new identity",
      "globex has signed with another identity before; this one is new",
      [
        RefusalProof("agree sign", at: .drafted) { two in
          try two.acme.know("lacuna1another", as: "globex")
          return .verb(two.acme, ["agree", "sign"])
        },
        RefusalProof("agree sign --accept, of another fingerprint", at: .drafted) { two in
          try two.acme.know("lacuna1another", as: "globex")
          return .verb(
            two.acme, ["agree", "sign", "--accept", "0000 0000 0000 0000 0000 0000 0000 0000"])
        },
      ]),
    RefusalRow(
      "identity-revoked", 77, "a card or the terms name an identity that was revoked here",
      "this identity of <any> was revoked here: nothing is taken from it or sent to it",
      [
        RefusalProof("agree new, with its card", at: .cardMailed) { two in
          try two.acme.know("revoked \(two.cardOfGlobex().party.identity)", as: "globex")
          return .verb(two.acme, ["agree", "new", "--accounts", "300"])
        },
        RefusalProof("agree sign --accept", at: .drafted) { two in
          let identity = try two.cardOfGlobex().party.identity
          try two.acme.know("revoked \(identity)", as: "globex")
          return .verb(two.acme, ["agree", "sign", "--accept", identity.fingerprint])
        },
        RefusalProof("match, of an answer that had come", at: .answered) { two in
          let fingerprint = try two.cardOfGlobex().party.identity.fingerprint
          try await two.acme.run(["revoke", fingerprint]).requireDone()
          return .verb(two.acme, ["match"])
        },
        RefusalProof("report, of a report that had come", at: .reported) { two in
          let terms = try Data(contentsOf: two.globex.room.appending(path: "agreement.yaml"))
          let initiator = try Agreement(bytes: Array(terms)).party(.initiator).identity
          try await two.globex.run(["revoke", initiator.fingerprint]).requireDone()
          return .verb(two.globex, ["report"])
        },
      ]),
    RefusalRow(
      "identity-unknown", 77, "nobody here has the fingerprint that is to be revoked",
      "no counterpart here has an identity of that fingerprint",
      [
        RefusalProof("revoke", at: .finished) {
          .verb($0.acme, ["revoke", "0000 0000 0000 0000 0000 0000 0000 0000"])
        }
      ]),
    RefusalRow(
      "other-terms", 77, "the newest offer is made under other terms than agreement.yaml",
      "<file>: the newest offer is made under other terms than agreement.yaml",
      [
        RefusalProof("agree check, after the terms were amended", at: .responderReady) { two in
          try await two.acme.run(["abandon"]).requireDone()
          try await two.acme.run(
            ["agree", "new", "--accounts", "300", "--match", "domain", "--epsilon", "2", "--force"]
          ).requireDone()
          try await two.acme.run(["agree", "sign"]).requireDone()
          for old in try FileManager.default.contentsOfDirectory(
            at: two.globex.inbox, includingPropertiesForKeys: nil)
          {
            try FileManager.default.removeItem(at: old)
          }
          try await two.acme.sendBlinded(to: two.globex)
          return .verb(two.globex, ["agree", "check"])
        }
      ]),
    RefusalRow(
      "public-lists", 77, "the agreement was drafted with other public lists than ours",
      "agreement.yaml was drafted with other public lists than this program carries",
      [
        .agreement("the suffix list", replacing: "public-suffixes: ..", by: "public-suffixes: 77"),
        .agreement("the free-mail list", replacing: "free-mail: ..", by: "free-mail: 77"),
        .agreement("the shared-host list", replacing: "shared-hosts: ..", by: "shared-hosts: 77"),
      ]),
    RefusalRow(
      "wrong-role", 77, "match is the initiator's",
      "this side is the responder: the initiator matches",
      [RefusalProof("match, by the responder", at: .answered) { .verb($0.globex, ["match"]) }]),
  ]
}

extension RefusalProof {
  /// Globex's card, changed on its way, and what `agree new` says to it.
  fileprivate static func card(
    _ what: String, replacing old: String, by new: String
  ) -> RefusalProof {
    RefusalProof("card: \(what)", at: .cardMailed) { two in
      let card = two.acme.inbox.appending(path: "globex.card")
      let text = try String(contentsOf: card, encoding: .utf8)
      let changed = text.replacingOccurrences(of: old, with: new, options: .regularExpression)
      guard changed != text else { throw String.Unchanged(pattern: old) }
      try Data(changed.utf8).write(to: card)
      return .verb(two.acme, ["agree", "new", "--accounts", "300"])
    }
  }
}

extension TwoCompanies {
  fileprivate func cardOfGlobex() throws -> Card {
    try Card(text: Array(Data(contentsOf: acme.inbox.appending(path: "globex.card"))))
  }
}

extension Company {
  /// Remembers an identity of a counterpart, as signing with it does.
  fileprivate func know(_ identity: String, as organisation: String) throws {
    let known = folder.appending(path: "Counterparts")
    try FileManager.default.createDirectory(at: known, withIntermediateDirectories: true)
    try Data("\(identity)\n".utf8).write(to: known.appending(path: organisation))
  }
}
