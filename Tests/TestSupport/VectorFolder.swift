// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A known answer that is a folder of files, each as bytes by its path in the folder.
package struct VectorFolder: Sendable, CustomStringConvertible {
  /// The folder's name; the name of the test that uses it.
  package let name: String
  private let files: [String: [UInt8]]

  package var description: String { name }

  /// - Parameter paths: of all files in the folder; one more or one less is an error, and so is an empty folder.
  package init(_ folder: URL, files paths: [String]) throws {
    name = folder.lastPathComponent
    let parents = Set(paths.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appending(path: path)
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true {
        guard parents.contains(path) else {
          throw VectorError(file: "\(name)/\(path)", problem: "nothing reads this folder")
        }
        continue
      }
      guard paths.contains(path) else {
        throw VectorError(file: "\(name)/\(path)", problem: "nothing reads this file")
      }
      files[path] = Array(try Data(contentsOf: url))
    }
    for path in paths where files[path] == nil {
      throw VectorError(file: "\(name)/\(path)", problem: "the file is missing")
    }
    self.files = files
  }

  /// The bytes of a file.
  package subscript(path: String) -> [UInt8] {
    get throws(VectorError) {
      guard let bytes = files[path] else {
        throw VectorError(file: "\(name)/\(path)", problem: "not asked for in loading")
      }
      return bytes
    }
  }

  /// A file that is UTF-8.
  package func text(_ path: String) throws(VectorError) -> String {
    guard let text = String(validating: try self[path], as: UTF8.self) else {
      throw VectorError(file: "\(name)/\(path)", problem: "not UTF-8")
    }
    return text
  }

  /// A file of lines `key: value`, one for each of `keys`.
  package func vector(_ path: String, keys: [String]) throws(VectorError) -> Vector {
    try Vector(name: "\(name)/\(path)", text: try text(path), keys: keys)
  }
}

extension Vectors {
  /// All vectors of a stage whose vectors are folders, each with exactly these files. As strict as `load`.
  package static func folders(stage: String, files: [String]) throws -> [VectorFolder] {
    try folders(in: folder.appending(path: stage), files: files)
  }

  package static func folders(in folder: URL, files: [String]) throws -> [VectorFolder] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 != "README.md" }.sorted()
    guard !names.isEmpty else {
      throw VectorError(file: folder.lastPathComponent, problem: "the folder is empty")
    }
    return try names.map { try VectorFolder(folder.appending(path: $0), files: files) }
  }
}
