// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import ArgumentParser
internal import CleanRoom

/// `lacuna explain`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "One row of your list: its fields, its keys or why it has none, where its values go.",
    discussion: "Shows your own data on your own terminal. Nothing leaves.")

  @OptionGroup var options: RoomOptions

  @Argument(help: "The line of the file on which the row stands, as an editor counts.")
  var line: Int

  @Argument(
    help: "Your list; - is standard input.", completion: .file(extensions: ["csv", "txt", "gz"]))
  var list: String

  func validate() throws {
    guard line > 0 else { throw ValidationError("Lines count from 1.") }
  }

  func run() throws {
    try RowReport(try options.open().explain(line: line, of: list)).show(asJSON: options.json)
  }
}

/// What `explain` says of a row.
struct RowReport: Encodable {
  let line: Int
  let fields: [Field]
  /// Absent where the row takes part.
  let leftOut: String?
  let domain: String?
  let domainAbsence: String?
  let name: String?
  let country: String?
  let nameAbsence: String?
  let accountKey: String
  /// Whether its keys are those of its parent.
  let isOfParent: Bool
  let rowsOfAccount: Int?
  let values: [Value]
  /// Empty before there is an agreement.
  let keys: [Key]

  struct Field: Encodable {
    let field: String
    let header: String
    let text: String
  }

  struct Value: Encodable {
    let dimension: String
    let text: String
    let goesTo: String
  }

  struct Key: Encodable {
    let key: String
    let fields: [String]
    let isSent: Bool
  }

  init(_ row: RowExplanation) {
    line = row.line
    fields = row.fields.map { Field(field: $0.field, header: $0.header, text: $0.text) }
    (leftOut, domain, domainAbsence) = (row.leftOut, row.domain, row.domainAbsence)
    (name, country, nameAbsence) = (row.name, row.country, row.nameAbsence)
    (accountKey, rowsOfAccount) = (row.accountKind, row.rowsOfAccount)
    isOfParent = row.isOfParent
    values = row.values.map { Value(dimension: $0.dimension, text: $0.text, goesTo: $0.goesTo) }
    keys = row.sent.map { Key(key: $0.kind, fields: $0.fields, isSent: !$0.isAmbiguous) }
  }

  func show(asJSON json: Bool) throws {
    if json { return try Console.json(self) }
    Console.say("Line \(line)")
    for field in fields {
      Console.say("  \(field.field) from \"\(field.header)\": \(shown(field.text))")
    }
    Console.say()
    Console.say(isOfParent ? "Keys, made from its parent's name and website" : "Keys")
    Console.say("  domain: \(domain ?? "none, \(domainAbsence ?? "")")")
    Console.say("  name: \(name ?? "none, \(nameAbsence ?? "")")")
    if name != nil { Console.say("  country: \(shown(country ?? ""))") }
    if !values.isEmpty {
      Console.say()
      Console.say("Values")
      for value in values {
        Console.say("  \(value.dimension): \(shown(value.text)) is \(value.goesTo)")
      }
    }
    Console.say()
    if let leftOut {
      Console.say("The row takes no part: \(leftOut).")
    } else {
      let rows = rowsOfAccount.map { $0 == 1 ? "one row" : "\(Number.grouped($0)) rows" }
      Console.say("Its account is known by its \(accountKey), and has \(rows ?? "none").")
    }
    guard !keys.isEmpty else { return }
    Console.say()
    Console.say("Match keys")
    for key in keys {
      let fields = key.fields.joined(separator: " | ")
      Console.say(
        "  \(key.key): \(fields)" + (key.isSent ? "" : ", not sent: two accounts have it"))
    }
  }

  private func shown(_ text: String) -> String { text.isEmpty ? "(blank)" : text }
}
