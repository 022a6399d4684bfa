// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A key that is missing, spoilt or open to others: one clear error, nothing written.
@Suite struct BadKeyTests {
  /// What is done to a key file.
  enum Fault: String, CaseIterable {
    case open, stranger, empty, garbage, otherKind, missing

    func apply(to file: URL) throws {
      switch self {
      case .open: try set(mode: 0o644, of: file)
      case .stranger:
        // Who is not root cannot give a file away; a link to a stranger's serves as well.
        if geteuid() != 0 {
          try FileManager.default.removeItem(at: file)
          try FileManager.default.createSymbolicLink(
            atPath: file.path, withDestinationPath: "/etc/hostname")
        } else if unsafe chown(file.path, 65_534, 65_534) != 0 {
          throw CocoaError(.fileWriteUnknown)
        }
      case .empty: try write("", to: file)
      case .garbage: try write("lacunasecret1qqqqqqqqqq\n", to: file)
      case .otherKind:
        let text = try String(contentsOf: file, encoding: .utf8)
        try write(text.replacing("lacuna", with: "acunal"), to: file)
      case .missing: try FileManager.default.removeItem(at: file)
      }
    }

    private func write(_ text: String, to file: URL) throws {
      try Data(text.utf8).write(to: file)
      try set(mode: 0o600, of: file)
    }

    private func set(mode: Int, of file: URL) throws {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    var refusal: (status: Int32, name: String) {
      switch self {
      case .open: (77, "key-permissions")
      case .stranger: (77, "key-owner")
      case .empty, .garbage, .otherKind: (77, "key-unreadable")
      case .missing: (66, "file-missing")
      }
    }
  }

  @Test(arguments: Fault.allCases) func `a bad identity is refused`(fault: Fault) async throws {
    try await refused(
      fault, at: .signed, key: "globex/Keys/identity.key",
      verbs: [
        ["blind", Company.listFromRoom], ["card", "--accounts", "100"], ["agree", "check"],
        ["agree", "sign"], ["agree", "new", "--accounts", "100", "--force"], ["status"], ["plan"],
        ["match"], ["report"], ["abandon"],
      ])
  }

  @Test(arguments: Fault.allCases) func `a bad seed is refused`(fault: Fault) async throws {
    try await refused(
      fault, at: .signed, key: "globex/Keys/seeds", verbs: [["blind", Company.listFromRoom]],
      exempt: ".2.key")
  }

  @Test(arguments: Fault.allCases) func `a bad run key is refused`(fault: Fault) async throws {
    try await refused(fault, at: .answered, key: "globex/Keys/runs", verbs: [["match"]])
  }

  /// `key` is a file below Acme's folder, or a folder whose one key it is.
  private func refused(
    _ fault: Fault, at stage: TwoCompanies.Stage, key: String, verbs: [[String]],
    exempt: String? = nil
  ) async throws {
    try await withTemporaryFolder { folder in
      let acme = try await TwoCompanies.make(in: folder, at: stage).acme
      let path = acme.folder.appending(path: key)
      let files = try FileManager.default.subpathsOfDirectory(atPath: path.path)
        .filter { $0.hasSuffix(".key") }.sorted()
      let file = files.first.map { path.appending(path: $0) } ?? path
      try fault.apply(to: file)
      for verb in verbs {
        try await expectNothingWritten(
          below: folder, exempt: exempt, whenGiven: "\(verb), \(fault)"
        ) {
          let outcome = try await acme.run(verb)
          let refusal = expectRefusal(
            outcome, fault.refusal.status, fault.refusal.name, whenGiven: "\(verb), \(fault)")
          #expect(refusal?.message.contains(file.lastPathComponent) == true, "\(outcome)")
        }
      }
    }
  }
}
