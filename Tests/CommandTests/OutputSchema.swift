// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A schema of Protocols/schemas, as far as those use JSON Schema: types, fields, items, words, patterns, references.
///
/// A keyword that it does not know is an error: a rule that nobody checks would be no rule.
struct OutputSchema {
  typealias Object = [String: Any]

  private let root: Object

  struct Unreadable: Error, CustomStringConvertible { let description: String }

  init(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Protocols/schemas/\(name)").standardized
    let value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    guard let root = value as? Object else { throw Unreadable(description: "\(name): no object") }
    self.root = root
  }

  var definitions: [String] { (root["$defs"] as? Object ?? [:]).keys.sorted() }

  /// What is wrong with a text under a definition; empty where it is as the schema says.
  func problems(_ text: String, as definition: String) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    return try problems(value, try self.definition(definition), at: definition)
  }

  private func definition(_ name: String) throws -> Object {
    guard let found = (root["$defs"] as? Object)?[name] as? Object else {
      throw Unreadable(description: "no definition \(name)")
    }
    return found
  }

  private static let known: Set = [
    "type", "properties", "required", "additionalProperties", "items", "enum", "pattern", "$ref",
    "description",
  ]

  private func problems(_ value: Any, _ schema: Object, at path: String) throws -> [String] {
    guard Self.known.isSuperset(of: schema.keys) else {
      throw Unreadable(description: "\(path): a keyword of the schema is not known here")
    }
    if let reference = schema["$ref"] as? String {
      return try problems(
        value, definition(String(reference.dropFirst("#/$defs/".count))), at: path)
    }
    if let words = schema["enum"] as? [String] {
      return words.contains { $0 == value as? String } ? [] : ["\(path): not one of \(words)"]
    }
    switch schema["type"] as? String {
    case "object": return try fields(of: value, schema, at: path)
    case "array":
      guard let elements = value as? [Any], let items = schema["items"] as? Object else {
        return ["\(path): no list"]
      }
      return try elements.enumerated().flatMap { try problems($1, items, at: "\(path)[\($0)]") }
    case "string":
      guard let text = value as? String else { return ["\(path): no text"] }
      guard let pattern = schema["pattern"] as? String else { return [] }
      let fits = text.range(of: pattern, options: .regularExpression) != nil
      return fits ? [] : ["\(path): \(text) is not of \(pattern)"]
    case "integer":
      guard let number = value as? NSNumber, !Self.isBool(number) else {
        return ["\(path): no number"]
      }
      return number.doubleValue == number.doubleValue.rounded() ? [] : ["\(path): not whole"]
    case "boolean":
      return (value as? NSNumber).map(Self.isBool) ?? false
        ? [] : ["\(path): neither true nor false"]
    default: throw Unreadable(description: "\(path): a type that is not known here")
    }
  }

  private func fields(of value: Any, _ schema: Object, at path: String) throws -> [String] {
    guard let object = value as? Object else { return ["\(path): no object"] }
    let properties = schema["properties"] as? Object ?? [:]
    var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(path): no \($0)" }
    for (name, field) in object.sorted(by: { $0.key < $1.key }) {
      if let property = properties[name] as? Object ?? schema["additionalProperties"] as? Object {
        found += try problems(field, property, at: "\(path).\(name)")
      } else {
        found.append("\(path): an unknown field \(name)")
      }
    }
    return found
  }

  private static func isBool(_ number: NSNumber) -> Bool { "\(type(of: number))".contains("Bool") }
}
