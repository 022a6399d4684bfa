// SPDX-License-Identifier: Apache-2.0

import Foundation
import Reporting
import Testing

/// Protocols/schemas/report.schema.json and the writer name the same fields, in the same order of
/// nesting, so that neither drifts.
@Suite struct SchemaTests {
  private typealias Object = [String: Any]

  private static func schema() throws -> Object {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Protocols/schemas/report.schema.json").standardized
    let value = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    return try #require(value as? Object)
  }

  @Test func writerAndSchemaAgree() throws {
    let schema = try Self.schema()
    let split = Report.Section.accountMap(try SampleReports.splitSection())
    let report = SampleReports.report(
      [split, .shared(try SampleReports.influence())] + (try SampleReports.allSections()))
    var visited: Set<String> = []
    for report in [report, try SampleReports.pairReport()] {
      try compare(report.json, schema, root: schema, path: "report", &visited)
    }
    let definitions = try #require(schema["$defs"] as? Object)
    #expect(Set(definitions.keys) == visited, "every definition is used by the writer")
  }

  private func compare(
    _ value: JSONValue, _ schema: Object, root: Object, path: String, _ visited: inout Set<String>
  ) throws {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.dropFirst("#/$defs/".count))
      visited.insert(name)
      let target = try #require((root["$defs"] as? Object)?[name] as? Object)
      return try compare(value, target, root: root, path: path, &visited)
    }
    if let choices = schema["oneOf"] as? [Object] {
      let choice = try #require(
        choices.first { Self.describes($0, value, root: root) }, "\(path)")
      return try compare(value, choice, root: root, path: path, &visited)
    }
    switch value {
    case .object(let fields):
      let properties = try #require(schema["properties"] as? Object, "\(path)")
      #expect(fields.map(\.name) == schema["required"] as? [String], "\(path)")
      #expect(Set(fields.map(\.name)) == Set(properties.keys), "\(path)")
      #expect(schema["additionalProperties"] as? Bool == false, "\(path)")
      for field in fields {
        let property = try #require(properties[field.name] as? Object, "\(path).\(field.name)")
        try compare(
          field.value, property, root: root, path: "\(path).\(field.name)", &visited)
      }
    case .array(let elements):
      let items = try #require(schema["items"] as? Object, "\(path)")
      for element in elements {
        try compare(element, items, root: root, path: "\(path)[]", &visited)
      }
    case .integer:
      #expect(schema["type"] as? String == "integer", "\(path)")
      // Figures have a narrower bound than other integers.
      let bits = ["value", "lower", "upper"].contains { path.hasSuffix(".\($0)") } ? 40 : 53
      #expect([0, -1 << bits].contains(schema["minimum"] as? Int), "\(path)")
      #expect(schema["maximum"] as? Int == 1 << bits, "\(path)")
    case .string(let text):
      if let words = schema["enum"] as? [Any] {
        #expect(words.contains { $0 as? String == text }, "\(path)")
      } else if let word = schema["const"] as? String {
        #expect(word == text, "\(path)")
      } else {
        #expect(schema["type"] as? String == "string", "\(path)")
      }
    case .null:
      let words = schema["enum"] as? [Any]
      #expect(
        schema["type"] as? String == "null" || words?.contains { $0 is NSNull } ?? false, "\(path)")
    }
  }

  /// Whether a choice is the one for this value: null or not, and the question it names.
  private static func describes(_ choice: Object, _ value: JSONValue, root: Object) -> Bool {
    let isNull = choice["type"] as? String == "null"
    guard case .object(let fields) = value else { return isNull == (value == .null) }
    let name = (choice["$ref"] as? String)?.dropFirst("#/$defs/".count)
    let target = name.flatMap { (root["$defs"] as? Object)?[String($0)] as? Object } ?? choice
    let question = (target["properties"] as? Object)?["question"] as? Object
    let asked = fields.first { $0.name == "question" }?.value
    let names =
      (question?["enum"] as? [String]) ?? [question?["const"] as? String].compactMap { $0 }
    return !isNull
      && (names.isEmpty ? asked == nil : names.map(JSONValue.string).contains { $0 == asked })
  }
}
