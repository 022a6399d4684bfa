// SPDX-License-Identifier: Apache-2.0

/// The last labels of the rules of the public suffix list, in ASCII. Where they tell the registrable domain, libpsl need not be
/// asked.
struct SuffixEndings: Sendable {
  /// What the list says of a last label.
  private struct TopLevel: Sendable {
    /// Whether the label is a rule by itself.
    var isRule = false
    /// Whether some rule has a wildcard before it, or a label that has no ASCII form.
    var isUncertain = false
  }

  private var topLevels = ByteTable<TopLevel>(minimumCapacity: 2048)
  /// The last two labels of all longer rules.
  private var pairs = ByteTable<Bool>(minimumCapacity: 8192)

  /// - Parameter list: the list's bytes.
  init(_ list: [UInt8]) {
    for line in list.split(separator: 0x0A) {
      let rule = FieldText.trimmed(line.prefix { $0 > 0x20 })
      if !rule.starts(with: "//".utf8) { add(rule) }
    }
    // RFC 2606 reserves it, and rehearsal lists use it: as libpsl has it, by the list's implicit rule `*`.
    topLevels.set(Array("example".utf8)[...], TopLevel(isRule: true))
  }

  func hasTopLevel(_ label: Span<UInt8>) -> Bool { topLevels[label] != nil }

  func isRegistrable(_ lastTwo: Span<UInt8>, topLevel: Span<UInt8>) -> Bool {
    guard let top = topLevels[topLevel], top.isRule, !top.isUncertain else { return false }
    return pairs[lastTwo] == nil
  }

  static func topLevel(of name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    name.lastIndex(of: UInt8(ascii: ".")).map { name[($0 + 1)...] } ?? name
  }

  private mutating func add(_ rule: ArraySlice<UInt8>) {
    let rule = rule.first == UInt8(ascii: "!") ? rule.dropFirst() : rule
    let label = Self.topLevel(of: rule)
    let rest = rule[..<label.startIndex].dropLast()
    let before = Self.topLevel(of: rest)
    let pair = Self.ascii(rule[before.startIndex...])
    guard let top = pair.map({ Array(Self.topLevel(of: $0[...])) }) ?? Self.ascii(label) else {
      return
    }
    topLevels.update(top.span, default: TopLevel()) {
      if rest.isEmpty { $0.isRule = true }
      if before.contains(UInt8(ascii: "*")) || pair == nil { $0.isUncertain = true }
    }
    if let pair, !rest.isEmpty { pairs.set(pair[...], true) }
  }

  private static func ascii(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    name.allSatisfy { $0 < 0x80 } ? Array(name) : PublicSuffixList.ascii(Array(name))
  }
}
