// SPDX-License-Identifier: Apache-2.0

extension Annex {
  /// candidates.csv: every candidate for a conversation behind its list's heading, RFC 4180, in UTF-8; for its owner only.
  package func candidatesCSV() -> [UInt8] {
    var csv = Array("candidates,account\r\n".utf8)
    for candidates in candidates {
      let heading = Array((CSV.field(heading(candidates).capitalised().plainText) + ",").utf8)
      // Most names are given two quotes.
      let rest = heading.count + 4
      csv.reserveCapacity(
        csv.count + candidates.names.byteCount + candidates.names.count * rest)
      for place in 0..<candidates.names.count {
        csv += heading
        CSV.append(field: candidates.names[place], to: &csv)
        csv += "\r\n".utf8
      }
    }
    return csv
  }
}
