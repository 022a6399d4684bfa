// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// Which agreed value a list's value may be a variant of: a slip of the keyboard, another spelling, a longer name. It is only ever
/// suggested to the list's owner, never applied.
package struct NearValue: Sendable {
  private let values: [(value: String, letters: [UInt8], words: Set<String>)]

  /// The longest value that is compared, in folded bytes, and the most agreed values.
  private static let lengthLimit = 64
  private static let valueLimit = 1000

  package init(_ dimension: Dimension) {
    values = dimension.values.prefix(Self.valueLimit).map {
      ($0, FieldText.folded($0.utf8), Self.words(of: $0))
    }
  }

  /// The one agreed value that is near; nil where none is, or several are equally so.
  package func suggestion(for own: String) -> String? {
    let letters = FieldText.folded(own.utf8)
    guard letters.count > 2, letters.count <= Self.lengthLimit else { return nil }
    let distances = values.map { value -> Int in
      let most = Swift.min(letters.count, value.letters.count) / 4
      guard value.letters.count <= Self.lengthLimit,
        abs(value.letters.count - letters.count) <= Swift.min(most, 3)
      else { return .max }
      let distance = Self.distance(letters, value.letters)
      return distance <= Swift.min(most, 3) ? distance : .max
    }
    if let least = distances.min(), least < .max {
      let nearest = distances.indices.filter { distances[$0] == least }
      return nearest.count == 1 ? values[nearest[0]].value : nil
    }
    let words = Self.words(of: own)
    guard !words.isEmpty else { return nil }
    let related = values.filter {
      !$0.words.isEmpty && ($0.words.isSubset(of: words) || words.isSubset(of: $0.words))
    }
    return related.count == 1 ? related.first?.value : nil
  }

  /// Words of at least four letters, folded.
  private static func words(of text: String) -> Set<String> {
    let words = text.utf8.split { byte in
      let isWord =
        FieldText.isLetter(byte) || FieldText.isDigit(byte)
        || byte >= 0x80
      return !isWord
    }
    return Set(
      words.filter { $0.count >= 4 }.map { String(decoding: FieldText.folded($0), as: UTF8.self) })
  }

  /// Letters to insert, drop, change, or swap with their neighbour (optimal string alignment).
  private static func distance(_ one: [UInt8], _ two: [UInt8]) -> Int {
    var before: [Int] = []
    var row = Array(0...two.count)
    for (i, letter) in one.enumerated() {
      var next = [i + 1]
      for (j, other) in two.enumerated() {
        var least = Swift.min(row[j + 1], next[j]) + 1
        least = Swift.min(least, row[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == two[j - 1], one[i - 1] == other {
          least = Swift.min(least, before[j - 1] + 1)
        }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[two.count]
  }
}
