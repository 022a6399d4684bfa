// SPDX-License-Identifier: Apache-2.0

/// A named span of days, both ends included (agreement.md).
package struct DateWindow: Hashable, Sendable {
  package let name: String
  package let from: Day
  package let until: Day

  /// Nil where it ends before it begins.
  package init?(name: String, from: Day, until: Day) {
    guard from <= until else { return nil }
    self.name = name
    self.from = from
    self.until = until
  }

  package var days: ClosedRange<Day> { from...until }
}

/// Reads `windows` of a dimension.
enum WindowReader {
  /// The most windows of a dimension, as of values.
  static let limit = 200

  static func windows(_ value: StrictYAML) throws(YAMLRefusal) -> [DateWindow] {
    let entries = try value.entries(atMost: limit)
    var windows: [DateWindow] = []
    for (name, entry) in entries {
      let days = try entry.list(atMost: 2)
      guard days.count == 2 else { throw entry.refusal("expected two dates: [from, until]") }
      let (from, until) = (try AgreementReader.day(days[0]), try AgreementReader.day(days[1]))
      let text = try AgreementReader.text(name, at: entry, atMost: 80)
      guard let window = DateWindow(name: text, from: from, until: until) else {
        throw entry.refusal("it ends before it begins")
      }
      if let other = windows.first(where: { $0.days.overlaps(window.days) }) {
        let place = windows.firstIndex(of: other).map { $0 + 1 } ?? 0
        throw entry.refusal("it shares days with number \(place) of the windows")
      }
      windows.append(window)
    }
    guard !windows.isEmpty, !windows.contains(where: { $0.name == "other" }) else {
      throw value.refusal("1 to \(limit) windows, none of them 'other'")
    }
    // By bytes: Swift's equality takes composed and decomposed accents for one.
    guard Set(windows.map { Array($0.name.utf8) }).count == windows.count else {
      throw value.refusal("a name stands twice")
    }
    return windows
  }
}
