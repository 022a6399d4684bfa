// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The loader must refuse: what it lets through is tested by nothing else.
@Suite("The vector loader")
struct VectorLoaderTests {
  @Test("A vector of the form is read")
  func reads() throws {
    let vector = try Vector(
      name: "v", text: "comment: any: thing\ncomment: more\nkey: 00ff\ndata:\n",
      keys: ["data", "key"])
    #expect(try vector.hex("key") == [0, 255])
    #expect(try vector["data"] == "")
    #expect(throws: VectorError.self) { try vector["other"] }
    #expect(throws: VectorError.self) { try vector.number("data") }
  }

  @Test(
    "Any other text is refused",
    arguments: [
      "", "key: 00", "key: 00\n", "key: 00\ndata: 01\nmore: 02\n", "key: 00\nkey: 00\ndata: 01\n",
      "key: 00\n\ndata: 01\n", "key:00\ndata: 01\n", "key: 00\ncomment: late\ndata: 01\n",
      "key\ndata: 01\n", "Key: 00\ndata: 01\n",
    ])
  func refuses(text: String) {
    #expect(throws: VectorError.self) { try Vector(name: "v", text: text, keys: ["key", "data"]) }
  }

  @Test("Hexadecimal is lower case, in pairs", arguments: ["0", "0A", "0g", " 00", "é0"])
  func hex(text: String) {
    #expect([UInt8](hex: text) == nil)
  }

  @Test("A folder that is missing, empty or holds another file is refused")
  func folders() throws {
    try withTemporaryFolder { folder in
      let load = { try Vectors.load(folder: folder, keys: ["key"]) }
      #expect(throws: VectorError.self) { try load() }
      try Data("read me".utf8).write(to: folder.appending(path: "README.md"))
      #expect(throws: VectorError.self) { try load() }
      try Data("key: 00\n".utf8).write(to: folder.appending(path: "a.txt"))
      #expect(try load().map(\.name) == ["a"])
      try Data("key: 00\n".utf8).write(to: folder.appending(path: "b.text"))
      #expect(throws: VectorError.self) { try load() }
    }
    #expect(throws: (any Error).self) { try Vectors.load(stage: "no-such-stage", keys: ["key"]) }
  }

  @Test("A vector that is a folder holds its files, and no others")
  func foldersOfFiles() throws {
    try withTemporaryFolder { stage in
      let load = { try Vectors.folders(in: stage, files: ["a.txt", "b/c"]) }
      try Data("read me".utf8).write(to: stage.appending(path: "README.md"))
      #expect(throws: VectorError.self) { try load() }
      let vector = stage.appending(path: "one")
      try makeFolder(vector.appending(path: "b"))
      #expect(throws: VectorError.self) { try load() }
      try Data("key: 00\n".utf8).write(to: vector.appending(path: "a.txt"))
      #expect(throws: VectorError.self) { try load() }
      try Data([255]).write(to: vector.appending(path: "b/c"))
      let read = try load()
      #expect(read.map(\.name) == ["one"])
      #expect(try read[0]["b/c"] == [255])
      #expect(try read[0].vector("a.txt", keys: ["key"]).hex("key") == [0])
      #expect(throws: VectorError.self) { try read[0].text("b/c") }
      #expect(throws: VectorError.self) { try read[0]["b/d"] }
      #expect(throws: VectorError.self) { try read[0].vector("a.txt", keys: []) }

      let strange = [vector.appending(path: "b/d"), stage.appending(path: "stray.txt")]
      for file in strange {
        try Data().write(to: file)
        #expect(throws: (any Error).self) { try load() }
        try FileManager.default.removeItem(at: file)
      }
      for folder in [vector.appending(path: "empty"), stage.appending(path: "two")] {
        try makeFolder(folder)
        #expect(throws: VectorError.self) { try load() }
        try FileManager.default.removeItem(at: folder)
      }
      #expect(try load().count == 1)
    }
  }

  private func makeFolder(_ folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test("SplitMix64 gives its published numbers from seed 1234567")
  func generator() {
    var generator = SeededGenerator(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
  }
}
