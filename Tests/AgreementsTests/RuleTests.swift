// SPDX-License-Identifier: Apache-2.0

import Agreements
import Testing

/// One rule of agreement.md broken: what is replaced in the valid text, and the path that is refused.
struct BrokenRule: Sendable, CustomTestStringConvertible {
  let path: String
  let old: String
  let new: String

  init(_ path: String, _ old: String, _ new: String) {
    (self.path, self.old, self.new) = (path, old, new)
  }

  var testDescription: String { "\(path): \(new.prefix(60))" }

  static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

  static let values: [BrokenRule] = [
    .init("lacuna", "agreement/1", "agreement/2"),
    .init("title", "title: Acme and Globex", "title: ''"),
    .init("title", "title: Acme and Globex", "title: " + long(201)),
    .init("title", "title: Acme and Globex", "title: \"a\\tb\""),
    .init("title", "title: Acme and Globex", "title: [a]"),
    .init("purpose", "Joint account planning for 2027", long(1001)),
    .init("purpose", "Joint account planning for 2027", "\"a\\u0085b\""),
    .init("valid.from", "2026-11-23", "2026-02-30"),
    .init("valid.from", "2026-11-23", "23.11.2026"),
    .init("valid.until", "2027-11-22", "2027-11-22T00:00:00Z"),
    .init("valid", "2026-11-23", "2027-11-23"),
    .init("initiator.name", "name: Acme", "name: " + long(101)),
    .init("initiator.organisation", "organisation: acme", "organisation: Acme"),
    .init("initiator.organisation", "organisation: acme", "organisation: 1acme"),
    .init("initiator.organisation", "organisation: acme", "organisation: " + long(41)),
    .init("initiator.identity", "identity: lacuna1", "identity: lacuna1q"),
    .init("responder.accounts", "accounts: 1600", "accounts: 49"),
    .init("responder.accounts", "accounts: 1600", "accounts: 100000001"),
    .init("responder.accounts", "accounts: 1600", "accounts: 1600.0"),
    .init("responder.accounts", "accounts: 1600", "accounts: 99999999999999999999"),
    .init("responder", "organisation: globex", "organisation: acme"),
    .init("match.rule", "rule: fallback", "rule: first"),
    .init("match.keys", "[domain]", "[domain, name]"),
    .init("match.keys", "[domain]", "[]"),
    .init("match.normaliser", "normaliser: domain/2", "normaliser: domain/3"),
    .init("match.account-key", "account-key/1", "account-key/2"),
    .init("match.free-mail", "free-mail: 5a", "free-mail: 5A"),
    .init("match.shared-hosts", "shared-hosts: 5a", "shared-hosts: "),
    .init("match.public-suffixes", "public-suffixes: 5a", "public-suffixes: 5a5a"),
    .init("match.keys", "[domain]", "[number]\n  number: lei\n  numbers: number/1"),
    .init("match.keys", "[domain]", "[domain, number]"),
    .init("match", "[domain]", "[number, domain]"),
    .init("match", "[domain]", "[number, domain]\n  numbers: number/1"),
    .init("match.number", "[domain]", "[number, domain]\n  numbers: number/1\n  number: isin"),
    .init("match.numbers", "[domain]", "[number, domain]\n  numbers: number/2\n  number: lei"),
    .init("match.number", "[domain]", "[domain]\n  number: lei"),
    .init("match.numbers", "[domain]", "[domain]\n  numbers: number/1"),
    .init(
      "match.keys", "fallback\n  keys: [domain]",
      "union\n  keys: [number, domain, name-country]\n  names: name/2\n  number: lei\n  numbers: number/1"
    ),
    .init("match.reference", "\ndimensions:", "\n  reference: 5a\ndimensions:"),
    .init("match.reference", "\ndimensions:", "\n  reference: {a: b}\ndimensions:"),
    .init("initiator.commitment", "commitment: 5a", "commitment: zz"),
  ]

