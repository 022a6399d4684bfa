// SPDX-License-Identifier: Apache-2.0

internal import Release

/// Reads the YAML of an agreement by the rules of agreement.md; every key is known and checked.
enum AgreementReader {
  static let byteLimit = 262_144

  static func read(_ bytes: [UInt8]) throws(AgreementsError) -> Terms {
    do {
      return try terms(StrictYAML.document(bytes, limit: byteLimit))
    } catch {
      throw .agreementMalformed(path: error.path, reason: error.reason)
    }
  }

  private static func terms(_ document: StrictYAML) throws(YAMLRefusal) -> Terms {
    let top = try document.fields(
      [
        "lacuna", "title", "purpose", "valid", "initiator", "responder", "match", "dimensions",
        "products", "questions", "privacy",
      ], optional: ["amounts", "currencies"])
    guard try top("lacuna").string() == "agreement/1" else {
      throw try top("lacuna").refusal("this version reads agreement/1")
    }
    let valid = try top("valid").fields(["from", "until"])
    let products = try top("products").fields(
      ["initiator", "responder"], optional: ["most-an-account"])
    var terms = Terms(
      title: try text(top("title"), atMost: 200),
      purpose: try text(top("purpose"), atMost: 1000),
      validFrom: try day(valid("from")), validUntil: try day(valid("until")),
      initiator: try party(top("initiator")), responder: try party(top("responder")),
      match: try match(top("match")),
      dimensions: try dimensions(top("dimensions")),
      initiatorProducts: try names(products("initiator"), atMost: 100),
      responderProducts: try names(products("responder"), atMost: 100),
      productsAnAccount: try products.optional("most-an-account").map(most),
      questions: try questions(top("questions")), privacy: try privacy(top("privacy")))
    if let section = top.optional("amounts") { terms.amounts = try AmountReader.amounts(section) }
    if let section = top.optional("currencies") {
      terms.currencies = try AmountReader.currencies(section)
    }
    try checkTogether(terms, top)
    return terms
  }

  /// The rules that concern more than one key.
  private static func checkTogether(
    _ terms: Terms, _ top: StrictYAML.Fields
  ) throws(YAMLRefusal) {
    guard terms.validFrom <= terms.validUntil else {
      throw try top("valid").refusal("'from' is after 'until'")
    }
    guard terms.initiator.identity != terms.responder.identity else {
      throw try top("responder").refusal("both parties have the same identity")
    }
    guard terms.initiator.organisation != terms.responder.organisation else {
      throw try top("responder").refusal("both parties have the same organisation")
    }
    guard let status = terms.dimension(StatusDimension.name), status == StatusDimension.agreed
    else {
      throw try top("dimensions").refusal(
        "'status' must be customer, open-opportunity, prospect; precedence; left-out")
    }
    try AmountReader.check(terms, top)
    for (index, question) in terms.questions.enumerated() {
      let entry = try top("questions").list(atMost: questionLimit)[index]
      try QuestionReader.check(question.asked, under: terms, at: entry)
      let earlier = terms.questions[..<index].map(\.asked)
      guard !earlier.contains(where: question.asked.isAlike) else {
        throw entry.refusal("a question stands twice")
      }
    }
  }

  static let questionLimit = 20

  private static func party(_ value: StrictYAML) throws(YAMLRefusal) -> Party {
    let fields = try value.fields(["name", "organisation", "identity", "commitment", "accounts"])
    let range = Party.accountsRange
    do {
      return try Party(
        name: try fields("name").string(), organisation: try fields("organisation").string(),
        identity: try PublicIdentity(text: try fields("identity").string()),
        commitment: try digest(fields("commitment")),
        accounts: try fields("accounts").integer(in: range))
    } catch let error as AgreementsError {
      if case .agreementMalformed(let path, let reason) = error {
        throw YAMLRefusal(path: "\(value.path).\(path)", reason: reason)
      }
      throw YAMLRefusal(path: "\(value.path).identity", reason: error.message)
    } catch let error as YAMLRefusal {
      throw error
    } catch {
      throw value.refusal("unreadable")
    }
  }

  private static func match(_ value: StrictYAML) throws(YAMLRefusal) -> MatchTerms {
    let fields = try value.fields(
      [
        "rule", "keys", "normaliser", "account-key", "public-suffixes", "free-mail",
        "shared-hosts",
      ], optional: ["names"])
    guard let rule = MatchRule(rawValue: try fields("rule").string()) else {
      let known = MatchRule.allCases.map(\.rawValue).joined(separator: ", ")
      throw try fields("rule").refusal("this version knows \(known)")
    }
    try expect(fields("normaliser"), MatchTerms.normaliser)
    try expect(fields("account-key"), MatchTerms.accountKey)
    guard let keys = MatchKeys(texts: try names(fields("keys"), atMost: 8)) else {
      throw try fields("keys").refusal(
        "[domain], [domain, name-country] or [domain, name-country, name]")
    }
    guard rule == .fallback || keys > .domain else {
      throw try fields("keys").refusal("the rule \(rule.rawValue) needs name-country, too")
    }
    if keys > .domain {
      guard let version = fields.optional("names") else {
        throw value.refusal("the key 'names' is missing")
      }
      try expect(version, MatchTerms.names)
    } else if let version = fields.optional("names") {
      throw version.refusal("no key here is a name")
    }
    return MatchTerms(
      rule: rule, keys: keys, publicSuffixes: try digest(fields("public-suffixes")),
      freeMail: try digest(fields("free-mail")),
      sharedHosts: try digest(fields("shared-hosts")))
  }

