// SPDX-License-Identifier: Apache-2.0

/// Names of accounts, in order: the bytes of all one after another, for there may be a million.
package struct AccountNames: Equatable, Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  package init() {}

  package var count: Int { ends.count }

  /// - Parameter name: UTF-8.
  package mutating func append(_ name: some Collection<UInt8>) {
    bytes += name
    ends.append(bytes.count)
  }

  /// Appends names that follow.
  package mutating func append(_ names: AccountNames) {
    let before = bytes.count
    bytes += names.bytes
    for end in names.ends { ends.append(before + end) }
  }

  /// How many bytes they have together.
  var byteCount: Int { bytes.count }

  /// The bytes of a name.
  subscript(place: Int) -> ArraySlice<UInt8> {
    bytes[(place == 0 ? 0 : ends[place - 1])..<ends[place]]
  }

  /// The first names as texts.
  func prefix(_ most: Int) -> [String] {
    (0..<min(most, count)).map { String(decoding: self[$0], as: UTF8.self) }
  }
}

extension AccountNames: ExpressibleByArrayLiteral {
  package init(arrayLiteral names: String...) { self.init(names) }

  package init(_ names: some Sequence<String>) {
    for name in names { append(name.utf8) }
  }
}
