// SPDX-License-Identifier: Apache-2.0

/// A strict reader of the JSON that reports are written in.
///
/// It refuses what a report never holds: fractions and exponents, `true` and `false`, repeated
/// fields, invalid UTF-8, deep nesting, bytes after the value. RFC 8259 otherwise. Nothing in the
/// input can make it trap.
struct JSONReader {
  static let byteLimit = 16 * 1024 * 1024
  static let depthLimit = 16
  /// Either way from zero: 2^53, what every JSON reader holds exactly. Figures are bounded more tightly.
  static let integerLimit = 1 << 53

  private let bytes: [UInt8]
  private var offset = 0

  static func read(_ bytes: [UInt8]) throws(ReportingError) -> JSONValue {
    guard bytes.count <= byteLimit else { throw .tooLarge(limit: byteLimit) }
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.peek == nil else { throw reader.failure("bytes after the end") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func failure(_ rule: String) -> ReportingError {
    .notJSON(rule: rule, offset: offset)
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard let next = peek, UInt32(next) == byte.value else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(ReportingError) -> JSONValue {
    guard depth < Self.depthLimit else { throw failure("nested too deeply") }
    skipSpace()
    switch Unicode.Scalar(peek ?? 0) {
    case "{": return .object(try fields(depth: depth))
    case "[": return .array(try elements(depth: depth))
    case "\"": return .string(try string())
    case "-", "0"..."9": return .integer(try integer())
    case "n": return try null()
    default: throw failure("no value here that a report may hold")
    }
  }

  private mutating func null() throws(ReportingError) -> JSONValue {
    for letter in "null".unicodeScalars where !take(letter) {
      throw failure("no value here that a report may hold")
    }
    return .null
  }

  private mutating func fields(depth: Int) throws(ReportingError) -> [JSONValue.Field] {
    var fields: [JSONValue.Field] = []
    var names: Set<String> = []
    offset += 1
    skipSpace()
    if take("}") { return fields }
    while true {
      skipSpace()
      let start = offset
      let name = try string()
      guard names.insert(name).inserted else {
        throw .notJSON(rule: "a field is repeated", offset: start)
      }
      skipSpace()
      guard take(":") else { throw failure("expected a colon") }
      fields.append(.init(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return fields }
      guard take(",") else { throw failure("expected a comma or a closing brace") }
    }
  }

  private mutating func elements(depth: Int) throws(ReportingError) -> [JSONValue] {
    var elements: [JSONValue] = []
    offset += 1
    skipSpace()
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { throw failure("expected a comma or a closing bracket") }
    }
  }

  private mutating func integer() throws(ReportingError) -> Int {
    let start = offset
    _ = take("-")
    let digits = offset
    while let byte = peek, (0x30...0x39).contains(byte) { offset += 1 }
    // "01" and "-0" have another spelling; "1.5" and "1e3" are no counts.
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard offset > digits, text != "-0", bytes[digits] != 0x30 || offset == digits + 1 else {
      throw failure("a number that is not a plain integer")
    }
    guard let number = Int(text), number.magnitude <= Self.integerLimit else {
      throw failure("an integer beyond 2^53")
    }
    return number
  }

  private mutating func string() throws(ReportingError) -> String {
    guard take("\"") else { throw failure("expected a string") }
    var content: [UInt8] = []
    while let byte = peek {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else {
          throw failure("a string that is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): content.append(try escaped())
      case 0..<0x20: throw failure("a control character in a string")
      default: content.append(byte)
      }
    }
    throw failure("a string without an end")
  }

  /// The byte an escape stands for. Only the escapes the writer makes: `\"`, `\\`, `\u0000` to
  /// `\u001f`.
  private mutating func escaped() throws(ReportingError) -> UInt8 {
    if take("\"") { return UInt8(ascii: "\"") }
    if take("\\") { return UInt8(ascii: "\\") }
    guard take("u"), take("0"), take("0"), bytes.count - offset >= 2,
      let code = UInt8(String(decoding: bytes[offset..<(offset + 2)], as: UTF8.self), radix: 16),
      code < 0x20
    else { throw failure("an escape that a report never holds") }
    offset += 2
    return code
  }
}
