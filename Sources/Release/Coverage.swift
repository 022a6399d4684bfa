// SPDX-License-Identifier: Apache-2.0

/// The probability with which an interval holds the true figure: an exact decimal below one.
package struct Coverage: Hashable, Sendable {
  /// 1 to 999 999.
  package let partsPerMillion: Int

  /// 95 %, the coverage of every interval in a report.
  package static let standard = Coverage(unchecked: 950_000)
  /// 97.5 %, of each of two figures that an interval rests on: both hold at least 95 times in 100.
  package static let ofHalf = Coverage(unchecked: 975_000)
  /// 99.9999 %, for limits that an honest figure must not meet.
  package static let nearlyCertain = Coverage(unchecked: 999_999)

  private init(unchecked partsPerMillion: Int) {
    self.partsPerMillion = partsPerMillion
  }

  package init(partsPerMillion: Int) throws(ReleaseError) {
    guard (1...999_999).contains(partsPerMillion) else { throw .coverageRange }
    self.partsPerMillion = partsPerMillion
  }

  /// `95 %`, `99.9999 %`.
  package var text: String {
    var decimals = String(partsPerMillion % 10_000 + 10_000).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    let whole = "\(partsPerMillion / 10_000)"
    return decimals.isEmpty ? "\(whole) %" : "\(whole).\(decimals) %"
  }
}
