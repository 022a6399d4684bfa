// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import TestSupport
import Testing

/// What verbs print with `--json` is what Protocols/schemas/output.schema.json says.
@Suite struct OutputSchemaTests {
  private static let questions = [
    "--ask", "account-map,white-space,cross-sell", "--products", "Core,Analytics",
    "--their-products", "Warehouse,Pipelines", "--yearly-cap", "20",
  ]

  @Test func `each verb prints what its schema says`() async throws {
    let schema = try OutputSchema("output.schema.json")
    try await withTemporaryFolder { folder in
      let two = try await TwoCompanies.make(in: folder, at: .finished, terms: Self.questions)
      let list = Company.listFromRoom
      var checked: Set<String> = []
      func check(_ definition: String, _ company: Company, _ arguments: [String]) async throws {
        let outcome = try await company.run(arguments + ["--json"])
        #expect(try schema.problems(outcome.out, as: definition) == [], "\(arguments)")
        checked.insert(definition)
      }
      try await check("status", two.acme, ["status"])
      try await check("ledger", two.acme, ["ledger"])
      try await check("terms", two.acme, ["agree", "show"])
      try await check("terms", two.globex, ["agree", "check"])
      try await check("signature", two.acme, ["agree", "sign"])
      try await check("check", two.acme, ["check", list])
      try await check("row", two.acme, ["explain", "2", list])
      try await check("plan", two.acme, ["plan", list])
      try await check("plan", two.globex, ["plan", "--suggest", "50"])
      try await check("guide", two.acme, ["plan", "--accounts", "500,5000"])
      try await check("held", two.acme, ["match"])
      try await check("held", two.globex, ["report"])
      try await check("fit", two.acme, ["fit"])
      try await check("comparison", two.acme, ["compare", "."])
      try await check("inspected", two.globex, ["inspect", "Outbox/globex.card"])
      let facts = "alias,canonical\ngmail.com,a.example\nold.example,a.example\n"
      try Data(facts.utf8).write(to: two.globex.room.appending(path: "facts.csv"))
      try await check("reference", two.globex, ["reference", "facts.csv", "--out", "made.csv"])
      for message in try two.acme.sent("offer") + two.acme.sent("report") {
        try await check("inspected", two.acme, ["inspect", message.path])
      }
      try await check("sent", two.acme, ["blind", list])
      try await check("closed", two.acme, ["abandon"])
      try await check("refusal", two.acme, ["abandon"])
      let other = folder.appending(path: "fresh")
      try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
      let fresh = try await TwoCompanies.make(in: other, at: .cardMailed)
      try await check("status", fresh.acme, ["status"])
      try await check("check", fresh.acme, ["check", list, "--samples"])
      try await check("card", fresh.globex, ["card", "--accounts", "300"])
      try await check("draft", fresh.acme, ["agree", "new", "--accounts", "300"])
      let terms = try Data(contentsOf: two.acme.room.appending(path: "agreement.yaml"))
      let fingerprint = try Agreement(bytes: Array(terms)).party(.responder).identity.fingerprint
      try await check("revoked", two.acme, ["revoke", fingerprint])
      // A trend takes two runs, which are not made here.
      let shared: Set = ["counted", "entry", "figure", "interval", "side", "trend", "values"]
      #expect(checked.union(shared) == Set(schema.definitions))
    }
  }

  @Test func `a text of another form is told apart`() throws {
    let schema = try OutputSchema("output.schema.json")
    let good = #"{"card": "x", "fingerprint": "0ff7 16ea 96c3 1171 1252 1bf7 bcee fa4c"}"#
    #expect(try schema.problems(good, as: "card") == [])
    for (old, new) in [
      (#""card": "x""#, #""card": 1"#), ("0ff7", "0FF7"), (#""card": "x", "#, ""),
      (#""card""#, #""map": 1, "card""#),
    ] {
      #expect(try schema.problems(good.replacing(old, with: new), as: "card").count == 1)
    }
    #expect(try schema.problems("[]", as: "terms") == [])
    #expect(try schema.problems("{}", as: "terms").count == 1)
    #expect(throws: OutputSchema.Unreadable.self) { try schema.problems("{}", as: "nothing") }
  }
}
