// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

extension RefusalRow {
  /// What is refused of reference tables, and of files that they are made from (account-keys.md 9).
  static let references: [RefusalRow] = [
    RefusalRow(
      "reference-malformed", 65, "a reference table breaks a rule of account-keys.md 9",
      "<file>: line <n>: <any>",
      [
        .table("a circle", "reference-table/1\ndomain,a.example,a.example\n"),
        .table("another format", "reference-table/2\ndomain,a.example,b.example\n"),
        .table(
          "no order", "reference-table/1\ndomain,b.example,c.example\ndomain,a.example,c.example\n"),
        .table("a domain that is no key", "reference-table/1\ndomain,www.a.example,b.example\n"),
        .table("no line end", "reference-table/1\ndomain,a.example,b.example"),
        RefusalProof("check: a table of the room, before an agreement", at: .rooms) { two in
          let file = two.acme.room.appending(path: "reference.csv")
          try Data("alias,canonical\n".utf8).write(to: file)
          return .verb(two.acme, ["check", Company.listFromRoom])
        },
      ]),
    RefusalRow(
      "reference-missing", 66, "the agreement names a reference table, and the room has none",
      "<file>: the agreement names a reference table, and it is not here",
      [.agreed("sign", ["agree", "sign"]), .agreed("agree check", ["agree", "check"])]
        + ["check", "blind"].map { .agreed($0, [$0, Company.listFromRoom]) }
        + [
          .agreed("explain", ["explain", "2", Company.listFromRoom]),
          .agreed("plan with a list", ["plan", Company.listFromRoom]),
        ]),
    RefusalRow(
      "reference-differs", 77, "the room's reference table is another than the agreed one",
      "<file>: this is not the reference table that the agreement names",
      [
        .agreed("a fact more", ["blind", Company.listFromRoom]) {
          $0 + "domain,z.example,new.example\n"
        },
        .agreed("check, a byte more", ["check", Company.listFromRoom]) { $0 + "\n" },
        .agreed("sign, an empty file", ["agree", "sign"]) { _ in "" },
      ]),
    RefusalRow(
      "reference-columns", 65, "a file's columns are none that a reference table is made from",
      "<file>: the columns are none of those that a reference table is made from",
      [
        .facts("other columns", "old,new\na.example,b.example\n"),
        .facts("a name without a country", "name,canonical\nAcme,b.example\n"),
      ]),
    RefusalRow(
      "reference-empty", 65, "no fact is left for a reference table",
      "no fact is left for a reference table",
      [.facts("free mail alone", "alias,canonical\ngmail.com,b.example\n")]),
  ]
}

extension RefusalProof {
  private static let good = "reference-table/1\ndomain,old.example,new.example\n"

  /// A table that the draft is to name.
  fileprivate static func table(_ what: String, _ text: String) -> RefusalProof {
    RefusalProof("agree new: \(what)", at: .cardMailed) { two in
      try Data(text.utf8).write(to: two.acme.room.appending(path: "table.csv"))
      return .verb(
        two.acme, ["agree", "new", "--accounts", "300", "--reference", "table.csv"])
    }
  }

  /// A verb under an agreement that names a table, which is then changed, or taken away.
  fileprivate static func agreed(
    _ what: String, _ verb: [String], change: (@Sendable (String) -> String)? = nil
  ) -> RefusalProof {
    RefusalProof(what, at: .cardMailed) { two in
      let acme = two.acme
      try Data(good.utf8).write(to: acme.room.appending(path: "table.csv"))
      let draft = ["agree", "new", "--accounts", "300", "--reference", "table.csv"]
      for step in [draft, ["agree", "sign"], ["check", Company.listFromRoom]] {
        try await acme.run(step).requireDone()
      }
      if let change {
        try acme.edit("reference.csv") { change($0) }
      } else {
        try acme.remove("reference.csv")
      }
      return .verb(acme, verb)
    }
  }

  /// A file that a table is to be made from.
  fileprivate static func facts(_ what: String, _ text: String) -> RefusalProof {
    RefusalProof("reference: \(what)", at: .rooms) { two in
      try Data(text.utf8).write(to: two.folder.appending(path: "facts.csv"))
      return .tool(["reference", "facts.csv", "--out", "made.csv"], in: two.folder)
    }
  }
}
