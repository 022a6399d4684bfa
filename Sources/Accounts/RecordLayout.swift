// SPDX-License-Identifier: Apache-2.0

/// Where the parts of a record stand (`RowRecord`), from its first byte on.
struct RecordLayout {
  let key: Range<Int>
  /// Of the name key, empty where there is none; then its country, empty where it is not known.
  let name: Range<Int>
  let country: Range<Int>
  let number: Range<Int>
  /// Two bytes each.
  let values: Range<Int>
  let products: Range<Int>
  /// Where the shown name begins, which is the rest.
  let shownName: Int

  /// - Parameters:
  ///   - record: what `RowRecord.append` made.
  ///   - dimensions: how many values it has.
  init(_ record: Span<UInt8>, dimensions: Int) {
    func integer(at place: Int) -> Int { Int(record[place]) << 8 | Int(record[place + 1]) }
    func field(at place: Int) -> Range<Int> { place + 2..<place + 2 + integer(at: place) }
    key = field(at: 1)
    name = field(at: key.upperBound)
    let country = name.upperBound
    self.country = country..<country + (integer(at: country) == 0 ? 0 : 2)
    number = field(at: country + 2)
    values = number.upperBound..<number.upperBound + 2 * dimensions
    let products = values.upperBound + 2
    self.products = products..<products + 2 * integer(at: values.upperBound)
    shownName = self.products.upperBound
  }

  /// Number, values and products, as they follow one another in the canonical record, too.
  var afterNameKey: Range<Int> { name.upperBound + 2..<shownName }
}
