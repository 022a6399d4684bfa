// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Questions
import Release

/// A party that asks which of 1,000 accounts are on the other's list, by lists of its own choice: a run takes disjoint
/// sets of accounts, one a group, and gives about how many of each are members.
///
/// The released cell is modelled, not played: the true count plus both sides' noise, drawn by the samplers of a release,
/// less what the asking party drew itself. A count against several groups of the other side would carry more noise.
struct MembershipGame {
  /// Who asks. Either knows its own noise, and so sees the other's alone.
  enum Asker: CaseIterable { case initiator, responder }

  enum Noise { case released, off }

  /// What a run may say of accounts that the asker makes its claims about.
  struct Claim {
    let account: Int
    let isMember: Bool
    /// Whether the attack takes the account for settled, rather than guesses.
    let isSettled: Bool
  }

  static let accounts = 1000
  static let groups = 20

  let asker: Asker
  let noise: Noise
  /// How likely each account is a member, to begin with.
  let prior: Double
  let members: [Bool]
  /// At most; with noise, the budget of the party that is asked decides.
  let runLimit: Int
  private(set) var runs = 0
  private(set) var random: SeededBytes
  private var coins: ByteCoins<SeededBytes>
  private var budget: Budget
  /// What a run costs the party that is asked.
  private let cost: PrivacyCost
  private let table: TruncatedDiscreteLaplace
  private let answer: DiscreteLaplace
  /// Where several questions tell of a set: every number that does.
  private let observations: [Observation]

  /// A number that a set shows in: so much for each member, under the noise that the asker does not know.
  struct Observation {
    enum Noise {
      case table(TruncatedDiscreteLaplace)
      case answer(DiscreteLaplace)
    }

    let moved: Int
    let noise: Noise

    var epsilon: Epsilon {
      switch noise {
      case .table(let law): law.epsilon
      case .answer(let law): law.epsilon
      }
    }
  }

  init(
    _ asker: Asker, _ noise: Noise, prior: Double, runLimit: Int = .max, seed: UInt64
  ) throws {
    // What a room drafts unless told otherwise: epsilon 1, size-epsilon 1/10, at most 4 in 365 days.
    let epsilon = try Epsilon(1)
    let sizes = PrivacyCost(try Epsilon(1, over: 10))
    self.init(
      asker, noise, prior: prior, runLimit: runLimit, seed: seed, cap: try Epsilon(4),
      cost: asker == .initiator ? PrivacyCost(epsilon) : PrivacyCost(epsilon) + sizes,
      table: try TruncatedDiscreteLaplace(epsilon: epsilon, delta: .standard),
      answer: DiscreteLaplace(epsilon: epsilon), observations: [])
  }

  /// A game under an agreement: each run asks all its questions, and is paid for as its plan says.
  ///
  /// The asker takes every number that could tell of a set, as if any grouping of its own served it, and lists its targets
  /// under all their keys.
  init(
    under plan: Plan, cap: Epsilon, _ asker: Asker, _ noise: Noise, prior: Double,
    runLimit: Int = .max, seed: UInt64
  ) throws {
    self.init(
      asker, noise, prior: prior, runLimit: runLimit, seed: seed, cap: cap,
      cost: plan.charge(of: asker == .initiator ? .responder : .initiator),
      table: plan.tables[0].noise, answer: try plan.questions[0].compiled.answerLaw(),
      observations: try plan.observations(of: asker))
  }

  private init(
    _ asker: Asker, _ noise: Noise, prior: Double, runLimit: Int, seed: UInt64, cap: Epsilon,
    cost: PrivacyCost, table: TruncatedDiscreteLaplace, answer: DiscreteLaplace,
    observations: [Observation]
  ) {
    self.asker = asker
    self.noise = noise
    self.prior = prior
    self.runLimit = runLimit
    var random = SeededBytes(seed: seed)
    members = (0..<Self.accounts).map { _ in Double.random(in: 0..<1, using: &random) < prior }
    self.random = random
    coins = ByteCoins(SeededBytes(seed: ~seed))
    self.cost = cost
    budget = Budget(cap: PrivacyCost(cap), charges: [])
    self.table = table
    self.answer = answer
    self.observations = observations
  }

