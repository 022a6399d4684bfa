// SPDX-License-Identifier: Apache-2.0

import Foundation
import Release

/// All that one attempt of a sampler can do, followed choice by choice: which results, how likely.
///
/// A sampler that rejects starts over with nothing kept, and every attempt begins with the one
/// `uniform` choice it makes. So one attempt tells the law: results over one less `rejected`.
struct CoinTree {
  /// What has certainly been seen of each result.
  private(set) var seen: [Int: Double] = [:]
  /// The probability that the attempt ends in another one.
  private(set) var rejected = 0.0
  /// The probability not followed to its end.
  private(set) var unexplored = 0.0

  /// Branches less likely than `least` are not followed.
  init<Coins: ToldCoins>(
    _ coins: Coins.Type, least: Double, draw: (inout Coins) throws(Untold) -> Int
  ) {
    var branches: [(choices: [UInt64], probability: Double)] = [([], 1)]
    while let (choices, probability) = branches.popLast() {
      var coins = Coins(tape: Tape(choices: choices))
      do throws(Untold) {
        let result = try draw(&coins)
        seen[result, default: 0] += probability
      } catch {
        switch error {
        case .startsOver: rejected += probability
        case .needsChoice(let shares):
          for (value, share) in shares.enumerated() {
            if probability * share < least {
              unexplored += probability * share
            } else {
              branches.append((choices + [UInt64(value)], probability * share))
            }
          }
        }
      }
    }
  }
}

/// Why a sampler was stopped.
enum Untold: Error {
  /// A choice nobody told the outcome of; the probability of each way it can go.
  case needsChoice(shares: [Double])
  /// A second attempt begins.
  case startsOver
}

/// The outcomes told so far.
struct Tape {
  let choices: [UInt64]
  private var place = 0
  private var hasBegun = false

  init(choices: [UInt64]) {
    self.choices = choices
  }

  mutating func begin() throws(Untold) {
    guard !hasBegun else { throw .startsOver }
    hasBegun = true
  }

  mutating func next(shares: [Double]) throws(Untold) -> UInt64 {
    guard shares.count > 1 else { return 0 }
    guard place < choices.count else { throw .needsChoice(shares: shares) }
    defer { place += 1 }
    return choices[place]
  }

  mutating func next(share: Double) throws(Untold) -> Bool {
    guard share > 0, share < 1 else { return share > 0 }
    return try next(shares: [1 - share, share]) == 1
  }
}

/// Coins that fall as told, and ask where they were not told.
protocol ToldCoins: CoinSource where Failure == Untold {
  var tape: Tape { get set }
  init(tape: Tape)
}

extension ToldCoins {
  mutating func uniform(below bound: UInt64) throws(Untold) -> UInt64 {
    try tape.begin()
    return try tape.next(shares: Array(repeating: 1 / Double(bound), count: Int(bound)))
  }

  mutating func bernoulli(_ numerator: UInt64, over denominator: UInt64) throws(Untold) -> Bool {
    try tape.next(share: Double(numerator) / Double(denominator))
  }
}

/// Every choice a rational one, as in the product.
struct RationalCoins: ToldCoins {
  typealias Failure = Untold
  var tape: Tape
}

/// Choices of probability e^-gamma taken as one, their own tree having been followed apart.
struct ExponentialCoins: ToldCoins {
  typealias Failure = Untold
  var tape: Tape

  mutating func bernoulliExponential(
    minus numerator: UInt64, over denominator: UInt64
  ) throws(Untold) -> Bool {
    try tape.next(share: exp(-Double(numerator) / Double(denominator)))
  }
}
