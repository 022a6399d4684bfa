// SPDX-License-Identifier: Apache-2.0

/// What one side knows besides the report: yours alone, never sent.
///
/// *Secrecy:* an annex names accounts of its owner's list and knows its owner's noise. It has no
/// JSON form and no reader; it is written into a folder of its own and shown to nobody else. It
/// does not say which accounts matched: the tool does not know that.
package struct Annex: Equatable, Sendable {
  package let initiator: Report.Party
  package let responder: Report.Party
  package let owner: Report.Role
  package let run: Report.Run
  /// The agreed minimum for display, kept here too.
  package let minimum: Int
  package let importing: Importing
  /// The owner's own accounts, by group.
  package let ownTotals: [GroupCount]
  /// The report's sections again, with intervals from which the owner's own noise is taken out.
  package let sections: [Report.Section]
  /// The other half of the owner's questions about shared accounts.
  package let besides: [Besides]
  package let values: [ValueAtStake]
  package let candidates: [Candidates]

  package init(
    initiator: Report.Party, responder: Report.Party, owner: Report.Role, run: Report.Run,
    minimum: Int, importing: Importing, ownTotals: [GroupCount], sections: [Report.Section],
    besides: [Besides], values: [ValueAtStake], candidates: [Candidates]
  ) {
    self.initiator = initiator
    self.responder = responder
    self.owner = owner
    self.run = run
    self.minimum = minimum
    self.importing = importing
    self.ownTotals = ownTotals
    self.sections = sections
    self.besides = besides
    self.values = values
    self.candidates = candidates
  }

  /// How the own list was read.
  package struct Importing: Equatable, Sendable {
    package let rowsRead: Int
    package let rowsRejected: Int
    package let accounts: Int
    /// How many accounts have each match key, and how many of these keys were left out as
    /// ambiguous.
    package let keys: [KeyCoverage]

    package init(rowsRead: Int, rowsRejected: Int, accounts: Int, keys: [KeyCoverage]) {
      self.rowsRead = rowsRead
      self.rowsRejected = rowsRejected
      self.accounts = accounts
      self.keys = keys
    }
  }

  package struct KeyCoverage: Equatable, Sendable {
    package let key: String
    package let accounts: Int
    package let ambiguous: Int

    package init(key: String, accounts: Int, ambiguous: Int) {
      self.key = key
      self.accounts = accounts
      self.ambiguous = ambiguous
    }
  }

  /// The owner's accounts that a question about shared ones leaves out: own totals less the sharper figures.
  package struct Besides: Equatable, Sendable {
    package let section: SharedSection
    /// Whether there may be more: an own account that meets several of the other side is taken off several times.
    package let isAtLeast: Bool

    package init(section: SharedSection, isAtLeast: Bool) {
      self.section = section
      self.isAtLeast = isAtLeast
    }
  }

  /// Accounts that the other side has and the owner lacks, at what an own customer has on average.
  package struct ValueAtStake: Equatable, Sendable {
    package let amount: String
    package let measure: String
    /// In whole units of the measure, over own customers that have any.
    package let average: Int
    package let customers: Int
    package let accounts: Report.Estimate

    package init(
      amount: String, measure: String, average: Int, customers: Int, accounts: Report.Estimate
    ) {
      self.amount = amount
      self.measure = measure
      self.average = average
      self.customers = customers
      self.accounts = accounts
    }
  }

  package struct GroupCount: Equatable, Sendable {
    package let group: [String]
    package let accounts: Int

    package init(group: [String], accounts: Int) {
      self.group = group
      self.accounts = accounts
    }
  }

  /// The own accounts of one group that stand in a strong cell: candidates for a conversation. The
  /// heading names the group, or for `crossSell` the two products.
  package struct Candidates: Equatable, Sendable {
    package let group: [String]
    package let reason: Reason
    /// About how many accounts the strong cell holds.
    package let shared: Report.Estimate
    package let names: AccountNames

    /// The most names that stand on a page: of a longer list all are in candidates.csv.
    package static let mostOnPage = 1000

    package init(group: [String], reason: Reason, shared: Report.Estimate, names: AccountNames) {
      self.group = group
      self.reason = reason
      self.shared = shared
      self.names = names
    }
  }

  /// Why a group is listed.
  package enum Reason: Equatable, Sendable {
    /// Own open opportunities: the other side could introduce us.
    case theyKnowThem
    /// Own customers: we could introduce the other side.
    case weKnowThem
    /// Own accounts that own our product `own`. About so many of them are shared and have no
    /// `theirs` yet: a chance for the other side, with our introduction.
    case crossSell(own: String, theirs: String)
    /// Own accounts of a group. About so many of them the other side lacks.
    case whiteSpace
    /// Own accounts of the groups in the strongest entry of another question, by its title.
    case shared(String)
  }
}
