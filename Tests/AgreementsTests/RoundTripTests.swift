// SPDX-License-Identifier: Apache-2.0

import Agreements
import Testing
import TestSupport

@Suite("Agreements, written and read back")
struct RoundTripTests {
  @Test("Random terms come back as they were", arguments: [UInt64(1), 2, 3, 4])
  func roundTrip(seed: UInt64) throws {
    var generator = TermsGenerator(random: SeededGenerator(seed: seed))
    for index in 0..<250 {
      let terms = try generator.terms()
      let text = AgreementWriter.text(of: terms)
      let read = Result { try Agreement(bytes: Array(text.utf8)).terms }
      guard case .success(terms) = read else {
        Issue.record("seed \(seed), number \(index): \(read)\n\(text)")
        return
      }
    }
  }

  @Test(
    "Texts that YAML could take for something else",
    arguments: [
      "Smith, & Sons", "a, *b", "Whose? ? Ours", "[ ?", "{ *a", "x: & y", "x - ! y", "%, %", "- a",
      "true", "null", "~", "1", "a: b", "a #b", "'a'", "\"a\"", "\\", "\\u0041", "---", "\u{2028}x",
      "a\u{2029}b", "a\u{FEFF}b", "\u{FEFF}",
    ])
  func awkwardText(_ text: String) throws {
    var generator = TermsGenerator(random: SeededGenerator(seed: 7))
    var terms = try generator.terms()
    terms.title = text
    terms.initiatorProducts = [text]
    // A text is either refused as a rule of agreement.md says, or comes back whole.
    guard
      let party = try? Party(
        name: text, organisation: terms.initiator.organisation, identity: terms.initiator.identity,
        commitment: .zero, accounts: 50)
    else { return }
    terms.initiator = party
    let read = Result { try Agreement(bytes: Array(AgreementWriter.text(of: terms).utf8)).terms }
    #expect(read == .success(terms))
  }

  @Test("The example of agreement.md is valid, and any byte more is another agreement")
  func digest() throws {
    let agreement = try Sample.agreement()
    let other = try Agreement(bytes: agreement.bytes + Array("# a comment\n".utf8))
    #expect(other.terms == agreement.terms)
    #expect(other.digest != agreement.digest)
  }
}

extension Result where Success == Terms, Failure == any Error {
  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.success(let one), .success(let two)): one == two
    default: false
    }
  }
}
