// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import TestSupport

/// A page of Protocols/questions: text by hand, a piece of an agreement, two lists, and parts that a test writes.
struct QuestionPage {
  let kind: QuestionKind
  var text: String

  static let folder = Vectors.folder.deletingLastPathComponent().appending(path: "questions")
  /// Pages about what is made of reports, and of no list: they answer no question of an agreement.
  static let others: Set = ["README", "fit", "trend"]

  private var file: URL { Self.folder.appending(path: "\(kind.rawValue).md") }

  init(_ kind: QuestionKind) throws {
    self.kind = kind
    text = ""
    text = try String(contentsOf: file, encoding: .utf8)
  }

  func write() throws { try Data(text.utf8).write(to: file) }

  /// The names of the pages that there are.
  static func names() throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return Set(
      files.filter { $0.pathExtension == "md" }.map {
        $0.deletingPathExtension().lastPathComponent
      })
  }

  struct Malformed: Error {
    let what: String
  }
}

// MARK: What it says

extension QuestionPage {
  /// The part of an agreement that the example takes.
  var agreement: String {
    get throws {
      let blocks = blocks("yaml")
      guard blocks.count == 1 else { throw Malformed(what: "not one YAML block") }
      return blocks[0]
    }
  }

  /// Acme's list, which initiates, and Globex's.
  var lists: (initiator: [UInt8], responder: [UInt8]) {
    get throws {
      let blocks = blocks("csv")
      guard blocks.count == 2 else { throw Malformed(what: "not two lists") }
      return (Array(blocks[0].utf8), Array(blocks[1].utf8))
    }
  }

  /// The fenced blocks of a language.
  private func blocks(_ language: String) -> [String] {
    var blocks: [String] = []
    var block: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```\(language)" {
        block = []
      } else if line == "```", let lines = block {
        blocks.append(lines.map { $0 + "\n" }.joined())
        block = nil
      } else {
        block?.append(line)
      }
    }
    return blocks
  }
}

// MARK: What a test writes into it

extension QuestionPage {
  /// The parts between marks, in the order in which pages have them.
  enum Part: String, CaseIterable {
    case cost, disclosure, figures, report
  }

  /// What stands between the marks of a part.
  subscript(part: Part) -> String {
    get throws { String(text[try range(of: part)]) }
  }

  mutating func set(_ part: Part, to new: String) throws {
    text.replaceSubrange(try range(of: part), with: new)
  }

  private func range(of part: Part) throws -> Range<String.Index> {
    guard let start = text.range(of: "<!-- \(part.rawValue) -->\n"),
      let end = text.range(of: "<!-- end -->\n", range: start.upperBound..<text.endIndex)
    else { throw Malformed(what: "no marks around \(part)") }
    return start.upperBound..<end.lowerBound
  }
}
