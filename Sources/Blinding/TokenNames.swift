// SPDX-License-Identifier: Apache-2.0

/// Names of tokens as the bytes that are hashed, one after another in one allocation: a section may have millions.
package struct TokenNames: Sendable {
  private var bytes: [UInt8] = []
  /// Where each name ends.
  private var ends: [Int] = []
  /// Tokens that are missing: a random point takes the place of each.
  package private(set) var missing = 0

  package init() {}

  /// - Parameter names: nil for a token that is missing.
  package init(_ names: some Sequence<TokenName?>) {
    for name in names { append(name) }
  }

  /// The names that there are.
  package var count: Int { ends.count }

  /// The encoding of a name without the label (table.md 2).
  package subscript(index: Int) -> ArraySlice<UInt8> { bytes[place(of: index)] }

  /// Where it stands.
  private func place(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Lends the same bytes.
  func with<Result, Failure>(
    _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes.span.extracting(place(of: index)))
  }

  package mutating func append(_ name: TokenName?) {
    guard let name else {
      missing += 1
      return
    }
    name.encode(into: &bytes)
    ends.append(bytes.count)
  }

  /// The key of an account.
  ///
  /// - Parameters:
  ///   - kind: 1 to 127.
  ///   - appendFields: appends its fields, each after its length in two bytes.
  package mutating func appendKey(kind: UInt8, _ appendFields: (inout [UInt8]) -> Void) {
    bytes.append(kind)
    appendFields(&bytes)
    ends.append(bytes.count)
  }

  /// Forgets all names, and keeps their room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    missing = 0
  }

  package mutating func appendMissing() { missing += 1 }

  /// The names for which `isKept` holds, by their place; the others are missing.
  package func keeping(_ isKept: (Int) -> Bool) -> TokenNames {
    var kept = TokenNames()
    kept.missing = missing
    for index in 0..<count {
      guard isKept(index) else {
        kept.missing += 1
        continue
      }
      kept.bytes += self[index]
      kept.ends.append(kept.bytes.count)
    }
    return kept
  }
}
