// SPDX-License-Identifier: Apache-2.0

package import Blinding

/// What sections of one table may be, that of the control accounts last: the bounds that an honest file never leaves (messages.md 3).
package struct TableLimits: Sendable {
  package let shape: TableShape
  /// The number of I's grouping.
  package let grouping: Int
  /// t_s: the padding of a group is at most 2 t_s.
  package let sizeShift: Int
  package let initiatorAccounts: Int
  package let responderAccounts: Int

  package init(
    shape: TableShape, grouping: Int = 0, sizeShift: Int, initiatorAccounts: Int,
    responderAccounts: Int
  ) {
    self.shape = shape
    self.grouping = grouping
    self.sizeShift = sizeShift
    self.initiatorAccounts = initiatorAccounts
    self.responderAccounts = responderAccounts
  }

  func checkOffer(_ sizes: [Int]) throws(ExchangeError) {
    let fakes = 2 * shape.shift * shape.responderGroups
    let tokens = shape.initiatorTokens
    guard sizes.count == shape.initiatorGroups + 1 else {
      throw refusal("another number of groups")
    }
    guard sizes.last == tokens * shape.controls else { throw controls }
    let sizes = sizes.dropLast()
    guard sizes.allSatisfy({ $0 >= fakes }) else { throw refusal("a section without its fakes") }
    guard sizes.allSatisfy({ ($0 - fakes) % tokens == 0 }) else {
      throw refusal("a section that is not \(tokens) points an account")
    }
    let most =
      tokens * initiatorAccounts
      + shape.initiatorGroups * (tokens * 2 * sizeShift + fakes)
    guard sizes.reduce(0, +) <= most else {
      throw refusal("more records than the agreement allows")
    }
  }

  /// The accounts of each group, padding included: equal in all tables of one grouping.
  func accounts(_ sizes: [Int]) -> [Int] {
    sizes.dropLast().map { ($0 - 2 * shape.shift * shape.responderGroups) / shape.initiatorTokens }
  }

  /// Tables of one grouping are padded once: another padding in each would be another release of its sizes.
  func checkGrouping(_ accounts: [Int], before: [Int]?) throws(ExchangeError) {
    guard before ?? accounts == accounts else {
      throw refusal("other sizes than an earlier table of the same groups")
    }
  }

  func checkAnswer(tags: [Int], points: [Int], offered: [Int]) throws(ExchangeError) {
    guard tags == offered else { throw refusal("as many tags as the offer has points are due") }
    guard points.count == shape.responderGroups + 1 else {
      throw refusal("another number of groups")
    }
    guard points.last == shape.responderTokens * shape.controls else { throw controls }
    let points = points.dropLast()
    let noise = 2 * shape.shift * (shape.initiatorGroups + 1)
    let most = shape.responderTokens * responderAccounts + shape.responderGroups * noise
    guard points.reduce(0, +) <= most else {
      throw refusal("more records than the agreement allows")
    }
  }

  private var controls: ExchangeError { refusal("another number of points of control accounts") }

  private func refusal(_ reason: String) -> ExchangeError {
    .shape(table: shape.number, reason: reason)
  }
}
