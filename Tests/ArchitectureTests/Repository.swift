// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// A text file of this repository.
struct SourceFile: Sendable {
  /// From the root of the repository: `Sources/Release/Epsilon.swift`.
  let path: String
  let text: String
  let code: Code

  init(path: String, text: String) {
    self.path = path
    self.text = text
    code = Code(text)
  }

  /// The folder below Sources or Tests, which is the name of the target.
  var target: String {
    let folders = path.split(separator: "/").dropLast()
    return folders.count < 2 ? "" : String(folders[1])
  }
}

/// The files that these tests hold to the rules.
enum Repository {
  static let root = Vectors.folder.deletingLastPathComponent().deletingLastPathComponent()

  static func sources() throws -> [SourceFile] { try readSources.get() }
  static func tests() throws -> [SourceFile] { try readTests.get() }

  // Read once, for every rule.
  private static let readSources = Result {
    try files(in: "Sources", endings: ["swift", "c", "h"])
  }
  private static let readTests = Result { try files(in: "Tests", endings: ["swift"]) }

  /// Whatever a person reads: pages, schemas and the words of the tool. Lists of data are left out.
  static func documents() throws -> [SourceFile] {
    try files(in: ".", endings: ["swift", "c", "h", "md", "html", "json", "yaml", "yml"])
  }

  static func file(_ path: String) throws -> SourceFile {
    SourceFile(
      path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
  }

  /// The files below `folder`, hidden ones left out, ordered by path. None at all is an error: a rule over no file
  /// would hold.
  private static func files(in folder: String, endings: Set<String>) throws -> [SourceFile] {
    let top = folder == "." ? root : root.appending(path: folder)
    guard
      let found = FileManager.default.enumerator(
        at: top, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    else { throw CocoaError(.fileReadNoSuchFile) }
    let paths = found.compactMap { $0 as? URL }
      .filter { endings.contains($0.pathExtension) }
      .map { String($0.path.dropFirst(root.path.count + 1)) }
    guard !paths.isEmpty else { throw CocoaError(.fileReadNoSuchFile) }
    return try paths.sorted().map(file)
  }
}
