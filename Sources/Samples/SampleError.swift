// SPDX-License-Identifier: Apache-2.0

/// Why no rehearsal lists were made.
package enum SampleError: Error, Equatable, CustomStringConvertible {
  /// A list has 1 to `limit` accounts.
  case accountsOutOfRange(asked: Int, limit: Int)
  /// The shared part is a percentage of each list.
  case sharedPercentOutOfRange(asked: Int)

  package var description: String {
    switch self {
    case .accountsOutOfRange(let asked, let limit):
      "rehearsal lists have 1 to \(limit) accounts, not \(asked)"
    case .sharedPercentOutOfRange(let asked):
      "the shared part of each list is 0 to 100 percent, not \(asked)"
    }
  }
}
