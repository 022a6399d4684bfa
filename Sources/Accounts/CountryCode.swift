// SPDX-License-Identifier: Apache-2.0

/// A country as two capital letters of ISO 3166-1, or none: two bytes, for every row has one.
struct CountryCode: Sendable, Hashable {
  static let none = CountryCode(letters: 0)

  /// In the order in which they are read; 0 for none.
  let letters: UInt16

  private init(letters: UInt16) { self.letters = letters }

  /// - Parameter code: two letters; anything else is none.
  init(_ code: ArraySlice<UInt8>) {
    guard code.count == 2, let first = code.first, let second = code.last else {
      self = .none
      return
    }
    letters = UInt16(first) << 8 | UInt16(second)
  }

  var isNone: Bool { letters == 0 }

  /// The two letters; empty for none.
  var bytes: [UInt8] {
    isNone
      ? [] : [UInt8(truncatingIfNeeded: letters >> 8), UInt8(truncatingIfNeeded: letters)]
  }

  /// Whether its bytes stand before those of another; none stands first.
  static func precedes(_ first: CountryCode, _ second: CountryCode) -> Bool {
    first.letters < second.letters
  }
}
