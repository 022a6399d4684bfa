// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom
internal import Foundation

/// Results go to stdout, everything else to stderr, prefixed `lacuna:`.
enum Console {
  /// Whether results go to a person's screen.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// A line of a result.
  static func say(_ line: String = "") { writeOut(visible(line)) }

  /// A remark, which `--quiet` drops.
  static func note(_ line: String, quiet: Bool) {
    guard !quiet else { return }
    write("lacuna: \(line)")
  }

  /// Names of files and of the other company may hold anything; a terminal must not obey them.
  private static func visible(_ line: String) -> String {
    var text = ""
    for scalar in line.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: text += "?"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    writeOut(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Prints a refusal and leaves with its status; with `--json` the refusal is also the result.
  static func refuse(_ error: CleanRoomError) -> Never {
    if CommandLine.arguments.contains("--json") {
      try? json(
        ["refused": error.code.name, "message": error.message, "hint": error.hint ?? ""])
    }
    write("lacuna: \(error.message) (\(error.code.name))")
    if let hint = error.hint { write("lacuna: hint: \(hint)") }
    Lacuna.exit(withError: ExitCode(error.code.exitStatus))
  }

  private static func write(_ line: String) {
    // Nobody can be told that nobody can be told.
    try? FileHandle.standardError.write(contentsOf: Data((visible(line) + "\n").utf8))
  }

  private static func writeOut(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
      write("lacuna: the result cannot be written (cannot-write-result)")
      Lacuna.exit(withError: ExitCode(ExitStatus.inputOutput.rawValue))
    }
  }

  /// Rows of equal columns, the first column left, the others right.
  static func table(_ rows: [[String]]) {
    let width = rows.map(\.count).max() ?? 0
    let widths = (0..<width).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      let cells = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + space : space + text
      }
      say("  " + cells.joined(separator: "  "))
    }
  }
}

/// Numbers as people read them.
enum Number {
  static func grouped(_ value: Int) -> String {
    let digits = String(abs(value))
    var parts: [Substring] = []
    var rest = Substring(digits)
    while rest.count > 3 {
      parts.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (value < 0 ? "-" : "") + ([rest] + parts).joined(separator: ",")
  }

  static func bytes(_ count: Int) -> String {
    if count < 10_000 { return "\(grouped(count)) bytes" }
    return count < 10_000_000 ? "\(count / 1000) kB" : "\(count / 1_000_000) MB"
  }

  /// `31.2 %` for thousandths.
  static func percent(_ thousandths: Int) -> String { "\(thousandths / 10).\(thousandths % 10) %" }

  static func share(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "-" : "\((100 * part + whole / 2) / whole) %"
  }
}
