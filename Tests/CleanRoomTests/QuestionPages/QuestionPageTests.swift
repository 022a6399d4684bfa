// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Release
import TestSupport
import Testing

/// Each question has a page, whose example is played and counted again.
@Suite struct QuestionPageTests {
  @Test func `every question has a page, and every page a question`() throws {
    let questions = Set(QuestionKind.allCases.map(\.rawValue))
    #expect(try QuestionPage.names().subtracting(QuestionPage.others) == questions)
    let index = try String(
      contentsOf: QuestionPage.folder.appending(path: "README.md"), encoding: .utf8)
    for question in questions { #expect(index.contains("(\(question).md)"), "\(question)") }
  }

  /// `LACUNA_WRITE_PAGES=1` writes what a page computes anew.
  @Test(arguments: QuestionKind.allCases)
  func `a page says what its example gives`(kind: QuestionKind) throws {
    var page = try QuestionPage(kind)
    let parts = try QuestionPageParts(page)
    if ProcessInfo.processInfo.environment["LACUNA_WRITE_PAGES"] != nil {
      for (part, text) in parts.texts { try page.set(part, to: text) }
      return try page.write()
    }
    for part in QuestionPage.Part.allCases {
      #expect(
        try page[part] == parts.texts[part],
        "LACUNA_WRITE_PAGES=1 swift test --filter QuestionPageTests writes it anew")
    }
  }

  @Test(arguments: QuestionKind.allCases)
  func `a page's example asks its question, of lists that one can count by hand`(
    kind: QuestionKind
  ) throws {
    let page = try QuestionPage(kind)
    let questions = try QuestionExample.terms(page.agreement).agreement.terms.questions
    #expect(questions.map(\.asked.kind) == [kind])
    #expect(questions.map(\.epsilon.text) == ["1"])
    for list in [try page.lists.initiator, try page.lists.responder] {
      let rows = String(decoding: list, as: UTF8.self).split(separator: "\n").count - 1
      #expect((8...15).contains(rows))
    }
  }
}
