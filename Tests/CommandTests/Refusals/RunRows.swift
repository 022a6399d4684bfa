// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Exchange
import Forging
import Foundation
import Testing

extension RefusalRow {
  /// What is refused of a good message that is not in its place: messages.md 3, from the sender to the open run.
  static let places: [RefusalRow] = [
    RefusalRow(
      "run-unknown", 76, "the run is not the header's, or none that was offered or answered here",
      "<file>: the message belongs to no run that is open here",
      [
        .forged(.offer, "another run in the header") { $0.sealing = { $0.run[0] ^= 1 } },
        .forged(.answer, "a run that was never offered") { $0.preamble.run[3] ^= 1 },
        .forged(.report, "a run that was never answered") { $0.preamble.run[3] ^= 1 },
      ]),
    RefusalRow(
      "already-answered", 77, "another content comes under a run that was answered",
      "run <runid> was answered before",
      [
        .forged(.offer, "another commitment under the answered run", at: .answered) {
          $0.preamble.nextCommitment = .sevens
        },
        .forged(.offer, "a point less under the answered run", at: .answered) { forgery in
          try forgery.offer { $0[0][0].removeLast() }
        },
      ]),
    RefusalRow(
      "already-reported", 77, "another report comes for a run that has one",
      "run <runid> has its report",
      [
        .forged(.report, "another content for the reported run", at: .finished) {
          $0.preamble.nextCommitment = .sevens
        }
      ]),
    RefusalRow(
      "sender-unknown", 76, "the sender is not the party that the agreement names for that role",
      "<file>: the sender is not the party that the agreement names",
      [
        .forged(.offer, "a newcomer's") { $0.signer = .newcomer },
        .forged(.answer, "a newcomer's") { $0.signer = .newcomer },
        .forged(.report, "a newcomer's") { $0.signer = .newcomer },
        .forged(
          .offer, "a newcomer's, with the agreement of others inside", at: .offered,
          verb: ["agree", "check"]
        ) { $0.signer = .newcomer },
      ]),
    RefusalRow(
      "agreement-unknown", 76, "the message was made under another agreement",
      "<file>: the message was made under another agreement",
      [
        .forged(.offer, "another digest") { $0.preamble.agreement = .sevens },
        .forged(.answer, "another digest") { $0.preamble.agreement = .sevens },
        .forged(.report, "another digest") { $0.preamble.agreement = .sevens },
        .forged(.offer, "another text inside") { $0.body[20] ^= 1 },
        .forged(
          .offer, "another digest, before the terms are taken", at: .offered,
          verb: ["agree", "check"]
        ) { $0.preamble.agreement = .sevens },
      ]),
    RefusalRow(
      "agreement-signature", 76, "the counterpart's signature of the agreement does not hold",
      "<file>: the sender's signature of the agreement does not hold",
      [
        .forged(.offer, "a byte of it") { forgery in forgery.body[forgery.offerSizesStart - 30] ^= 1
        },
        .forged(.answer, "a byte of it") { $0.body[0] ^= 1 },
        .forged(
          .offer, "a byte of it, before the terms are taken", at: .offered,
          message: "<file>: the signature of acme does not hold for this agreement",
          verb: ["agree", "check"]
        ) { forgery in forgery.body[forgery.offerSizesStart - 30] ^= 1 },
      ]),
    RefusalRow(
      "outside-validity", 77, "today (UTC) is outside the agreement's dates",
      "the agreement is valid from <day> until <day> only",
      [
        .agreement(
          "agree check after the last day", replacing: #"from: .*\n  until: .*"#,
          by: "from: 2001-01-01\n  until: 2001-12-31"),
        RefusalProof("blind before the first day", at: .drafted) { two in
          try two.acme.edit("agreement.yaml") {
            try $0.replacingFirst(
              "from: .*\n  until: .*", by: "from: 2900-01-01\n  until: 2900-12-31")
          }
          try await two.acme.run(["agree", "sign"]).requireDone()
          try await two.acme.run(["check", Company.listFromRoom]).requireDone()
          return .verb(two.acme, ["blind", Company.listFromRoom])
        },
        RefusalProof(
          "report: it comes two years later", at: .reported,
          message: "<any>: the agreement is valid from <day> until <day> only"
        ) { two in
          let path = try two.globex.inboxMessage("report")?.path
          return .call {
            let today = Room.Setting.today()
            let later = Room.Setting(
              today: today.today.adding(days: 730), machinery: today.machinery)
            _ = try Room(at: two.globex.room.path, later).report(message: path)
          }
        },
      ]),
    RefusalRow(
      "unknown-head", 76, "the head of ours that the message names is none of ours",
      "<any> saw a head of our ledger that this ledger does not know",
      [
        .forged(.offer, "a head that never was") { $0.preamble.recipientHead = .sevens },
        .forged(.answer, "a head that never was") { $0.preamble.recipientHead = .sevens },
        .forged(.report, "a head that never was") { $0.preamble.recipientHead = .sevens },
      ]),
    RefusalRow(
      "seed-number", 76,
      "offer, answer: the seed number is not the one in force; report: it is not the run's",
      "<file>: the message names seed <n>; seed <n> is in force",
      [
        .forged(.offer, "the next") { $0.preamble.seedNumber = 2 },
        .forged(.offer, "none") { $0.preamble.seedNumber = 0 },
        .forged(.answer, "the next") { $0.preamble.seedNumber = 2 },
        .forged(.answer, "2^32 - 1") { $0.preamble.seedNumber = .max },
        .forged(.report, "the next") { $0.preamble.seedNumber = 2 },
      ]),
    RefusalRow(
      "transcript", 76, "the message, or the report inside, answers another than the one sent",
      "<file>: the message answers another message than the one sent from here",
      [
        .forged(.offer, "an answer to something") { $0.preamble.answers = .sevens },
        .forged(.answer, "another offer") { $0.preamble.answers = .sevens },
        .forged(.report, "another answer") { $0.preamble.answers = .sevens },
        .report("another run inside", replacing: #""id": "[0-9a-f]"#, by: #""id": "x"#),
        .report(
          "another agreement inside", replacing: #""digest": "[0-9a-f]{6}"#,
          by: #""digest": "070707"#),
        .report(
          "another offer inside", replacing: #""offerDigest": "[0-9a-f]{6}"#,
          by: #""offerDigest": "070707"#),
        .report(
          "another answer inside", replacing: #""answerDigest": "[0-9a-f]{6}"#,
          by: #""answerDigest": "070707"#),
      ]),
    RefusalRow(
      "open-run", 77, "another run with this counterpart is open",
      "run <runid> with this counterpart is still open",
      [
        .forged(.offer, "the next run, before the report", at: .answered) {
          $0.preamble.run[0] ^= 1
          $0.preamble.seedNumber = 2
        },
        RefusalProof("agree new --force", at: .offered) {
          .verb($0.acme, ["agree", "new", "--accounts", "300", "--force"])
        },
        RefusalProof("agree check --force", at: .answered) {
          .verb($0.globex, ["agree", "check", "--force"])
        },
      ]),
    RefusalRow(
      "report-malformed", 76, "`report.json` is not canonical, not of its schema, or not as agreed",
      "<file>: the report's words, rules, groups or signatures are not those of agreement and run",
      [
        .report("no JSON", message: "<file>: report <any>", replacing: #"^."#, by: "["),
        .report(
          "a space more", message: "<file>: report <any>", replacing: #""run": "#, by: #""run":  "#),
        .report(
          "another format", message: "<file>: report <any>", replacing: #"-report/1"#,
          by: "-report/2"),
        .report(
          "another question", message: "<file>: report <any>", replacing: #"account-map"#,
          by: "forecast"),
        .report(
          "a bound below its value", message: "<file>: report <any>", replacing: #""upper": "#,
          by: #""upper": -"#),
        .report("another title", replacing: #""title": "Acme"#, by: #""title": "Ajax"#),
        .report("another company", replacing: #""name": "Globex""#, by: #""name": "Hooli""#),
        .report(
          "another rule", replacing: #""matchRule": "fallback""#, by: #""matchRule": "union""#),
        .report("another group", replacing: #"prospect"#, by: "suspect"),
        .report(
          "less spent than a run costs", replacing: #""spentUnderAgreement": "11/10""#,
          by: #""spentUnderAgreement": "1/10""#),
        .report("other words about what is learned", replacing: #"a noisy count"#, by: "a count"),
        .report(
          "another minimum", message: "<any>", replacing: #""minimum": 10"#,
          by: #""minimum": 9"#),
      ]),
  ]
}

extension Agreements.Digest {
  static let sevens = Digest(bytes: [UInt8](repeating: 7, count: 32)) ?? .zero
}

extension RefusalProof {
  /// A report with another text inside, under a good signature.
  static func report(
    _ what: String, message: String? = nil, replacing old: String, by new: String
  ) -> RefusalProof {
    forged(.report, what, message: message) { forgery in
      try forgery.report { try $0.replacingFirst(old, by: new) }
    }
  }

  /// An agreement that Acme drafted and then edited, and what `agree check` says to it.
  static func agreement(
    _ what: String, message: String? = nil, replacing old: String, by new: String
  ) -> RefusalProof {
    RefusalProof("agreement: \(what)", at: .drafted, message: message) { two in
      try two.acme.edit("agreement.yaml") { try $0.replacingFirst(old, by: new) }
      return .verb(two.acme, ["agree", "check"])
    }
  }
}
