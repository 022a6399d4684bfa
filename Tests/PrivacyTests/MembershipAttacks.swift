// SPDX-License-Identifier: Apache-2.0

/// Birds of a Feather (Guo et al., USENIX Security 2022) and DyPathBlazer of AnonPSI (Jiang, Yan, Du, NDSS 2024): sets
/// are halved until a count says none or all. One such walk in each group of a run; counts are taken as they come.
struct SplittingAttack {
  /// Which set to split next.
  enum Order { case densest, mostUneven }

  enum Split {
    case half
    /// The split that settles most accounts on average, from a table.
    case planned(SplitPlan)
  }

  let order: Order
  let split: Split
  /// How many accounts each walk begins with.
  let start: Int

  private struct Node {
    let accounts: [Int]
    let count: Int

    var isSettled: Bool { count == 0 || count == accounts.count }
    var density: Double { Double(count) / Double(accounts.count) }
  }

  /// One group's walk: what is known, and what was asked last.
  private struct Walk {
    var nodes: [Node] = []
    var asked: [Int]
    var rest: [Int] = []
    /// Of the set that was split; nil for the root.
    var count: Int?

    /// A count that cannot be is moved to the nearest that can.
    mutating func take(_ seen: Int) {
      guard let count else {
        nodes = [Node(accounts: asked, count: min(max(seen, 0), asked.count))]
        return
      }
      let possible = max(0, count - rest.count)...min(count, asked.count)
      let found = min(max(seen, possible.lowerBound), possible.upperBound)
      nodes.append(Node(accounts: asked, count: found))
      nodes.append(Node(accounts: rest, count: count - found))
    }
  }

  func claims(in game: inout MembershipGame) -> [MembershipGame.Claim] {
    let order = game.shuffled()
    var walks = (0..<MembershipGame.groups).map { group in
      Walk(asked: Array(order[group * start..<(group + 1) * start]))
    }
    while let counts = game.ask(walks.map(\.asked)) {
      for (index, count) in counts.enumerated() where !walks[index].asked.isEmpty {
        walks[index].take(count)
      }
      let left = game.runsLeft
      for index in walks.indices { choose(&walks[index], runsLeft: left) }
      if walks.allSatisfy(\.asked.isEmpty) { break }
    }
    return walks.flatMap(\.nodes).flatMap { node in
      node.accounts.map {
        .init(account: $0, isMember: node.density > game.prior, isSettled: node.isSettled)
      }
    }
  }

  private func choose(_ walk: inout Walk, runsLeft: Int) {
    (walk.asked, walk.rest) = ([], [])
    let open = walk.nodes.indices.filter { !walk.nodes[$0].isSettled }
    guard runsLeft > 0,
      let next = open.max(by: { priority(walk.nodes[$0]) < priority(walk.nodes[$1]) })
    else { return }
    let node = walk.nodes.remove(at: next)
    let size: Int
    switch split {
    case .half: size = node.accounts.count / 2
    case .planned(let plan): size = plan.split(node.accounts.count, node.count, runsLeft)
    }
    walk.count = node.count
    walk.asked = Array(node.accounts[..<size])
    walk.rest = Array(node.accounts[size...])
  }

  private func priority(_ node: Node) -> Double {
    order == .densest ? node.density : max(node.density, 1 - node.density)
  }
}

/// AnonPSI's table: for a set of n accounts with k members and c questions left, the size of the part to ask about, and
/// how many accounts will be settled on average.
struct SplitPlan {
  private let questions: Int
  private let size: Int
  private var settled: [Double]
  private var splits: [Int]

  init(size: Int, questions: Int) {
    self.size = size
    self.questions = questions
    let entries = (size + 1) * (size + 1) * (questions + 1)
    settled = Array(repeating: 0, count: entries)
    splits = Array(repeating: 0, count: entries)
    for n in 1...size {
      for k in 0...n {
        for c in 0...questions { fill(n, k, c) }
      }
    }
  }

  func split(_ n: Int, _ k: Int, _ c: Int) -> Int { splits[place(n, k, min(c, questions))] }

  private func place(_ n: Int, _ k: Int, _ c: Int) -> Int {
    (n * (size + 1) + k) * (questions + 1) + c
  }

  private mutating func fill(_ n: Int, _ k: Int, _ c: Int) {
    let here = place(n, k, c)
    guard k > 0, k < n else {
      settled[here] = Double(n)
      return
    }
    guard c > 0 else { return }
    // From a half down: where questions abound, halving is as good as anything.
    for part in stride(from: n / 2, through: 1, by: -1) {
      let value = value(n, k, part, c - 1)
      if value > settled[here] + 1e-9 || splits[here] == 0 {
        settled[here] = value
        splits[here] = part
      }
    }
  }

  /// The count in the part is hypergeometric; the questions that are left go where they settle most.
  private func value(_ n: Int, _ k: Int, _ part: Int, _ left: Int) -> Double {
    let first = max(0, k - (n - part))
    // C(part, j) C(n - part, k - j) for ascending j, from any start: it is normalised after.
    var (weight, weights, sum) = (1.0, 0.0, 0.0)
    for j in first...min(k, part) {
      let best = (0...left).map {
        settled[place(part, j, $0)] + settled[place(n - part, k - j, left - $0)]
      }.max()
      sum += weight * (best ?? 0)
      weights += weight
      weight *= Double(part - j) * Double(k - j)
      weight /= Double(j + 1) * Double(n - part - k + j + 1)
    }
    return sum / weights
  }
}
