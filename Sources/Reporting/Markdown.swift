// SPDX-License-Identifier: Apache-2.0

/// Text as CommonMark with tables, such that no name becomes a link, a tag, an image or a new row.
package enum Markdown {
  package static func escape(_ text: String) -> String {
    // Most names of a list of thousands need nothing.
    if Words.isPlain(text), !text.utf8.hasWebPrefix { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", ">", "#", "|", "!", "~", "$", "@":
        escaped += "\\" + String(scalar)
      default: escaped.unicodeScalars.append(Words.visible(scalar))
      }
    }
    // GitHub links bare addresses by these beginnings.
    return escaped.split(separator: "://", omittingEmptySubsequences: false)
      .joined(separator: "&#58;//")
      .split(separator: "www.", omittingEmptySubsequences: false).joined(separator: "www&#46;")
  }

  /// A table. The first column is headings, the others are numbers and stand to the right.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
    return ([header, rule] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  static func list(_ items: [String]) -> String {
    items.map { "- " + $0 }.joined(separator: "\n")
  }
}

extension String.UTF8View {
  /// Whether `www.` stands in it.
  fileprivate var hasWebPrefix: Bool {
    var letters = 0
    for byte in self {
      if byte == UInt8(ascii: "."), letters >= 3 { return true }
      letters = byte == UInt8(ascii: "w") ? letters + 1 : 0
    }
    return false
  }
}
