// SPDX-License-Identifier: Apache-2.0

/// Rules of check digits that several registers share. Texts are of capital letters and digits, of at most a hundred bytes.
enum CheckDigits {
  /// The values of digits.
  static func values(_ text: some StringProtocol) -> [Int] { text.utf8.map { Int($0) - 0x30 } }

  /// The remainder of division by 97, letters read as 10 to 35 (ISO 7064, MOD 97-10).
  static func remainder97(_ text: some StringProtocol) -> Int {
    text.utf8.reduce(0) { rest, byte in
      FieldText.isDigit(byte)
        ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x37) % 97
    }
  }

  /// The sum of digits times weights; digits without a weight do not count.
  static func sum(_ text: some StringProtocol, _ weights: [Int]) -> Int {
    zip(values(text), weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// ISO/IEC 7812-1: every second digit from the right doubled.
  static func luhn(_ text: some StringProtocol) -> Bool {
    let doubled = values(text).reversed().enumerated().map { $1 * (1 + $0 % 2) }
    return doubled.reduce(0) { $0 + $1 / 10 + $1 % 10 } % 10 == 0
  }

  /// ISO 7064, MOD 11,10: the last digit.
  static func mod11And10(_ text: some StringProtocol) -> Bool {
    let digits = values(text)
    var product = 10
    for digit in digits.dropLast() {
      let sum = (digit + product) % 10
      product = 2 * (sum == 0 ? 10 : sum) % 11
    }
    return (11 - product) % 10 == digits.last
  }
}

/// The forms of VAT identification numbers, and their check digits where the rule is public.
enum VATNumber {
  static let prefixes: Set<String> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "HR", "HU", "IE",
    "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
  ]

  /// What follows the prefix: how many digits; others have a form of their own.
  private static let digits = [
    "BE": 10, "DE": 9, "DK": 8, "FI": 8, "GB": 9, "IT": 11, "LU": 8, "PL": 10, "PT": 9, "SE": 12,
    "XI": 9,
  ]

  static func hasForm(_ text: String, _ prefix: String) -> Bool {
    let count = text.utf8.count
    let first = text.first
    if let length = digits[prefix] {
      guard count == length, text.utf8.allSatisfy(FieldText.isDigit) else { return false }
      switch prefix {
      case "BE": return first == "0" || first == "1"
      case "DE", "DK": return first != "0"
      default: return true
      }
    }
    switch prefix {
    case "AT":
      return count == 9 && first == "U" && text.utf8.dropFirst().allSatisfy(FieldText.isDigit)
    case "FR":
      return count == 11 && !text.prefix(2).contains { $0 == "I" || $0 == "O" }
        && text.utf8.dropFirst(2).allSatisfy(FieldText.isDigit)
    default: return (2...12).contains(count) && text.utf8.contains(where: FieldText.isDigit)
    }
  }

  /// Whether the check digits hold, of a text of the form; true where no rule is known.
  static func holds(_ text: String, _ prefix: String) -> Bool {
    func sum(_ weights: Int...) -> Int { CheckDigits.sum(text, weights) }
    let values = CheckDigits.values(text)
    switch prefix {
    case "AT":
      let total = values[1..<8].enumerated().reduce(0) { total, digit in
        let doubled = digit.element * (1 + digit.offset % 2)
        return total + doubled / 10 + doubled % 10
      }
      return (10 - (total + 4) % 10) % 10 == values[8]
    case "BE":
      return 97 - CheckDigits.remainder97(text.prefix(8)) == Int(text.suffix(2))
    case "DE": return CheckDigits.mod11And10(text)
    case "DK": return sum(2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0
    case "FI":
      let rest = sum(7, 9, 10, 5, 8, 4, 2) % 11
      return rest != 1 && (11 - rest) % 11 == values[7]
    case "FR":
      guard let key = Int(text.prefix(2)) else { return true }
      return (12 + 3 * CheckDigits.remainder97(text.dropFirst(2))) % 97 == key
    case "GB", "XI":
      let total = sum(8, 7, 6, 5, 4, 3, 2) + 10 * values[7] + values[8]
      return total % 97 == 0 || total % 97 == 97 - 55
    case "IT": return CheckDigits.luhn(text)
    case "LU": return (Int(text.prefix(6)) ?? 0) % 89 == Int(text.suffix(2))
    case "PL": return sum(6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == values[9]
    case "PT":
      let check = 11 - sum(9, 8, 7, 6, 5, 4, 3, 2) % 11
      return (check < 10 ? check : 0) == values[8]
    case "SE": return CheckDigits.luhn(text.prefix(10))
    default: return true
    }
  }
}
