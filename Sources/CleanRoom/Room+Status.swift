// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Exchange
internal import Ledger
internal import Questions
internal import Release

/// Where a room stands, and the next command to type.
public struct RoomStatus: Sendable, Encodable {
  public let owner: String
  public let counterpart: String?
  public let role: String?
  public let state: String
  public let next: String
  public let spent: String?
  public let cap: String?
  /// Spent of this list on all counterparts together, in the last 365 days.
  public let spentOnAll: String
  /// Counterparts can compare notes: beyond this total a reader is warned, not refused.
  public static let totalWorthAWarning = 8
  public let isTotalHigh: Bool
}

extension Room {
  public func status() throws(CleanRoomError) -> RoomStatus {
    let ledger = try openLedger(for: .reading)
    do {
      let total = try ledger.spentOnAll(
        lineage: settings.lineage, today: setting.today.number)
      let spentOnAll = total.plainText
      let high = PrivacyCost(try Epsilon(UInt64(RoomStatus.totalWorthAWarning)))
      guard RoomFiles.exists(folder.agreement) else {
        let (state, next) = try beforeAgreement()
        return RoomStatus(
          owner: settings.name, counterpart: nil, role: nil, state: state, next: next, spent: nil,
          cap: nil, spentOnAll: spentOnAll,
          isTotalHigh: total > high)
      }
      let (terms, role) = try agreement()
      let counterpart = terms.agreement.party(role.other)
      let (state, next) = try afterAgreement(terms, role, ledger)
      let spent = try ledger.spent(
        lineage: settings.lineage, counterpart: counterpart.organisation,
        today: setting.today.number)
      return RoomStatus(
        owner: settings.name, counterpart: counterpart.name, role: "\(role)", state: state,
        next: next, spent: spent.plainText,
        cap: PrivacyCost(terms.agreement.terms.privacy.yearlyCap).plainText,
        spentOnAll: spentOnAll,
        isTotalHigh: total > high)
    } catch {
      throw CleanRoomError(error)
    }
  }

  private func beforeAgreement() throws -> (String, String) {
    if let arrived = try arrived(
      .offer, next: "lacuna agree check", or: "an offer with an agreement")
    {
      return arrived
    }
    let own = settings.organisation + ".card"
    if RoomFiles.names(in: folder.inbox).contains(where: { $0.hasSuffix(".card") && $0 != own }) {
      return ("the counterpart's card is in Inbox", "lacuna agree new --accounts N")
    }
    return (
      "no agreement yet",
      "to answer: lacuna card --accounts N, and mail the card; to initiate: put their card into Inbox"
    )
  }

  /// What is said where a message of a kind is in Inbox: its next step, or the parts that lack.
  private func arrived(
    _ kind: MessageKind, next: String, or name: String
  ) throws -> (String, String)? {
    guard let newest = try arrivals(kind).last else { return nil }
    guard let absence = newest.absence else { return ("\(name) is in Inbox", next) }
    return (
      "\(name) has come in part: \(absence)", "put what lacks into Inbox, or ask for it again"
    )
  }

  private func hasBudget(_ terms: RunTerms, _ role: Role, _ ledger: Ledger) throws -> Bool {
    let spent = try ledger.spent(
      lineage: settings.lineage, counterpart: terms.agreement.party(role.other).organisation,
      today: setting.today.number)
    return spent + terms.plan.charge(of: role) <= limits(terms).counterpart
  }

  /// How to blind: the first time the columns have to be mapped.
  private var blindCommand: String {
    RoomFiles.exists(folder.mapping)
      ? "lacuna blind LIST" : "lacuna check LIST, then lacuna blind LIST"
  }

  private func afterAgreement(
    _ terms: RunTerms, _ role: Role, _ ledger: Ledger
  ) throws -> (String, String) {
    guard isSigned(terms, by: role) else {
      return (
        "the agreement waits for this side's signature", "lacuna agree show; lacuna agree sign"
      )
    }
    let history = try ledger.history(with: terms.agreement.party(role.other).organisation)
    let state = history.state
    if let open = history.openOffer, open.agreement != terms.agreement.digest.bytes {
      return (
        "run \(RunName.short(open.run)) is open under another agreement with them",
        "finish it, or lacuna abandon, in its own room"
      )
    }
    func named(_ run: [UInt8]) -> String { "run \(RunName.short(run))" }
    switch (role, state) {
    case (.initiator, .offered(let run)):
      if let arrived = try arrived(.answer, next: "lacuna match", or: "\(named(run)): an answer") {
        return arrived
      }
      return ("\(named(run)): offered; the answer is due", "mail the offer in Outbox, then wait")
    case (.initiator, .answered(let run)):
      return ("\(named(run)): answered", "lacuna match")
    case (.initiator, .reported(let run)):
      return (
        "\(named(run)): reported",
        try hasBudget(terms, role, ledger)
          ? "mail the report in Outbox; for a refresh: \(blindCommand)"
          : "mail the report in Outbox; the yearly budget does not hold another run yet"
      )
    case (.responder, .answered(let run)):
      if let arrived = try arrived(.report, next: "lacuna report", or: "\(named(run)): the report")
      {
        return arrived
      }
      return ("\(named(run)): answered; the report is due", "mail the answer in Outbox, then wait")
    case (.responder, .reported(let run)):
      return ("\(named(run)): reported", "lacuna report; a new offer can be answered")
    case (.initiator, _):
      return ("ready for a run", blindCommand)
    case (.responder, _):
      if let arrived = try arrived(.offer, next: blindCommand, or: "an offer") { return arrived }
      return ("ready to answer", "wait for an offer")
    }
  }

  /// Closes the open run at its price; returns its id.
  public func abandon() throws(CleanRoomError) -> [UInt8] {
    let (terms, role) = try agreement()
    let ledger = try openLedger(for: .writing)
    let counterpart = terms.agreement.party(role.other).organisation
    do {
      let open = try ledger.history(with: counterpart).openOffer
      guard let offer = open, offer.agreement == terms.agreement.digest.bytes else {
        throw CleanRoomError(
          "no-open-run", .refused, "no run with \(counterpart) is open under this agreement")
      }
      var facts = offer
      facts.kind = .abandoned
      facts.charge = .zero
      facts.reserve = .zero
      facts.counterpartHead = []
      facts.day = setting.today.number
      try ledger.append([facts], limits: limits(terms))
      return offer.run
    } catch {
      throw CleanRoomError(error)
    }
  }
}
