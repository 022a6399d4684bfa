// SPDX-License-Identifier: Apache-2.0

/// Reads the fields of one object in the order the format fixes, so that what is missing, moved or
/// unknown is refused.
struct FieldReader {
  let path: String
  private var rest: ArraySlice<JSONValue.Field>

  init(_ value: JSONValue, at path: String) throws(ReportingError) {
    guard case .object(let fields) = value else { throw .kind(expected: "an object", at: path) }
    self.path = path
    rest = fields[...]
  }

  mutating func value(_ name: String) throws(ReportingError) -> JSONValue {
    guard let field = rest.first, field.name == name else {
      throw .field(expected: "the field \(name)", at: path)
    }
    rest.removeFirst()
    return field.value
  }

  mutating func string(_ name: String) throws(ReportingError) -> String {
    try Self.string(value(name), at: at(name))
  }

  mutating func strings(_ name: String) throws(ReportingError) -> [String] {
    try list(name, Self.string)
  }

  mutating func integer(_ name: String) throws(ReportingError) -> Int {
    guard case .integer(let number) = try value(name) else {
      throw .kind(expected: "an integer", at: at(name))
    }
    return number
  }

  mutating func bytes(_ name: String) throws(ReportingError) -> [UInt8] {
    let digits = Array(try string(name).utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard index + 1 < digits.count, let high = Self.digit(digits[index]),
        let low = Self.digit(digits[index + 1])
      else { throw .kind(expected: "lower-case hexadecimal", at: at(name)) }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// One of the words of a closed list.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Word.Type
  ) throws(ReportingError) -> Word {
    guard let word = Word(rawValue: try string(name)) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw .kind(expected: "one of: \(words)", at: at(name))
    }
    return word
  }

  mutating func object(_ name: String) throws(ReportingError) -> FieldReader {
    try FieldReader(value(name), at: at(name))
  }

  mutating func list<Element>(
    _ name: String, _ element: (JSONValue, String) throws(ReportingError) -> Element
  ) throws(ReportingError) -> [Element] {
    try Self.list(value(name), at: at(name), element)
  }

  static func list<Element>(
    _ value: JSONValue, at path: String,
    _ element: (JSONValue, String) throws(ReportingError) -> Element
  ) throws(ReportingError) -> [Element] {
    guard case .array(let values) = value else { throw .kind(expected: "a list", at: path) }
    var elements: [Element] = []
    for (index, value) in values.enumerated() {
      elements.append(try element(value, "\(path)[\(index)]"))
    }
    return elements
  }

  /// Every field has been read.
  func end() throws(ReportingError) {
    guard rest.isEmpty else { throw .field(expected: "no further field", at: path) }
  }

  func at(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  static func string(_ value: JSONValue, at path: String) throws(ReportingError) -> String {
    guard case .string(let text) = value else { throw .kind(expected: "a string", at: path) }
    return text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
