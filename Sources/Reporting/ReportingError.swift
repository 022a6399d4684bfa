// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a report, or why figures do not make one. A path names a field of the format,
/// never a value.
package enum ReportingError: Error, Equatable, Sendable {
  /// The file is longer than any report may be.
  case tooLarge(limit: Int)
  /// Not JSON of the kind reports are written in: UTF-8, integers, no repeated field, bounded
  /// depth.
  case notJSON(rule: String, offset: Int)
  /// A field is missing, out of order, or not of the format.
  case field(expected: String, at: String)
  /// A field holds another kind of value than the format says.
  case kind(expected: String, at: String)
  /// The format line names a version that this reader does not know.
  case unknownFormat
  /// A question this reader does not know.
  case unknownQuestion(at: String)
  /// The number of figures does not follow from the groups, or an index points outside them.
  case shape(rule: String, at: String)
  /// The content is a report, but these are not the bytes that the writer makes of it.
  case notCanonical(offset: Int)
}

extension ReportingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLarge(let limit):
      "report is longer than \(limit) bytes"
    case .notJSON(let rule, let offset):
      "report is not readable at byte \(offset): \(rule)"
    case .field(let expected, let path):
      "report \(path): expected \(expected)"
    case .kind(let expected, let path):
      "report \(path): expected \(expected)"
    case .unknownFormat:
      "report is in a format this version does not know; it reads \(Report.format)"
    case .unknownQuestion(let path):
      "report \(path): a question this version does not know"
    case .shape(let rule, let path):
      "report \(path): \(rule)"
    case .notCanonical(let offset):
      "report is not in canonical form from byte \(offset) on"
    }
  }

  /// What to do about it, where there is something to do.
  package var hint: String? {
    switch self {
    case .unknownFormat, .unknownQuestion: "install the version of lacuna that wrote it"
    case .notCanonical, .notJSON, .tooLarge:
      "take report.json as it came out of the exchange, unedited"
    case .field, .kind, .shape: nil
    }
  }
}