  /// How many more runs will be answered in a year.
  var runsLeft: Int {
    guard noise == .released else { return runLimit - runs }
    var (left, budget) = (0, budget)
    while runs + left < runLimit, budget.allows(cost, on: 0) {
      budget = Budget(cap: budget.cap, charges: budget.charges + [Charge(cost: cost, day: 0)])
      left += 1
    }
    return left
  }

  /// The counts of members in each set; nil once nothing more is answered.
  mutating func ask(_ sets: [[Int]]) -> [Int]? {
    guard runsLeft > 0 else { return nil }
    budget = Budget(cap: budget.cap, charges: budget.charges + [Charge(cost: cost, day: 0)])
    runs += 1
    return sets.map { set in
      let count = set.count { members[$0] }
      guard noise == .released else { return count }
      guard observations.isEmpty else { return combined(count, of: set.count) }
      let (n, e) = (table.draw(from: &coins) - table.shift, answer.draw(from: &coins))
      let released = count + n + e
      return asker == .initiator ? released - e : released - n
    }
  }

  /// The likeliest count, given all numbers that a set shows in: Laplace noise weighs distances.
  private mutating func combined(_ count: Int, of size: Int) -> Int {
    var seen: [(number: Int, moved: Int, weight: Double)] = []
    for observation in observations {
      let noise =
        switch observation.noise {
        case .table(let law): law.draw(from: &coins) - law.shift
        case .answer(let law): law.draw(from: &coins)
        }
      let epsilon = observation.epsilon
      seen.append(
        (
          observation.moved * count + noise, observation.moved,
          Double(epsilon.numerator) / Double(epsilon.denominator)
        ))
    }
    func distance(_ count: Int) -> Double {
      seen.reduce(0) { $0 + $1.weight * Double(abs($1.number - $1.moved * count)) }
    }
    return (0...size).min { distance($0) < distance($1) } ?? 0
  }

  /// The accounts in random order.
  mutating func shuffled() -> [Int] { (0..<Self.accounts).shuffled(using: &random) }

  mutating func coin() -> Bool { Bool.random(using: &random) }

  /// P(seen - true count = `error`), which everyone knows.
  func likelihood(_ error: Int) -> Double {
    switch noise {
    case .off: return error == 0 ? 1 : 0
    case .released:
      // Of the truncated law too: its ends are 2^-40 away.
      let alpha = exp(-1.0)
      return (1 - alpha) / (1 + alpha) * pow(alpha, Double(abs(error)))
    }
  }
}

extension Plan {
  /// The numbers of a run that an account of the other side moves, without what the asker knows of their noise.
  func observations(of asker: MembershipGame.Asker) throws -> [MembershipGame.Observation] {
    switch asker {
    case .initiator:
      tables.map { .init(moved: $0.scheme.responderTokens, noise: .table($0.noise)) }
    case .responder:
      try questions.map { question in
        let family = question.compiled.family
        return .init(moved: family.sensitivity, noise: .answer(try question.compiled.answerLaw()))
      }
    }
  }
}

/// How often claims were right, over many games.
struct Score {
  private(set) var rightMembers = 0
  private(set) var members = 0
  private(set) var rightOthers = 0
  private(set) var others = 0

  mutating func add(_ claims: some Sequence<MembershipGame.Claim>, _ game: MembershipGame) {
    for claim in claims {
      let isRight = claim.isMember == game.members[claim.account]
      if game.members[claim.account] {
        members += 1
        rightMembers += isRight ? 1 : 0
      } else {
        others += 1
        rightOthers += isRight ? 1 : 0
      }
    }
  }

  var claims: Int { members + others }
  var wrong: Int { claims - rightMembers - rightOthers }
  var claimedMembers: Int { rightMembers + others - rightOthers }

  /// The mean of the two shares: what guessing has is a half, whatever the prior.
  var balancedAccuracy: Double {
    (Double(rightMembers) / Double(members) + Double(rightOthers) / Double(others)) / 2
  }

  /// Of the accounts called members, how many are.
  var precision: Double { Double(rightMembers) / Double(claimedMembers) }

  /// At a true accuracy of `accuracy`, if claims err independently.
  func standardError(at accuracy: Double) -> Double {
    let shares = 1 / Double(members) + 1 / Double(others)
    return (accuracy * (1 - accuracy) * shares).squareRoot() / 2
  }
}
