// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import ArgumentParser
internal import CleanRoom
internal import Ledger
internal import Release
internal import Samples

extension AgreeCommand {
  /// `lacuna agree new`
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draft agreement.yaml from the counterpart's card; you become the initiator.",
      discussion: """
        Questions: account-map (the default), white-space (both directions, by status and, where products are named, \
        by product), cross-sell; and those about shared accounts, with the dimensions, products and amounts that they \
        name: --ask attach-rate:product=Analytics,with=Migration, or --ask co-sell:stage=stage,pipeline=pipeline \
        --dimension stage=Negotiation,Discovery --amount pipeline=initiator,EUR,250000. Or take a template. \
        Everything can be edited in agreement.yaml afterwards.
        """)

    @OptionGroup var options: RoomOptions
    @Option(help: "The card. Default: the only one in Inbox.", completion: .file())
    var card: String?
    @Option(help: "The most accounts your list will hold; the counterpart sees this number.")
    var accounts: Int
    @Option(help: "A title. Default: both names.") var title: String?
    @Option(help: "What this is for.") var purpose = "Joint account planning"
    @Option(
      parsing: .upToNextOption, help: "What is asked: QUESTION, or QUESTION:KEY=NAME,… .",
      completion: .list(QuestionKind.allCases.map(\.rawValue)))
    var ask: [String] = [Self.usualQuestion]
    @Option(
      help: "Questions for a purpose, as many as lists of these sizes can answer.",
      completion: .list(AgreementTemplate.allCases.map(\.rawValue)))
    var template: AgreementTemplate?
    @Option(
      name: .customLong("dimension"), parsing: .upToNextOption,
      help: "A dimension that a question names: NAME=VALUE,VALUE,… , the strongest first.")
    var dimensions: [String] = []
    @Option(
      parsing: .upToNextOption,
      help: "A dimension of dates: NAME=q1:2026-01-01..2026-03-31,… , in order of time.")
    var windows: [String] = []
    @Option(
      name: .customLong("amount"), parsing: .upToNextOption,
      help: "An amount that a question names: NAME=initiator,EUR,MOST, whose, in what, the most.")
    var amounts: [String] = []
    @Option(
      help: """
        How accounts meet: domain; fallback, either or union with names; name-country (fallback without the name \
        alone); auto: by list sizes.
        """,
      completion: .list(["auto", "domain", "name-country", "fallback", "either", "union"]))
    var match = "auto"
    @Option(
      help:
        "A register whose numbers accounts meet by first, where both lists carry them: lei, duns, vat, company.",
      completion: .list(NumberType.allCases.map(\.rawValue)))
    var number: String?
    @Option(
      help: "A reference table (lacuna reference) to agree on; it is kept in the room.",
      completion: .file(extensions: ["csv"]))
    var reference: String?
    @Option(
      help: """
        Epsilon of each question: smaller is more private, and noisier. Default: 1, or less where one run would not \
        fit under the cap.
        """)
    var epsilon: String?
    @Option(help: "The most epsilon a side spends on the other in any 365 days.")
    var yearlyCap = "4"
    @Option(help: "One more dimension to split the account map by, such as industry.")
    var by: String?
    @Option(help: "Its values, parted by commas. Default for industry: a list of twelve.")
    var values: String?
    @Option(help: "Whose groups it splits: initiator or responder.") var of = "initiator"
    @Option(help: "Your products, parted by commas.") var products: String?
    @Option(help: "The counterpart's products, parted by commas.") var theirProducts: String?
    @Option(help: "The most products that count of one account: fewer, less noise.")
    var mostProducts: Int?
    @Option(help: "For how many days the agreement is valid.") var days = 365
    @Option(help: "Released figures below this are not displayed.") var minimum = 10
    @Flag(help: "Replace a draft that is there.") var force = false

    func run() throws {
      let room = try options.open()
      let (choices, leftOut) = try choices(in: room)
      let terms = try room.draftAgreement(
        card: card, choices, replacing: force ? .replace : .keep)
      if options.json { return try Console.json(["digest": terms.agreement.digest.hex]) }
      Console.say("draft:   \(options.shown(options.room + "/agreement.yaml"))")
      Console.say("digest:  \(terms.agreement.digest.hex)")
      Console.say("match:   \(terms.matchWords)")
      Console.say("epsilon: \(terms.epsilonWords)")
      for line in leftOut { Console.say("left out: \(line)") }
      if let reference = terms.agreement.terms.match.reference {
        Console.say("table:   reference.csv, digest \(reference.hex)")
        Console.say(
          "Send reference.csv with the offer: the other side needs the same bytes in its room.")
      }
      Console.say()
      Console.say("Edit it if you like, then: lacuna agree show; lacuna plan; lacuna agree sign")
    }

    private func choices(
      in room: Room
    ) throws -> (choices: DraftChoices, leftOut: [String]) {
      let price = epsilon.map { try? Epsilon(parsing: $0) }
      guard price != .some(nil), let cap = try? Epsilon(parsing: yearlyCap) else {
        throw ValidationError("Write epsilon as a fraction: 1, 0.5 or 1/3.")
      }
      guard (1...3660).contains(days) else { throw ValidationError("--days is 1 to 3660.") }
      let by = try further()
      let products = DraftChoices.Products(
        initiator: names(products), responder: names(theirProducts),
        mostAnAccount: try most())
      let asked = try questions(by, products)
      var choices = DraftChoices(
        title: title, purpose: purpose, accounts: accounts, questions: asked,
        match: try matchChoice(), epsilon: price ?? nil, yearlyCap: cap, by: by, products: products,
        number: try numberType(), reference: reference, days: days, minimum: minimum)
      choices.dimensions = try named()
      choices.amounts = try amounts.map {
        guard let amount = TermsText.amount($0) else {
          throw ValidationError("--amount is NAME=initiator,EUR,MOST or NAME=responder,days,MOST.")
        }
        return amount
      }
      guard let template else { return (choices, []) }
      let leftOut = template.fill(
        &choices, smallerList: try room.smallerList(card, accounts))
      guard !choices.questions.isEmpty else {
        throw ValidationError(
          "Nothing of \(template.rawValue) can be asked: \(leftOut.joined(separator: "; "))")
      }
      return (choices, leftOut)
    }

    private func named() throws -> [Dimension] {
      let values = try dimensions.map { text in
        guard let dimension = TermsText.dimension(text) else {
          throw ValidationError("--dimension is NAME=VALUE,VALUE,… .")
        }
        return dimension
      }
      return values
        + (try windows.map { text in
          guard let dimension = TermsText.windows(text) else {
            throw ValidationError(
              "--windows is NAME=q1:2026-01-01..2026-03-31,… ; none ends before it begins.")
          }
          return dimension
        })
    }

    private func most() throws -> Int? {
      guard let mostProducts else { return nil }
      guard (1...100).contains(mostProducts) else {
        throw ValidationError("--most-products is 1 to 100.")
      }
      return mostProducts
    }

    private func questions(
      _ by: (dimension: Dimension, of: Role)?, _ products: DraftChoices.Products
    ) throws -> [Question] {
      var questions: [Question] = []
      // A template says itself what it asks.
      let asked = template != nil && ask == [Self.usualQuestion] ? [] : ask.flatMap(Self.names)
      guard !asked.isEmpty || template != nil else {
        throw ValidationError("--ask names at least one question.")
      }
      for name in asked {
        if let shared = TermsText.shared(name) {
          questions.append(.shared(shared))
          continue
        }
        switch QuestionKind(rawValue: name) {
        case .accountMap:
          questions.append(
            .accountMap(by: by.map { FurtherDimension(dimension: $0.dimension.name, of: $0.of) }))
        case .whiteSpace:
          for role in Role.allCases {
            let own = role == .initiator ? products.initiator : products.responder
            let split = [StatusDimension.name] + (own.isEmpty ? [] : [ProductDimension.name])
            questions.append(.whiteSpace(of: role, by: split))
          }
        case .crossSell: questions.append(.crossSell)
        case .some(let kind):
          throw ValidationError("--ask \(name):\(Self.keyWords(kind)) - see lacuna help agree new.")
        case nil:
          let known = QuestionKind.allCases.map(\.rawValue).joined(separator: ", ")
          throw ValidationError("--ask takes \(known); some with :KEY=NAME,… .")
        }
      }
      return questions
    }

    private static let usualQuestion = QuestionKind.accountMap.rawValue

    /// Several questions may stand together, unless one has keys.
    private static func names(_ text: String) -> [String] {
      text.contains(":") ? [text] : text.split(separator: ",").map(String.init)
    }

    private static func keyWords(_ kind: QuestionKind) -> String {
      (kind.sharedKeys ?? []).map { $0.isRequired ? "\($0.key)=…" : "[\($0.key)=…]" }
        .joined(separator: ",")
    }

    private func matchChoice() throws -> MatchChoice {
      switch match {
      case "auto": return .automatic
      case "domain": return .fixed(.fallback, .domain)
      case "name-country": return .fixed(.fallback, .domainAndNameCountry)
      default:
        guard let rule = MatchRule(rawValue: match) else {
          throw ValidationError(
            "--match is auto, domain, name-country, fallback, either or union.")
        }
        return .fixed(rule, .domainNameCountryAndName)
      }
    }

    private func numberType() throws -> NumberType? {
      guard let number else { return nil }
      guard let type = NumberType(rawValue: number) else {
        throw ValidationError("--number is lei, duns, vat or company.")
      }
      guard !["either", "union"].contains(match) else {
        throw ValidationError("--number needs --match fallback, name-country, domain or auto.")
      }
      return type
    }

    private func further() throws -> (dimension: Dimension, of: Role)? {
      guard let by else { return nil }
      guard let role = Role.allCases.first(where: { "\($0)" == of }) else {
        throw ValidationError("--of is initiator or responder.")
      }
      var values = names(self.values)
      if values.isEmpty, by == "industry" { values = SampleIndustry.allCases.map(\.rawValue) }
      guard !values.isEmpty else {
        throw ValidationError("Name the values of \(by): --values A,B,C")
      }
      return (Dimension(name: by, values: values, rollUp: .majority, unlisted: .other), role)
    }

    private func names(_ text: String?) -> [String] {
      (text ?? "").split(separator: ",").map(TermsText.trimmed).filter { !$0.isEmpty }
    }
  }
}

extension AgreementTemplate: ExpressibleByArgument {}