  private static func dimensions(_ value: StrictYAML) throws(YAMLRefusal) -> [Dimension] {
    var dimensions: [Dimension] = []
    for (name, entry) in try value.entries(atMost: 20) {
      try slug(name, at: entry)
      guard name != ProductDimension.name else {
        throw entry.refusal("products have a section of their own")
      }
      let fields = try entry.fields(["roll-up", "unlisted"], optional: ["values", "windows"])
      let windows = try fields.optional("windows").map(WindowReader.windows) ?? []
      guard windows.isEmpty || fields.optional("values") == nil else {
        throw entry.refusal("either 'values' or 'windows'")
      }
      let values = try windows.isEmpty ? vocabulary(fields, of: entry) : windows.map(\.name)
      guard let rollUp = DimensionText.rollUp(try fields("roll-up").string()) else {
        throw try fields("roll-up").refusal("precedence or majority")
      }
      guard let unlisted = DimensionText.unlisted(try fields("unlisted").string()) else {
        throw try fields("unlisted").refusal("other or left-out")
      }
      dimensions.append(
        Dimension(
          name: name, values: values, rollUp: rollUp, unlisted: unlisted, windows: windows))
    }
    return dimensions
  }

  private static func vocabulary(
    _ fields: StrictYAML.Fields, of entry: StrictYAML
  ) throws(YAMLRefusal) -> [String] {
    guard let value = fields.optional("values") else {
      throw entry.refusal("either 'values' or 'windows'")
    }
    let values = try names(value, atMost: 200)
    guard !values.isEmpty, !values.contains("other") else {
      throw value.refusal("1 to 200 values, none of them 'other'")
    }
    return values
  }

  private static func questions(_ value: StrictYAML) throws(YAMLRefusal) -> [QuestionTerms] {
    let entries = try value.list(atMost: questionLimit)
    guard !entries.isEmpty else { throw value.refusal("no question is asked") }
    var questions: [QuestionTerms] = []
    for entry in entries { questions.append(try QuestionReader.question(entry)) }
    return questions
  }

  private static func most(_ value: StrictYAML) throws(YAMLRefusal) -> Int {
    try value.integer(in: 1...100)
  }

  private static func privacy(_ value: StrictYAML) throws(YAMLRefusal) -> PrivacyTerms {
    let fields = try value.fields([
      "size-epsilon", "delta", "yearly-cap", "minimum", "smallest-list",
    ])
    guard let delta = try? Delta(parsing: try fields("delta").string()) else {
      throw try fields("delta").refusal("write it as 2^-40, between 2^-20 and 2^-100")
    }
    return PrivacyTerms(
      sizeEpsilon: try epsilon(fields("size-epsilon")), delta: delta,
      yearlyCap: try epsilon(fields("yearly-cap"), atMost: 1000),
      minimum: try fields("minimum").integer(in: 0...1000),
      smallestList: try fields("smallest-list").integer(in: 1...100_000))
  }

  // MARK: Values

  private static func text(_ value: StrictYAML, atMost limit: Int) throws(YAMLRefusal) -> String {
    try text(value.string(), at: value, atMost: limit)
  }

  static func text(
    _ text: String, at value: StrictYAML, atMost limit: Int
  ) throws(YAMLRefusal) -> String {
    do { try Party.check(text, value.path, atMost: limit) } catch {
      throw value.refusal("1 to \(limit) characters on one line, no control characters")
    }
    return text
  }

  private static func names(_ value: StrictYAML, atMost limit: Int) throws(YAMLRefusal) -> [String]
  {
    var names: [String] = []
    for entry in try value.list(atMost: limit) { names.append(try text(entry, atMost: 80)) }
    // By bytes: Swift's equality takes composed and decomposed accents for one.
    guard Set(names.map { Array($0.utf8) }).count == names.count else {
      throw value.refusal("a value stands twice")
    }
    return names
  }

  static func slug(_ name: String, at value: StrictYAML) throws(YAMLRefusal) {
    do { try Party.checkSlug(name, value.path) } catch {
      throw value.refusal("a name is 1 to 40 of a-z, 0-9 and -, beginning with a letter")
    }
  }

  static func day(_ value: StrictYAML) throws(YAMLRefusal) -> Day {
    guard let day = Day(try value.string()) else {
      throw value.refusal("expected a date, YYYY-MM-DD")
    }
    return day
  }

  private static func digest(_ value: StrictYAML) throws(YAMLRefusal) -> Digest {
    guard let digest = Digest(hex: try value.string()) else {
      throw value.refusal("expected 64 lower-case hex digits")
    }
    return digest
  }

  static func epsilon(
    _ value: StrictYAML, atMost limit: UInt64 = 20
  ) throws(YAMLRefusal) -> Epsilon {
    // Below 1/100 the noise is thousands wide: no list is large enough, and intervals take minutes.
    guard let epsilon = try? Epsilon(parsing: try value.string()),
      let least = try? Epsilon(1, over: 100), let most = try? Epsilon(limit),
      (least...most).contains(epsilon)
    else { throw value.refusal("expected a fraction, 1/100 to \(limit), as 1, 0.5 or 1/3") }
    return epsilon
  }

  private static func expect(_ value: StrictYAML, _ text: String) throws(YAMLRefusal) {
    guard try value.string() == text else {
      throw value.refusal("this version knows '\(text)' only")
    }
  }
}
