// SPDX-License-Identifier: Apache-2.0

import Exchange
import TestSupport

/// A content as `Protocols/vectors/run` lists it: a line a field, `offset hex name`.
struct ContentListing {
  struct Field: Equatable {
    let name: String
    let count: Int
  }

  let fields: [Field]
  let content: [UInt8]

  /// Refuses a line of another form, and an offset that is not where the line before it ends.
  init(_ text: String) throws {
    var fields: [Field] = []
    var content: [UInt8] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.popLast() == "", !lines.isEmpty else { throw Malformed(line: lines.count) }
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0].count == 6, Int(parts[0]) == content.count,
        let bytes = [UInt8](hex: String(parts[1])), !bytes.isEmpty, !parts[2].isEmpty
      else { throw Malformed(line: fields.count + 1) }
      content += bytes
      fields.append(Field(name: String(parts[2]), count: bytes.count))
    }
    self.fields = fields
    self.content = content
  }

  struct Malformed: Error {
    let line: Int
  }
}

// MARK: What the fields of a message are

extension ContentListing {
  /// The fields that messages.md 1 gives an offer.
  static func fields(of offer: Offer) -> [Field] {
    let tables = offer.tables.map { sections in
      [Sections("G + 1", "X", 32, sections.map(\.count))]
    }
    return preamble + text(offer.agreement, "agreement")
      + [Field(name: "agreement signature of I", count: 64), Field(name: "run counter", count: 4)]
      + fields(of: tables)
  }

  static func fields(of answer: Answer) -> [Field] {
    let tables = answer.tables.map { table in
      [
        Sections("G + 1", "T", 16, table.tags.map(\.count)),
        Sections("P + 1", "Y", 32, table.points.map(\.count)),
      ]
    }
    return preamble + [Field(name: "agreement signature of R", count: 64)] + fields(of: tables)
  }

  static func fields(of report: ReportMessage) -> [Field] {
    preamble + text(report.report, "report.json")
  }

  private static let preamble = [
    Field(name: "label", count: 16), Field(name: "sender", count: 96),
    Field(name: "recipient", count: 96), Field(name: "agreement digest", count: 32),
    Field(name: "run id", count: 16), Field(name: "seed number", count: 4),
    Field(name: "content digest of the message it answers", count: 32),
    Field(name: "next commitment", count: 32), Field(name: "sender's head", count: 32),
    Field(name: "recipient's head, last seen", count: 32),
  ]

  /// A text has a line for each of its own.
  private static func text(_ bytes: [UInt8], _ name: String) -> [Field] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return [Field(name: "\(name), length", count: 4)]
      + lines.dropLast().enumerated().map {
        Field(name: "\(name), line \($0.offset + 1)", count: $0.element.count + 1)
      }
  }

  /// The sections of one kind in one table: how their number and they are called, and how many records each has.
  private struct Sections {
    let groups: String
    let name: String
    let width: Int
    let sizes: [Int]

    init(_ groups: String, _ name: String, _ width: Int, _ sizes: [Int]) {
      self.groups = groups
      self.name = name
      self.width = width
      self.sizes = sizes
    }
  }

  private static func fields(of tables: [[Sections]]) -> [Field] {
    var head = [Field(name: "tables", count: 2)]
    var records: [Field] = []
    for (number, table) in tables.enumerated() {
      head += table.map { Field(name: "table \(number), \($0.groups)", count: 2) }
      for sections in table {
        for (group, size) in sections.sizes.enumerated() {
          let name = "\(sections.name)_\(group)"
          head.append(Field(name: "table \(number), |\(name)|", count: 8))
          records += (0..<size).map {
            Field(name: "table \(number), \(name), record \($0)", count: sections.width)
          }
        }
      }
    }
    return head + records
  }
}
