// SPDX-License-Identifier: Apache-2.0

/// Where the runs with a counterpart stand.
package enum RunState: Equatable, Sendable {
  case none
  case offered(run: [UInt8])
  case answered(run: [UInt8])
  case reported(run: [UInt8])
  case abandoned(run: [UInt8])
}

/// The runs with one counterpart: a pure function of the entries that concern it, in order.
///
/// Laws (Protocols/ledger.md, "Runs"): one run is open at a time; a run id is offered once and
/// answered once; seed n serves run n of an agreement and stays in force until a run under it was
/// answered, whether or not a report came.
package struct RunHistory: Sendable {
  private struct Run {
    let offer: EntryFacts
    var isAnswered = false
    var closing = Closing.open

    var id: [UInt8] { offer.run }
    var isOpen: Bool { closing == .open }
    var state: RunState {
      switch closing {
      case .open: isAnswered ? .answered(run: id) : .offered(run: id)
      case .reported: .reported(run: id)
      case .abandoned: .abandoned(run: id)
      }
    }
  }

  private enum Closing { case open, reported, abandoned }

  private var runs: [Run] = []
  /// The run that an entry concerned last.
  private var latest: Int?
  private var signed: Set<[UInt8]> = []

  package init() {}

  /// - Throws: the rule that the first inadmissible entry breaks.
  package init(_ entries: some Sequence<EntryFacts>) throws(LedgerError) {
    for facts in entries { try add(facts) }
  }

  /// The open run's state, else that of the run that changed last.
  package var state: RunState {
    guard let index = openIndex ?? latest else { return .none }
    return runs[index].state
  }

  package var openRun: [UInt8]? { openIndex.map { runs[$0].id } }

  /// The offer of the open run, which names its lineage and its reserve.
  package var openOffer: EntryFacts? { openIndex.map { runs[$0].offer } }

  package func hasSigned(_ agreement: [UInt8]) -> Bool { signed.contains(agreement) }

  /// The seed number that the next message of a new run under this agreement must name, from 1.
  package func seedNumber(inForceUnder agreement: [UInt8]) -> UInt64 {
    1 + UInt64(runs.count { $0.offer.agreement == agreement && $0.isAnswered })
  }

  /// The counter of the next run under this agreement's seed in force: 1 for a fresh seed, one
  /// more for each run that was offered under it and never answered.
  package func runCounter(under agreement: [UInt8]) -> UInt64 {
    let seed = seedNumber(inForceUnder: agreement)
    return 1
      + UInt64(runs.count { $0.offer.agreement == agreement && $0.offer.seedNumber == seed })
  }

  /// Admits the next entry, or throws the rule that it breaks and changes nothing.
  package mutating func add(_ facts: EntryFacts) throws(LedgerError) {
    switch facts.kind {
    case .agreementSigned: signed.insert(facts.agreement)
    case .offerSent, .offerReceived: try addOffer(facts)
    case .answerSent:
      let index = try unanswered(facts)
      guard runs[index].isOpen else { throw .runClosed(run: facts.run) }
      runs[index].isAnswered = true
      latest = index
    case .answerReceived: try addAnswerReceived(facts)
    case .reportSent:
      let index = try open(facts)
      guard runs[index].isAnswered else { throw .notAnswered(run: facts.run) }
      runs[index].closing = .reported
      latest = index
    case .reportReceived:
      // A report that comes after its run was abandoned is still welcome.
      let index = try find(facts)
      guard runs[index].closing != .reported else { throw .alreadyReported(run: facts.run) }
      guard runs[index].isAnswered else { throw .notAnswered(run: facts.run) }
      runs[index].closing = .reported
      latest = index
    case .abandoned:
      let index = try open(facts)
      guard runs[index].offer.content == facts.content else { throw .malformed(.content) }
      runs[index].closing = .abandoned
      latest = index
    }
  }

  private mutating func addOffer(_ facts: EntryFacts) throws(LedgerError) {
    if let known = runs.first(where: { $0.id == facts.run }) {
      throw known.isAnswered ? .alreadyAnswered(run: facts.run) : .runReused(run: facts.run)
    }
    if let index = openIndex {
      // The initiator abandons without a message: its next offer replaces one we never answered.
      guard facts.kind == .offerReceived, isReplaceable(index, by: facts) else {
        throw .openRun(run: runs[index].id)
      }
    }
    try checkSeed(facts)
    if let index = openIndex { runs[index].closing = .abandoned }
    runs.append(Run(offer: facts))
    latest = runs.count - 1
  }

  /// Where mails crossed, the answer is to a run that we abandoned: that run is open again, and
  /// the one offered since under the same seed, which nobody can answer any more, is closed.
  private mutating func addAnswerReceived(_ facts: EntryFacts) throws(LedgerError) {
    let index = try unanswered(facts)
    try checkSeed(facts)
    if let other = openIndex, other != index {
      guard isReplaceable(other, by: facts) else { throw .openRun(run: runs[other].id) }
      runs[other].closing = .abandoned
    }
    runs[index].isAnswered = true
    runs[index].closing = .open
    latest = index
  }

  private var openIndex: Int? { runs.lastIndex { $0.isOpen } }

  private func isReplaceable(_ index: Int, by facts: EntryFacts) -> Bool {
    let run = runs[index]
    return !run.isAnswered && run.offer.agreement == facts.agreement && run.offer.role == facts.role
  }

  private func checkSeed(_ facts: EntryFacts) throws(LedgerError) {
    let expected = seedNumber(inForceUnder: facts.agreement)
    guard facts.seedNumber == expected else {
      throw .seedMismatch(expected: expected, found: facts.seedNumber)
    }
  }

  private func find(_ facts: EntryFacts) throws(LedgerError) -> Int {
    guard
      let index = runs.firstIndex(where: {
        $0.id == facts.run && $0.offer.agreement == facts.agreement && $0.offer.role == facts.role
      })
    else { throw .unknownRun(run: facts.run) }
    let expected = runs[index].offer.seedNumber
    guard facts.seedNumber == expected else {
      throw .seedMismatch(expected: expected, found: facts.seedNumber)
    }
    return index
  }

  private func unanswered(_ facts: EntryFacts) throws(LedgerError) -> Int {
    let index = try find(facts)
    guard !runs[index].isAnswered else { throw .alreadyAnswered(run: facts.run) }
    return index
  }

  private func open(_ facts: EntryFacts) throws(LedgerError) -> Int {
    let index = try find(facts)
    guard runs[index].isOpen else { throw .runClosed(run: facts.run) }
    return index
  }
}
