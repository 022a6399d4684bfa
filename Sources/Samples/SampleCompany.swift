// SPDX-License-Identifier: Apache-2.0

private import CSampleLists

/// A company that may stand in a rehearsal list: a well-known one from `companies.csv`, with public
/// facts only, or an invented one.
package struct SampleCompany: Sendable {
  package let name: String
  /// `GmbH`, `Inc.` and the like, where it is not part of the name; empty for well-known companies.
  let legalForm: String
  /// The registrable domain, in lower case.
  package let domain: String
  package let country: String
  package let industry: SampleIndustry

  /// The well-known companies, in the order of the file. A line that does not read is left out; the
  /// tests hold the count to the lines.
  package static let wellKnown: [SampleCompany] = fileText.split(separator: "\n").dropFirst()
    .compactMap { line in
      let fields = fields(of: line)
      guard fields.count == 4, let industry = SampleIndustry(rawValue: fields[3]) else {
        return nil
      }
      return SampleCompany(
        name: fields[0], legalForm: "", domain: fields[1], country: fields[2], industry: industry)
    }

  /// The text of `companies.csv`: UTF-8, one header line, LF.
  package static var fileText: String {
    let bytes = unsafe UnsafeBufferPointer(
      start: lacuna_sample_companies(), count: lacuna_sample_companies_size())
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// The fields of one line of our own file: commas, and quotes around a field that holds one.
  private static func fields(of line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
