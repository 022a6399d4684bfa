// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The number of a company in the agreed register (`number/1`, account-keys.md 11), or the reason for its absence.
///
/// A function of the field's bytes and the row's country. Where a register has check digits whose rule is public they must hold:
/// a number that was typed wrongly is no key, rather than another company's.
package enum NumberKey: Sendable, Hashable {
  /// Capital letters and digits.
  case number(MatchKey)
  case absent(Absence)

  /// Why a row has no number.
  package enum Absence: String, Error, Sendable, Hashable, CaseIterable {
    case blank = "blank"
    case form = "form"
    case checkDigits = "check digits"
    case placeholder = "placeholder"
    case noCountry = "no country"
  }

  /// Nil where there is a number.
  var absence: Absence? {
    if case .absent(let reason) = self { reason } else { nil }
  }

  /// The longest field that is looked at, in bytes.
  private static let fieldLimit = 100

  /// - Parameter country: the row's `country/2`: two capital letters, or none.
  package init(_ type: NumberType, _ field: some Sequence<UInt8>, country: [UInt8]) {
    do throws(Absence) {
      let key = try Self.key(type, ArraySlice(field), country)
      self = .number(MatchKey(kind: .number, bytes: Array(key.utf8)))
    } catch {
      self = .absent(error)
    }
  }

  private static func key(
    _ type: NumberType, _ field: ArraySlice<UInt8>, _ country: [UInt8]
  ) throws(Absence) -> String {
    let field = FieldText.trimmed(field)
    guard !field.isEmpty else { throw .blank }
    guard field.count <= fieldLimit else { throw .form }
    var text = ""
    for byte in field where !" ./:-".utf8.contains(byte) {
      let capital = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
      guard (0x41...0x5A).contains(capital) || FieldText.isDigit(capital) else { throw .form }
      text.unicodeScalars.append(Unicode.Scalar(capital))
    }
    guard !text.isEmpty else { throw .form }
    switch type {
    case .lei: return try lei(text)
    case .duns: return try duns(text)
    case .vat: return try vat(text, String(decoding: country, as: UTF8.self))
    case .company: return try company(text, String(decoding: country, as: UTF8.self))
    }
  }

  private static func lei(_ text: String) throws(Absence) -> String {
    let text = text.utf8.count == 23 && text.hasPrefix("LEI") ? String(text.dropFirst(3)) : text
    let check = text.suffix(2)
    guard text.utf8.count == 20, check.utf8.allSatisfy(FieldText.isDigit) else { throw .form }
    guard CheckDigits.remainder97(text) == 1, !["00", "01", "99"].contains(check) else {
      throw .checkDigits
    }
    return text
  }

  private static func duns(_ text: String) throws(Absence) -> String {
    let text = text.utf8.count == 13 && text.hasPrefix("DUNS") ? String(text.dropFirst(4)) : text
    guard text.utf8.count == 9, text.utf8.allSatisfy(FieldText.isDigit) else { throw .form }
    guard Set(text.utf8).count > 1, text != "123456789" else { throw .placeholder }
    return text
  }

  private static func vat(_ text: String, _ country: String) throws(Absence) -> String {
    func greek(_ code: String) -> String { code == "GR" ? "EL" : code }
    var prefix = greek(String(text.prefix(2)))
    var rest = text
    if VATNumber.prefixes.contains(prefix) {
      rest = String(text.dropFirst(2))
    } else {
      prefix = greek(country)
      guard VATNumber.prefixes.contains(prefix) else { throw .noCountry }
    }
    let isBritish = prefix == "GB" || prefix == "XI"
    if prefix == "BE", rest.utf8.count == 9 { rest = "0" + rest }
    // The last three digits of twelve are a branch's.
    if isBritish, rest.utf8.count == 12, rest.utf8.allSatisfy(FieldText.isDigit) {
      rest = String(rest.prefix(9))
    }
    guard VATNumber.hasForm(rest, prefix) else { throw .form }
    guard !rest.utf8.allSatisfy({ $0 == 0x30 }) else { throw .placeholder }
    guard VATNumber.holds(rest, prefix) else { throw .checkDigits }
    return prefix + rest
  }

  private static func company(_ text: String, _ country: String) throws(Absence) -> String {
    guard !country.isEmpty else { throw .noCountry }
    let number = text.drop { $0 == "0" }
    guard number.utf8.contains(where: FieldText.isDigit) else { throw .placeholder }
    guard number.utf8.count <= 30 else { throw .form }
    return country + number
  }
}
