// SPDX-License-Identifier: Apache-2.0

extension Annex {
  /// candidates.csv: every candidate for a conversation behind its list's heading, RFC 4180; for its owner only.
  package func candidatesCSV() -> String {
    var text = "candidates,account\r\n"
    for candidates in candidates {
      let heading = CSV.field(heading(candidates).capitalised().plainText) + ","
      for name in candidates.names {
        text += heading
        text += CSV.field(name)
        text += "\r\n"
      }
    }
    return text
  }
}
