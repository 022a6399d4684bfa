// SPDX-License-Identifier: Apache-2.0

/// A key of the sample agreement, by its line: the text with the key away, twice, or beside an unknown one.
struct KeyLine {
  /// As in `privacy.delta`; of a question `questions[0].epsilon`.
  let path: String
  let parent: String
  let textWithout: String
  let textTwice: String
  let textWithSurprise: String

  static func all(of text: String) -> [KeyLine] {
    let lines = text.split(separator: "\n").map(String.init)
    var parents: [(indent: Int, path: String)] = []
    return lines.indices.map { index in
      let line = lines[index]
      let isFirstOfEntry = line.contains("- ") && line.hasPrefix("  - ")
      let plain = isFirstOfEntry ? line.replacing("  - ", with: "    ", maxReplacements: 1) : line
      let indent = plain.prefix { $0 == " " }.count
      let key = String(plain.dropFirst(indent).prefix { $0 != ":" })
      parents.removeAll { $0.indent >= indent }
      var parent = parents.last?.path ?? "document"
      if parent == "questions" { parent = "questions[0]" }
      let path = parent == "document" ? key : parent + "." + key
      parents.append((indent, path))

      var end = index + 1
      while end < lines.count, lines[end].prefix(while: { $0 == " " }).count > indent { end += 1 }
      var without = lines
      without.removeSubrange(index..<end)
      // The list's dash goes to the key that now stands first.
      if isFirstOfEntry {
        without[index].replaceSubrange(
          without[index].startIndex..., with: "  - " + without[index].dropFirst(4))
      }
      let block = [plain] + lines[index + 1..<end]
      let surprise = String(repeating: " ", count: indent) + "surprise: {}"
      return KeyLine(
        path: path, parent: parent, textWithout: joined(without),
        textTwice: joined(lines[..<end] + block + lines[end...]),
        textWithSurprise: joined(lines[..<end] + [surprise] + lines[end...]))
    }
  }

  private static func joined(_ lines: some Sequence<String>) -> String {
    lines.map { $0 + "\n" }.joined()
  }
}
