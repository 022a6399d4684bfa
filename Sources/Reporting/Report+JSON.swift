// SPDX-License-Identifier: Apache-2.0

extension Report {
  /// The bytes of report.json: the report itself, of which everything else is a rendering.
  package func canonicalBytes() -> [UInt8] { Array(json.canonicalText.utf8) }

  /// Reads report.json, and accepts only what `canonicalBytes` would write.
  package static func read(_ bytes: [UInt8]) throws(ReportingError) -> Report {
    let report = try Report(JSONReader.read(bytes))
    let canonical = report.canonicalBytes()
    guard canonical == bytes else {
      let same = zip(canonical, bytes).prefix { $0 == $1 }.count
      throw .notCanonical(offset: same)
    }
    return report
  }

  package var json: JSONValue {
    [
      "format": .string(Report.format), "agreement": terms.json, "initiator": initiator.json,
      "responder": responder.json,
      "run": ["id": .string(run.id), "number": .integer(run.number)],
      "sections": .array(sections.map { $0.json(minimum: privacy.minimum) }),
      "exchangeCheck": exchangeCheck.json, "privacy": privacy.json,
      "provenance": provenance.json,
    ]
  }

  private init(_ json: JSONValue) throws(ReportingError) {
    var fields = try FieldReader(json, at: "")
    guard try fields.string("format") == Report.format else { throw .unknownFormat }
    terms = try Terms(fields.value("agreement"), at: "agreement")
    initiator = try Party(fields.value("initiator"), at: "initiator")
    responder = try Party(fields.value("responder"), at: "responder")
    var run = try fields.object("run")
    let id = try run.string("id")
    self.run = Run(id: id, number: try run.integer("number"))
    try run.end()
    sections = try fields.list("sections", Section.init)
    exchangeCheck = try ExchangeCheck(&fields)
    privacy = try Privacy(fields.value("privacy"), at: "privacy")
    provenance = try Provenance(fields.value("provenance"), at: "provenance")
    try fields.end()
  }
}

extension Report.Section {
  func json(minimum: Int) -> JSONValue {
    switch self {
    case .accountMap(let section): section.json(minimum: minimum)
    case .whiteSpace(let section): section.json(minimum: minimum)
    case .crossSell(let section): section.json(minimum: minimum)
    case .shared(let section): section.json(minimum: minimum)
    }
  }

  init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    let question = try fields.string("question")
    switch question {
    case AccountMapSection.question: self = .accountMap(try AccountMapSection(&fields))
    case WhiteSpaceSection.question: self = .whiteSpace(try WhiteSpaceSection(&fields))
    case CrossSellSection.question: self = .crossSell(try CrossSellSection(&fields))
    default:
      guard let question = SharedSection.Question(rawValue: question) else {
        throw .unknownQuestion(at: path)
      }
      self = .shared(try SharedSection(question, &fields))
    }
    try fields.end()
  }
}

extension Report.Terms {
  fileprivate var json: JSONValue {
    [
      "title": .string(title), "purpose": .string(purpose), "digest": .bytes(digest),
      "validFrom": .string(validFrom), "validUntil": .string(validUntil),
    ]
  }

  fileprivate init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    title = try fields.string("title")
    purpose = try fields.string("purpose")
    digest = try fields.bytes("digest")
    validFrom = try fields.string("validFrom")
    validUntil = try fields.string("validUntil")
    try fields.end()
  }
}

extension Report.Party {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "organisation": .string(organisation),
      "fingerprint": .string(fingerprint), "listSize": listSize?.json ?? .null,
    ]
  }

  fileprivate init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    name = try fields.string("name")
    organisation = try fields.string("organisation")
    fingerprint = try fields.string("fingerprint")
    let size = try fields.value("listSize")
    listSize = size == .null ? nil : try Report.Estimate(size, at: fields.at("listSize"))
    try fields.end()
  }
}
