// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// One known answer, from one file: values by key.
package struct Vector: Sendable, CustomStringConvertible {
  /// The file's name without its ending; the name of the test that uses it.
  package let name: String
  private let values: [String: String]

  package var description: String { name }

  /// The value of `key`, which may be empty. Throws for a key that was not asked for in loading.
  package subscript(key: String) -> String {
    get throws(VectorError) {
      guard let value = values[key] else { throw VectorError(file: name, problem: "no \(key)") }
      return value
    }
  }

  /// The bytes of a value in lower-case hexadecimal.
  package func hex(_ key: String) throws(VectorError) -> [UInt8] {
    guard let bytes = [UInt8](hex: try self[key]) else {
      throw VectorError(file: name, problem: "\(key) is not lower-case hexadecimal")
    }
    return bytes
  }

  /// A value that is a decimal number.
  package func number(_ key: String) throws(VectorError) -> UInt64 {
    guard let number = UInt64(try self[key]) else {
      throw VectorError(file: name, problem: "\(key) is not a number")
    }
    return number
  }

  /// - Parameter text: lines `comment: ...`, then one line `key: value` for each of `keys`.
  package init(name: String, text: String, keys: [String]) throws(VectorError) {
    var values: [String: String] = [:]
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popLast() == "" else {
      throw VectorError(file: name, problem: "the last line does not end")
    }
    for line in lines.drop(while: { $0.hasPrefix("comment: ") }) {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0])
      // By scalars: a value may begin with a mark that joins the blank before it.
      let value = parts.count == 2 ? parts[1].unicodeScalars : "".unicodeScalars[...]
      guard parts.count == 2, value.isEmpty || value.first == " " else {
        throw VectorError(file: name, problem: "a line is not of the form key: value")
      }
      guard keys.contains(key) else { throw VectorError(file: name, problem: "unknown key \(key)") }
      guard values.updateValue(String(value.dropFirst()), forKey: key) == nil else {
        throw VectorError(file: name, problem: "\(key) comes twice")
      }
    }
    for key in keys where values[key] == nil {
      throw VectorError(file: name, problem: "no \(key)")
    }
    self.name = name
    self.values = values
  }
}

/// What is wrong with a file of `Protocols/vectors`.
package struct VectorError: Error, CustomStringConvertible {
  package let file: String
  package let problem: String

  package init(file: String, problem: String) {
    self.file = file
    self.problem = problem
  }

  package var description: String { "vector \(file): \(problem)" }
}

/// The known answers under `Protocols/vectors`, a folder a stage, a file a fact.
package enum Vectors {
  /// All vectors of a stage, by name. Whatever is not exactly as expected is an error: a test over
  /// vectors that were not there would pass.
  package static func load(stage: String, keys: [String]) throws -> [Vector] {
    try load(folder: folder.appending(path: stage), keys: keys)
  }

  package static func load(folder: URL, keys: [String]) throws -> [Vector] {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { !["README.md", "generate.py"].contains($0.lastPathComponent) }
    guard !files.isEmpty else {
      throw VectorError(file: folder.lastPathComponent, problem: "the folder is empty")
    }
    return try files.sorted { $0.lastPathComponent < $1.lastPathComponent }.map { file in
      guard file.pathExtension == "txt" else {
        throw VectorError(file: file.lastPathComponent, problem: "the name does not end in .txt")
      }
      return try Vector(
        name: file.deletingPathExtension().lastPathComponent,
        text: String(contentsOf: file, encoding: .utf8), keys: keys)
    }
  }

  /// `Protocols/vectors` of the package that this file belongs to: the one place that knows.
  package static var folder: URL {
    URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Protocols/vectors")
  }
}
