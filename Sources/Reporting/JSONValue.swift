// SPDX-License-Identifier: Apache-2.0

/// A JSON value of the kind reports are written in: integers only, and objects whose fields keep
/// their order.
package enum JSONValue: Equatable, Sendable {
  case null
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([Field])

  package struct Field: Equatable, Sendable {
    package let name: String
    package let value: JSONValue
  }

  /// The canonical text: two spaces a level, one field or element a line, LF, a final newline.
  ///
  /// In strings `"` and `\` are escaped, control characters below U+0020 are `\u00xx`; all else
  /// stands for itself.
  var canonicalText: String {
    var text = ""
    write(to: &text, level: 0)
    text += "\n"
    return text
  }

  private func write(to text: inout String, level: Int) {
    switch self {
    case .null: text += "null"
    case .integer(let number): text += String(number)
    case .string(let string): Self.quote(string, into: &text)
    case .array(let elements):
      Self.list(elements, "[", "]", into: &text, level: level) { element, text in
        element.write(to: &text, level: level + 1)
      }
    case .object(let fields):
      Self.list(fields, "{", "}", into: &text, level: level) { field, text in
        Self.quote(field.name, into: &text)
        text += ": "
        field.value.write(to: &text, level: level + 1)
      }
    }
  }

  private static func list<Item>(
    _ items: [Item], _ open: String, _ close: String, into text: inout String, level: Int,
    _ write: (Item, inout String) -> Void
  ) {
    text += open
    for (index, item) in items.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += String(repeating: "  ", count: level + 1)
      write(item, &text)
    }
    if !items.isEmpty { text += "\n" + String(repeating: "  ", count: level) }
    text += close
  }

  private static func quote(_ string: String, into text: inout String) {
    text += "\""
    // Scalars, not characters: a quote followed by a combining mark is one character.
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..<"\u{20}": text += "\\u00" + hexadecimal([UInt8(scalar.value)])
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Field(name: $0.0, value: $0.1) })
  }

  /// A list of strings.
  static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// Bytes as lower-case hexadecimal.
  static func bytes(_ values: [UInt8]) -> JSONValue { .string(hexadecimal(values)) }
}

/// Lower-case hexadecimal, two digits a byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
  var text = ""
  for byte in bytes {
    text += byte < 16 ? "0" : ""
    text += String(byte, radix: 16)
  }
  return text
}
