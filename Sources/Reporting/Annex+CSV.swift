// SPDX-License-Identifier: Apache-2.0

extension Annex {
  /// candidates.csv: every candidate for a conversation behind its list's heading, RFC 4180; for its owner only.
  package func candidatesCSV() -> String {
    let rows = candidates.flatMap { candidates in
      let heading = CSV.field(self.heading(candidates).capitalised().plainText)
      return candidates.names.map { "\(heading),\(CSV.field($0))\r\n" }
    }
    return "candidates,account\r\n" + rows.joined()
  }
}
