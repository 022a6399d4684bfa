// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import Testing

@Suite struct PublicationTests {
  private func publish(
    _ folder: Folder, _ text: String, _ existing: ExistingFile = .keep,
    _ visibility: Visibility = .everyone
  ) throws {
    try Publication().publish(
      to: folder.file("report.md"), visibility: visibility, existing: existing
    ) { try $0.write(Array(text.utf8)) }
  }

  @Test func keepsAnotherFile() throws {
    let folder = try Folder()
    try publish(folder, "one")
    try publish(folder, "one")
    #expect(refusal { try publish(folder, "two") } == "different-file")
    #expect(refusal { try publish(folder, "ones") } == "different-file")
    #expect(folder.bytes("report.md") == Array("one".utf8))
    try publish(folder, "two", .replace)
    #expect(folder.bytes("report.md") == Array("two".utf8))
    #expect(try folder.names() == ["report.md"])
  }

  @Test func modes() throws {
    let folder = try Folder()
    try publish(folder, "one", .replace, .owner)
    #expect(try folder.mode("report.md") == 0o600)
    try publish(folder, "one", .replace)
    #expect(try folder.mode("report.md") == 0o644)
  }

  @Test func leavesNothingWhereTheContentFails() throws {
    struct Stop: Error {}
    let folder = try Folder()
    let stopped = refusal {
      try Publication().publish(
        to: folder.file("report.md"), visibility: .everyone, existing: .keep
      ) { writer in
        try writer.write([1])
        throw Stop()
      }
    }
    #expect(stopped == "interrupted")
    #expect(try folder.names().isEmpty)
  }

  /// A symbolic link in place of the temporary file is replaced, not followed.
  @Test func doesNotFollowLinks() throws {
    let folder = try Folder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(".report.md.partial"), withDestinationPath: folder.file("victim"))
    try publish(folder, "one")
    #expect(try folder.names() == ["report.md"])
  }

  @Test func namesTheFolderThatIsMissing() throws {
    let folder = try Folder()
    let path = folder.file("nowhere/report.md")
    #expect(
      refusal {
        try Publication().publish(to: path, visibility: .everyone, existing: .keep) { _ in }
      } == "file-system")
  }

  @Test func temporaryNames() {
    #expect(Publication.temporaryPath(for: "/a/b.c") == "/a/.b.c.partial")
    #expect(Publication.temporaryPath(for: "b") == ".b.partial")
    #expect(Publication.temporaryPath(for: "/b") == "/.b.partial")
  }
}
