// SPDX-License-Identifier: Apache-2.0

internal import Yams

/// Why a YAML text is refused: at a key path, for a reason. Never carries a value of the text.
package struct YAMLRefusal: Error, Equatable, Sendable {
  package let path: String
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// A value of a YAML document read by rules tighter than YAML's: bounded in size, one document, no anchors,
/// aliases or tags, each mapping's keys all known and all strings.
package struct StrictYAML {
  /// Where the value stands, as `privacy.delta` or `questions[0]`; `document` at the top.
  package let path: String
  private let node: Node

  private init(node: Node, path: String) {
    self.node = node
    self.path = path
  }

  /// Reads one document of at most `limit` bytes.
  package static func document(_ bytes: [UInt8], limit: Int) throws(YAMLRefusal) -> StrictYAML {
    func refusal(_ reason: String) -> YAMLRefusal { YAMLRefusal(path: "document", reason: reason) }
    guard bytes.count <= limit else { throw refusal("longer than \(limit) bytes") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw refusal("not UTF-8") }
    // Line ends to some readers of YAML and not to others; a mark that a text begins with, likewise.
    let unclear: [Unicode.Scalar] = ["\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}"]
    guard !text.unicodeScalars.contains(where: unclear.contains) else {
      throw refusal("a character that some readers take for a line end")
    }
    if let line = line(of: text, whereValueBeginsWith: "&*!%?") {
      throw refusal("line \(line): anchors, aliases and tags are not allowed")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw refusal("not YAML" + line(of: error))
    } catch {
      throw refusal("not YAML")
    }
    guard let root else { throw refusal("empty") }
    return StrictYAML(node: root, path: "document")
  }

  /// The first line on which a value begins with one of `signs`, whatever a reader takes for a line end.
  ///
  /// Checked before the parser: an alias used as a mapping key makes Yams hash exponentially. The text is not parsed
  /// here, so that a value in quotes counts, too, and after one of `[{,:-` in it the next sign.
  package static func line(of text: String, whereValueBeginsWith signs: String) -> Int? {
    var line = 1
    var atValue = true
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if atValue, signs.unicodeScalars.contains(scalar) { return line }
      switch scalar {
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        if scalar == "\n" { line += 1 }
        atValue = true
      case " ", "\t": break
      // After a quoted key a colon needs no space.
      case "[", "{", ",", ":": atValue = true
      case "?": break
      // It starts a value only before a space or the end of the line.
      case "-": atValue = rest.first.map { " \n\t".unicodeScalars.contains($0) } ?? true
      default: atValue = false
      }
    }
    return nil
  }

  private static func line(of error: YamlError) -> String {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      ", line \(mark.line)"
    case .duplicatedKeysInMapping: ": a key stands twice"
    default: ""
    }
  }

  package func refusal(_ reason: String) -> YAMLRefusal { YAMLRefusal(path: path, reason: reason) }

  /// The value's text, whatever its style.
  package func string() throws(YAMLRefusal) -> String {
    guard case .scalar(let scalar) = node else { throw refusal("expected one value") }
    return scalar.string
  }

  package func integer(in range: ClosedRange<Int>) throws(YAMLRefusal) -> Int {
    let text = try string()
    let isCanonical = (1...9).contains(text.utf8.count) && String(Int(text) ?? -1) == text
    guard isCanonical, let value = Int(text), range.contains(value) else {
      throw refusal("expected a whole number, \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  package func list(atMost limit: Int) throws(YAMLRefusal) -> [StrictYAML] {
    guard case .sequence(let sequence) = node else { throw refusal("expected a list") }
    guard sequence.count <= limit else { throw refusal("more than \(limit) entries") }
    return sequence.enumerated().map { StrictYAML(node: $1, path: "\(path)[\($0)]") }
  }

  /// The mapping's entries in the order of the text.
  package func entries(atMost limit: Int) throws(YAMLRefusal) -> [(key: String, value: StrictYAML)]
  {
    guard case .mapping(let mapping) = node else { throw refusal("expected keys and values") }
    guard mapping.count <= limit else { throw refusal("more than \(limit) keys") }
    var entries: [(key: String, value: StrictYAML)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else { throw refusal("a key is not plain text") }
      entries.append((scalar.string, StrictYAML(node: value, path: child(scalar.string))))
    }
    return entries
  }

  /// The mapping by key; each of `required` present, nothing beyond `required` and `optional`.
  package func fields(
    _ required: [String], optional: [String] = []
  ) throws(YAMLRefusal) -> Fields {
    var values: [String: StrictYAML] = [:]
    for (key, value) in try entries(atMost: 200) {
      guard required.contains(key) || optional.contains(key) else {
        throw refusal("unknown key '\(Self.printable(key))'")
      }
      values[key] = value
    }
    for key in required where values[key] == nil { throw refusal("the key '\(key)' is missing") }
    return Fields(owner: self, values: values)
  }

  private func child(_ key: String) -> String {
    let name = Self.printable(key)
    return path == "document" ? name : path + "." + name
  }

  /// A foreign key may hold anything; what is printed of it is short and harmless.
  private static func printable(_ key: String) -> String {
    String(
      key.unicodeScalars.prefix(40).map {
        $0.isASCII && $0.value >= 32 && $0.value != 127 ? Character($0) : "?"
      })
  }

  /// The values of a mapping whose keys have been checked.
  package struct Fields {
    fileprivate let owner: StrictYAML
    fileprivate let values: [String: StrictYAML]

    /// The value of a required key.
    package func callAsFunction(_ key: String) throws(YAMLRefusal) -> StrictYAML {
      guard let value = values[key] else { throw owner.refusal("the key '\(key)' is missing") }
      return value
    }

    package func optional(_ key: String) -> StrictYAML? { values[key] }
  }
}