  static let lists: [BrokenRule] = [
    .init(
      "dimensions", "[customer, open-opportunity, prospect]",
      "[open-opportunity, customer, prospect]"),
    .init("dimensions", "[customer, open-opportunity, prospect]", "[customer, prospect]"),
    .init("dimensions", "roll-up: precedence", "roll-up: majority"),
    .init("dimensions", "unlisted: left-out", "unlisted: other"),
    .init("dimensions", "  status:", "  state:"),
    .init("dimensions.Industry", "  industry:", "  Industry:"),
    .init("dimensions.i_", "  industry:", "  i_:"),
    .init("dimensions." + long(40), "  industry:", "  " + long(41) + ":"),
    .init("dimensions.industry.values", "[Software, Banking]", "[]"),
    .init("dimensions.industry.values", "[Software, Banking]", "Software"),
    .init("dimensions.industry.values", "[Software, Banking]", "[Software, Software]"),
    .init("dimensions.industry.values", "[Software, Banking]", "[Software, other]"),
    .init("dimensions.industry.values[1]", "[Software, Banking]", "[Software, \(long(81))]"),
    .init(
      "dimensions.industry.values", "[Software, Banking]",
      "[\((0...200).map { "v\($0)" }.joined(separator: ","))]"),
    .init("dimensions.industry.roll-up", "roll-up: majority", "roll-up: union"),
    .init("dimensions.industry.unlisted", "unlisted: other", "unlisted: leftOut"),
    .init("products.responder", "responder: []", "responder: [a, a]"),
    .init("products.responder", "responder: []", "responder: {}"),
    .init(
      "products.responder", "responder: []",
      "responder: [\((0...100).map { "p\($0)" }.joined(separator: ","))]"),
    .init("questions[0].question", "question: account-map", "question: forecast"),
    .init("questions[0].by.of", "of: initiator", "of: acme"),
    .init("questions[0]", "dimension: industry", "dimension: segment"),
    .init("questions[0]", "dimension: industry", "dimension: status"),
    .init(
      "questions[1]", "privacy:", "  - question: account-map\n    epsilon: 1\nprivacy:"),
    .init(
      "questions", "privacy:",
      String(repeating: "  - {question: account-map, epsilon: 1}\n", count: 20) + "privacy:"),
    .init("dimensions.status.values", "[customer, open-opportunity, prospect]", "customer"),
    .init("products", "products:\n  initiator: [Analytics]\n  responder: []", "products: []"),
  ]

  static let numbers: [BrokenRule] =
    ["0", "21", "20.000001", "-1", "1e1", "1/0", "0.0000001", "1000001/1000003", "", "+1", "０.5"]
    .map {
      .init("questions[0].epsilon", "epsilon: 1\n", "epsilon: '\($0)'\n")
    }
    + ["0", "201/10", "a"].map {
      .init("privacy.size-epsilon", "size-epsilon: 1/10", "size-epsilon: \($0)")
    }
    + ["2^-19", "2^-101", "1e-12", "2^40", "2^-040", "2^-+40"].map {
      .init("privacy.delta", "delta: 2^-40", "delta: \($0)")
    }
    + ["0", "1001", "-4"].map { .init("privacy.yearly-cap", "yearly-cap: 4", "yearly-cap: \($0)") }
    + ["-1", "1001", "ten"].map { .init("privacy.minimum", "minimum: 10", "minimum: \($0)") }
    + ["0", "100001", "0x32"].map {
      .init("privacy.smallest-list", "smallest-list: 50", "smallest-list: \($0)")
    }

  static let documents: [BrokenRule] = [
    .init("document", "title: Acme and Globex", "title: &a Acme and Globex"),
    .init("document", "organisation: globex", "organisation: *a"),
    .init("document", "title: Acme", "title: !!str Acme"),
    .init("document", "title: Acme", "title: ! Acme"),
    .init("document", "lacuna: agreement/1", "%YAML 1.2\n---\nlacuna: agreement/1"),
    .init("document", "lacuna: agreement/1", "? lacuna\n: agreement/1"),
    .init("document", "smallest-list: 50\n", "smallest-list: 50\n---\nlacuna: agreement/1\n"),
    .init("document", "smallest-list: 50\n", "smallest-list: 50\n...\n---\n"),
    .init("document", "title: Acme", "title: [Acme"),
    .init("document", "\nvalid:", "\n\u{7}valid:"),
    .init("document", "smallest-list: 50\n", "smallest-list: 50\n#" + long(262_144)),
    // Where YAML lets a value follow its key sign, or a line of another kind, without a space.
    .init("document", "[Analytics]", "[{\"a\":&x 1}, {\"b\":*x}]"),
    .init("document", "[Analytics]", "[\"a\":&x b]"),
    .init("document", "[Analytics]", "[\"a\":!!str b]"),
    .init("document", "[Analytics]", "[{\"a\":*x}]"),
    .init("document", "title: Acme", "title:\u{2028} &x Acme"),
    .init("document", "title: Acme", "title:\u{85} !!str Acme"),
    .init("document", "lacuna: agreement/1", "\u{FEFF}&x lacuna: agreement/1"),
  ]
}

@Suite("Rules of agreement.md, broken one at a time")
struct RuleTests {
  @Test("The text they are broken in is valid")
  func control() throws {
    let agreement = try Sample.agreement()
    let by = FurtherDimension(dimension: "industry", of: .initiator)
    #expect(agreement.terms.questions.map(\.asked) == [.accountMap(by: by)])
  }

