// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// An agreement that is not in force, not signed or not the one that was signed.
@Suite struct BadAgreementTests {
  @Test func `an agreement that has expired is not signed`() async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: .drafted).acme
      try edit(acme) { text in
        text.replacing(/from: .*/, with: "from: 2001-01-01")
          .replacing(/until: .*/, with: "until: 2001-12-31")
      }
      try await expectNothingWritten(below: folder) {
        for verb in [["agree", "sign"], ["agree", "check"]] {
          let refusal = expectRefusal(try await acme.run(verb), 77, "outside-validity")
          #expect(refusal?.message.contains("until 2001-12-31") == true)
        }
        expectRefusal(try await acme.blind(), 77, "not-signed")
      }
    }
  }

  @Test func `an agreement that is not in force pays for nothing`() async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: .drafted).acme
      try edit(acme) { text in
        text.replacing(/from: .*/, with: "from: 2900-01-01")
          .replacing(/until: .*/, with: "until: 2900-12-31")
      }
      try await acme.run(["agree", "sign"]).requireDone()
      try await acme.run(["check", Company.listFromRoom]).requireDone()
      try await expectNothingWritten(below: folder) {
        expectRefusal(try await acme.blind(), 77, "outside-validity")
        expectRefusal(try await acme.run(["match"]), 77, "outside-validity")
      }
    }
  }

  @Test func `an agreement that is not signed pays for nothing`() async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .offered)
      try await two.globex.run(["agree", "check"]).requireDone()
      try await two.globex.run(["check", Company.listFromRoom]).requireDone()
      try await expectNothingWritten(below: folder) {
        let refusal = expectRefusal(try await two.globex.blind(), 77, "not-signed")
        #expect(refusal?.hint?.contains("lacuna agree sign") == true)
      }
    }
  }

  @Test func `an agreement that nobody has read is not signed`() async throws {
    try await withTemporaryFolder { folder in
      let globex = try await TwoCompanies.make(in: folder, at: .offered).globex
      // Signing takes nothing out of the Inbox: what is signed has been shown.
      let refusal = expectRefusal(try await globex.run(["agree", "sign"]), 66, "file-missing")
      #expect(refusal?.hint?.contains("lacuna agree check") == true)
      #expect(try await globex.ledger().entries == [])
    }
  }

  @Test(arguments: [TwoCompanies.Stage.signed, .responderReady, .answered])
  func `an agreement changed after it was signed is refused`(
    stage: TwoCompanies.Stage
  ) async throws {
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: stage)
      let company = stage == .responderReady ? two.globex : two.acme
      try edit(company) { $0.replacing("Joint account planning", with: "Joint account hunting") }
      let verb = stage == .answered ? ["match"] : ["blind", Company.listFromRoom]
      try await expectNothingWritten(below: folder) {
        // The signature on the own disk is of other terms.
        expectRefusal(try await company.run(verb), 77, "not-signed")
      }
    }
  }

  @Test func `a malformed agreement is refused, and by name of its key`() async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: .drafted).acme
      let text = try String(contentsOf: agreement(acme), encoding: .utf8)
      let spoilt: [(String, String)] = [
        ("not YAML", "{"), ("empty", ""), ("an unknown key", text + "\nfurther: 1\n"),
        ("a cut text", String(text.prefix(text.count / 2))),
        ("a key twice", text + text),
      ]
      for (what, text) in spoilt {
        try Data(text.utf8).write(to: agreement(acme))
        try await expectNothingWritten(below: folder, whenGiven: what) {
          for verb in [["agree", "sign"], ["agree", "show"], ["plan"], ["status"]] {
            let outcome = try await acme.run(verb)
            let refusal = expectRefusal(outcome, 65, "agreement-malformed", whenGiven: what)
            #expect(refusal?.message.contains("agreement.yaml") == true, "\(outcome)")
          }
        }
      }
    }
  }

  @Test func `a card that was tampered with is refused`() async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: .cardMailed).acme
      let card = acme.inbox.appending(path: "globex.card")
      let good = try Data(contentsOf: card)
      for position in stride(from: 0, to: good.count, by: 9) {
        var bytes = good
        bytes[position] ^= 1
        try bytes.write(to: card)
        try await expectNothingWritten(below: folder, whenGiven: "byte \(position)") {
          let outcome = try await acme.run(["agree", "new", "--accounts", "200"])
          // An identity that does not decode has a name, and a status, of its own.
          expectRefusal(
            outcome, outcome.err.contains("(identity-malformed)") ? 77 : 76, "card-signature",
            "card-malformed", "identity-malformed", whenGiven: "byte \(position)")
        }
      }
      for cut in [0, 1, good.count / 2, good.count - 2] {
        try good.prefix(cut).write(to: card)
        try await expectNothingWritten(below: folder, whenGiven: "\(cut) bytes") {
          expectRefusal(
            try await acme.run(["agree", "new", "--accounts", "200"]), 76, "card-malformed",
            "card-signature", whenGiven: "\(cut) bytes")
        }
      }
      try FileManager.default.removeItem(at: card)
      try await expectNothingWritten(below: folder) {
        expectRefusal(
          try await acme.run(["agree", "new", "--accounts", "200"]), 66, "file-missing")
      }
      try good.write(to: card)
      try await acme.run(["agree", "new", "--accounts", "200"]).requireDone()
    }
  }

  private func agreement(_ company: Company) -> URL {
    company.room.appending(path: "agreement.yaml")
  }

  private func edit(_ company: Company, _ change: (String) -> String) throws {
    let before = try String(contentsOf: agreement(company), encoding: .utf8)
    let after = change(before)
    try #require(after != before)
    try Data(after.utf8).write(to: agreement(company))
  }
}
