// SPDX-License-Identifier: Apache-2.0

package import Blinding

/// What sections of one table may be: the bounds that an honest file never leaves (messages.md 3).
package struct TableLimits: Sendable {
  package let shape: TableShape
  /// t_s: the padding of a group is at most 2 t_s.
  package let sizeShift: Int
  package let initiatorAccounts: Int
  package let responderAccounts: Int

  package init(shape: TableShape, sizeShift: Int, initiatorAccounts: Int, responderAccounts: Int) {
    self.shape = shape
    self.sizeShift = sizeShift
    self.initiatorAccounts = initiatorAccounts
    self.responderAccounts = responderAccounts
  }

  func checkOffer(_ sizes: [Int]) throws(ExchangeError) {
    let fakes = 2 * shape.shift * shape.responderGroups
    guard sizes.count == shape.initiatorGroups else { throw refusal("another number of groups") }
    guard sizes.allSatisfy({ $0 >= fakes }) else { throw refusal("a section without its fakes") }
    let most = initiatorAccounts + shape.initiatorGroups * (2 * sizeShift + fakes)
    guard sizes.reduce(0, +) <= most else {
      throw refusal("more records than the agreement allows")
    }
  }

  func checkAnswer(tags: [Int], points: [Int], offered: [Int]) throws(ExchangeError) {
    guard tags == offered else { throw refusal("as many tags as the offer has points are due") }
    guard points.count == shape.responderGroups else { throw refusal("another number of groups") }
    let noise = 2 * shape.shift * (shape.initiatorGroups + 1)
    guard points.reduce(0, +) <= responderAccounts + shape.responderGroups * noise else {
      throw refusal("more records than the agreement allows")
    }
  }

  private func refusal(_ reason: String) -> ExchangeError {
    .shape(table: shape.number, reason: reason)
  }
}
