// SPDX-License-Identifier: Apache-2.0

/// What the fields of a column look like, for guessing what it holds and for showing some of them. The order of the rows does not
/// matter.
package struct ColumnShape: Sendable, Equatable {
  /// Fields that are not blank, those that are, and among the first addresses on the web, countries, and texts of several words.
  package private(set) var filled = 0
  package private(set) var blank = 0
  package private(set) var addresses = 0
  package private(set) var countries = 0
  package private(set) var phrases = 0

  /// The most values that are shown.
  package static let sampleLimit = 5

  private var kept: [Sample] = []

  /// A value, and its place among all possible ones: the lowest are kept.
  private struct Sample: Sendable, Equatable {
    let order: UInt64
    let value: [UInt8]
  }

  package init() {}

  /// Some of its different values: which ones looks random, but is the same for the same rows.
  package var samples: [String] { kept.map { String(decoding: $0.value, as: UTF8.self) } }

  /// - Parameter address: the field, should it be a website.
  mutating func add(_ field: ArraySlice<UInt8>, address: ArraySlice<UInt8>) {
    guard !field.isEmpty else {
      blank += 1
      return
    }
    filled += 1
    let isAddress = AddressText.isAddress(address)
    if isAddress { addresses += 1 }
    if KnownCountries.isCountry(field) { countries += 1 }
    let hasLetter = field.contains {
      FieldText.isLetter($0) || $0 >= 0x80
    }
    if hasLetter && field.contains(0x20) { phrases += 1 }
    keep(isAddress ? address : field)
  }

  private mutating func keep(_ value: ArraySlice<UInt8>) {
    let order = Self.order(of: value)
    if kept.count == Self.sampleLimit, let last = kept.last, order >= last.order { return }
    guard !kept.contains(where: { $0.order == order }) else { return }
    let place = kept.firstIndex { $0.order > order } ?? kept.endIndex
    kept.insert(Sample(order: order, value: Array(value)), at: place)
    if kept.count > Self.sampleLimit { kept.removeLast() }
  }

  /// FNV-1a of 64 bits, its halves mixed: short values differ early, too.
  private static func order(of value: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in value { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
  }
}
