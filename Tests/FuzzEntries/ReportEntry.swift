// SPDX-License-Identifier: Apache-2.0

import Foundation
import Reporting
import TestSupport

extension FuzzEntry {
  /// A report that is read is written to the same bytes, and drawn.
  static let report = FuzzEntry(
    "report", mostBytes: 32_768,
    seeds: {
      try ["full-report.json", "report.json"].map { name in
        try Array(Data(contentsOf: root.appending(path: "Tests/ReportingTests/Goldens/" + name)))
      }
    }
  ) { bytes in
    guard let report = try? Report.read(bytes) else { return .refused }
    try Finding.require(report.canonicalBytes() == bytes, "another report is written")
    let digest = [UInt8](repeating: 0x5a, count: 32)
    let signature = [UInt8](repeating: 0x5a, count: 64)
    _ = report.csv()
    _ = report.markdown(digest: digest, signature: signature)
    _ = report.html(digest: digest, signature: signature)
    return .accepted
  }

  /// The repository.
  static var root: URL {
    Vectors.folder.deletingLastPathComponent().deletingLastPathComponent()
  }
}
