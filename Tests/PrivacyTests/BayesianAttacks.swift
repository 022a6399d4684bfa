// SPDX-License-Identifier: Apache-2.0

import Foundation

/// ActBayesian of AnonPSI (Jiang, Yan, Du, NDSS 2024): a posterior for each account; each run asks about random sets of
/// those that are most likely members and not yet settled, and updates by Bayes with the known law of the noise.
struct BayesianAttack {
  /// Beyond these an account is settled.
  private static let bounds = (0.005, 0.995)

  func claims(in game: inout MembershipGame) -> [MembershipGame.Claim] {
    var posterior = Array(repeating: game.prior, count: MembershipGame.accounts)
    var asked: Set<Int> = []
    func isOpen(_ account: Int) -> Bool {
      posterior[account] > Self.bounds.0 && posterior[account] < Self.bounds.1
    }
    while true {
      // Ties fall at random; likeliest first.
      let open = game.shuffled().filter(isOpen).sorted { posterior[$0] > posterior[$1] }
      var (sets, next) = ([[Int]](), 0)
      while sets.count < MembershipGame.groups, next < open.count {
        // A count says most where none and some are about equally likely.
        let size = min(16, max(1, Int(0.7 / posterior[open[next]])))
        sets.append(Array(open[next..<min(next + size, open.count)]))
        next += size
      }
      guard !sets.isEmpty, let counts = game.ask(sets) else { break }
      for (set, count) in zip(sets, counts) {
        asked.formUnion(set)
        let before = set.map { posterior[$0] }
        for (place, account) in set.enumerated() {
          let others = Self.sums(of: before.indices.filter { $0 != place }.map { before[$0] })
          let (member, other) = others.enumerated().reduce((0.0, 0.0)) { sum, next in
            (
              sum.0 + next.element * game.likelihood(count - next.offset - 1),
              sum.1 + next.element * game.likelihood(count - next.offset)
            )
          }
          let weight = before[place] * member
          let whole = weight + (1 - before[place]) * other
          if whole > 0 { posterior[account] = weight / whole }
        }
      }
    }
    return asked.sorted().map {
      .init(account: $0, isMember: posterior[$0] > game.prior, isSettled: !isOpen($0))
    }
  }

  /// The law of the number of members among independent accounts.
  private static func sums(of probabilities: [Double]) -> [Double] {
    probabilities.reduce([1]) { law, probability in
      (0...law.count).map { count in
        (count < law.count ? law[count] * (1 - probability) : 0)
          + (count > 0 ? law[count - 1] * probability : 0)
      }
    }
  }
}

/// No plan at all: one target a group, the rest of the group invented accounts, and the same question each run.
struct SingleTargetAttack {
  func claims(in game: inout MembershipGame) -> [MembershipGame.Claim] {
    let targets = Array(game.shuffled()[..<MembershipGame.groups])
    var evidence = Array(repeating: 0.0, count: targets.count)
    while let counts = game.ask(targets.map { [$0] }) {
      for (target, count) in counts.enumerated() {
        let (member, other) = (game.likelihood(count - 1), game.likelihood(count))
        // A count that noise free of doubt rules out decides.
        evidence[target] += member == 0 ? -1000 : other == 0 ? 1000 : log(member / other)
      }
    }
    var claims: [MembershipGame.Claim] = []
    for (target, sum) in zip(targets, evidence) {
      let isMember = abs(sum) < 1e-9 ? game.coin() : sum > 0
      // All runs said the same.
      let isUnanimous = abs(sum) > Double(game.runs) - 1e-9
      claims.append(.init(account: target, isMember: isMember, isSettled: isUnanimous))
    }
    return claims
  }
}