  @Test(
    "A broken rule is refused, at its path",
    arguments: BrokenRule.values + BrokenRule.lists + BrokenRule.numbers + BrokenRule.documents)
  func refused(_ rule: BrokenRule) throws {
    let text = try Sample.text()
    let parts = text.split(separator: rule.old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "the text has no \(rule.old)")
    expectRefusal(of: parts[0] + rule.new + parts[1], at: rule.path)
  }

  @Test("A text may have its limit of characters, and a list its limit of entries")
  func limits() throws {
    let long = BrokenRule.long
    var text = try Sample.text()
    for (old, new) in [
      ("title: Acme and Globex", "title: " + String(repeating: "é", count: 200)),
      ("Joint account planning for 2027", long(1000)), ("name: Acme", "name: " + long(100)),
      ("organisation: acme", "organisation: " + long(40)), ("epsilon: 1\n", "epsilon: 20\n"),
      ("[Software, Banking]", "[\((0..<200).map { "v\($0)" }.joined(separator: ","))]"),
      ("accounts: 2000", "accounts: 100000000"), ("accounts: 1600", "accounts: 50"),
      ("size-epsilon: 1/10", "size-epsilon: 0.5"), ("delta: 2^-40", "delta: 2^-100"),
      ("minimum: 10", "minimum: 0"), ("smallest-list: 50", "smallest-list: 100000"),
      ("2027-11-22", "2026-11-23"),
    ] {
      text = text.split(separator: old, maxSplits: 1).joined(separator: new)
    }
    let terms = try Agreement(bytes: Array(text.utf8)).terms
    #expect(terms.title.count == 200 && terms.dimension("industry")?.values.count == 200)
    #expect(terms.isValid(on: terms.validFrom))
    #expect(!terms.isValid(on: terms.validFrom.adding(days: 1)))
    #expect(!terms.isValid(on: terms.validFrom.adding(days: -1)))
  }

  @Test("Same identity on both sides")
  func sameIdentity() throws {
    let one = try Sample.identity(1)
    let two = try Sample.identity(2)
    let text = try Sample.text().split(separator: two.publicIdentity.description)
      .joined(separator: one.publicIdentity.description)
    expectRefusal(of: text, at: "responder")
  }

  @Test("Each key, taken away with what is under it, is missed where it stood")
  func missingKeys() throws {
    for line in try KeyLine.all(of: Sample.text()) {
      switch line.path {
      case "questions[0].by":
        _ = try Agreement(bytes: Array(line.textWithout.utf8))
      case "questions[0].question", "questions[0].epsilon":
        expectRefusal(of: line.textWithout, at: "questions[0]")
      case "dimensions.status": expectRefusal(of: line.textWithout, at: "dimensions")
      case "dimensions.industry": expectRefusal(of: line.textWithout, at: "questions[0]")
      default: expectRefusal(of: line.textWithout, at: line.parent)
      }
    }
  }

  @Test("Each key twice, and a key unknown beside each")
  func furtherKeys() throws {
    let lines = try KeyLine.all(of: Sample.text())
    #expect(lines.count == 50)
    for line in lines {
      expectRefusal(of: line.textTwice, at: "document")
      // A new name under `dimensions` is a dimension, of which keys are missing.
      let path = line.parent == "dimensions" ? "dimensions.surprise" : line.parent
      expectRefusal(of: line.textWithSurprise, at: path)
    }
  }

  @Test("Bytes that are not UTF-8, and no bytes")
  func notText() throws {
    let bytes = Array(try Sample.text().utf8)
    for (index, byte) in [(0, 0xFF), (10, 0xC0), (bytes.count - 1, 0x80)] as [(Int, UInt8)] {
      var changed = bytes
      changed[index] = byte
      #expect(throws: AgreementsError.agreementMalformed(path: "document", reason: "not UTF-8")) {
        try Agreement(bytes: changed)
      }
    }
    for bytes in [[], Array("\n".utf8), Array("[]".utf8), Array("a".utf8)] {
      #expect(throws: AgreementsError.self) { try Agreement(bytes: bytes) }
    }
  }

  private func expectRefusal(
    of text: some StringProtocol, at path: String, location: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try Agreement(bytes: Array(text.utf8))
      Issue.record("not refused at \(path)", sourceLocation: location)
    } catch .agreementMalformed(let found, let reason) {
      #expect(found == path, "\(reason)", sourceLocation: location)
    } catch {
      Issue.record("\(error)", sourceLocation: location)
    }
  }
}
