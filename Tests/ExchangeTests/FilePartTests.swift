// SPDX-License-Identifier: Apache-2.0

import Agreements
import Exchange
import TestSupport
import Testing

/// Parts of a file (messages.md 5): a header, and a piece.
@Suite("Parts of a file")
struct FilePartTests {
  static let vectors = Result {
    try Vectors.load(
      stage: "file-part",
      keys: [
        "kind", "run-id", "part-size", "number", "count", "length", "file-digest", "part-length",
        "file", "part",
      ])
  }

  private func sample() throws -> (file: [UInt8], cut: FileCut) {
    let vector = try #require(try Self.vectors.get().first { $0.name == "first-of-three" })
    let file = try vector.hex("file")
    return (file, try #require(FileCut(of: file, partSize: 600)))
  }

  private func bytes(_ part: FilePart, of file: [UInt8]) -> [UInt8] {
    part.header + Array(file[part.cut.range(of: part.number)])
  }

  @Test("A file is cut as the page says, and a part is read", arguments: try vectors.get())
  func vector(_ vector: Vector) throws {
    let file = try vector.hex("file")
    let cut = try #require(FileCut(of: file, partSize: Int(try vector.number("part-size"))))
    let part = FilePart(Int(try vector.number("number")), of: file, cut)
    let expected = try vector.hex("part")
    #expect(bytes(part, of: file) == expected)

    let read = try #require(FilePart(header: expected))
    #expect(read == part)
    #expect(try read.cut.message.kind.description == vector["kind"])
    #expect(try read.cut.message.run == vector.hex("run-id"))
    #expect(try read.cut.count == Int(vector.number("count")))
    #expect(try read.cut.length == Int(vector.number("length")))
    #expect(try read.cut.digest.bytes == vector.hex("file-digest"))
    #expect(try read.fileLength == Int(vector.number("part-length")))
    #expect(try #require(read.piece(in: expected)) == expected[200...])
    // It is no sealed file, and no piece but the first says that it is one.
    #expect(SealedFile.Header(file: expected) == nil && FilePart.isPart(expected))
  }

  @Test("The parts make the file, and no other", arguments: [201, 232, 300, 599, 600, 1023])
  func joins(size: Int) throws {
    let (file, _) = try sample()
    let cut = try #require(FileCut(of: file, partSize: size))
    var whole: [UInt8] = []
    for number in 1...cut.count {
      let part = FilePart(number, of: file, cut)
      let bytes = bytes(part, of: file)
      #expect(bytes.count <= size)
      whole += try #require(FilePart(header: bytes)?.piece(in: bytes))
    }
    #expect(whole == file && cut.isWhole(whole))
    for position in [0, 8, 20, 63, 64, 500, 1023] {
      var other = file
      other[position] ^= 1
      #expect(!cut.isWhole(other))
    }
    #expect(!cut.isWhole(Array(file.dropLast())) && !cut.isWhole(file + [0]))
  }

  @Test("What fits into one mail is not cut, and only a sealed file is")
  func uncut() throws {
    let (file, _) = try sample()
    #expect(FileCut(of: file, partSize: 1024) == nil)
    #expect(FileCut(of: file, partSize: 200) == nil && FileCut(of: file, partSize: 0) == nil)
    #expect(FileCut(of: [1] + file, partSize: 600) == nil)
  }

  @Test("Any changed byte of a part is refused")
  func damage() throws {
    let (file, cut) = try sample()
    let good = bytes(FilePart(3, of: file, cut), of: file)
    for position in good.indices {
      var bad = good
      bad[position] ^= 4
      #expect(FilePart(header: bad)?.piece(in: bad) == nil, "byte \(position)")
    }
    for count in [0, 15, 16, 167, 199, 200, good.count - 1] {
      let bad = Array(good.prefix(count))
      #expect(FilePart(header: bad)?.piece(in: bad) == nil, "\(count) bytes")
    }
    #expect(FilePart(header: good)?.piece(in: good + [0]) == nil)
    // The piece of another part does not fit.
    let other = bytes(FilePart(1, of: file, cut), of: file)
    #expect(FilePart(header: other)?.piece(in: good) == nil)
  }

  /// Headers whose own digest holds: numbers that no cut has are refused for themselves.
  @Test(
    "Numbers outside the bounds are refused",
    arguments: [
      // number, count, length, piece
      (0, 3, 1024, 400), (4, 3, 1024, 400), (1, 2, 1024, 400), (1, 4, 1024, 400),
      (1, 1, 400, 400), (1, 3, 1024, 0), (1, 3, 0, 400), (1, 0, 1024, 400),
      (1, 2, 1 << 32 + 1, 1 << 32), (1, 100_001, 100_001, 1), (1, 3, UInt64.max, 400),
      (1, 3, 1024, UInt64.max), (UInt64(UInt32.max), 3, 1024, 400), (1, 2, UInt64.max, 1 << 63),
    ] as [(UInt64, UInt64, UInt64, UInt64)])
  func bounds(number: UInt64, count: UInt64, length: UInt64, piece: UInt64) throws {
    let (file, _) = try sample()
    func field(_ value: UInt64, _ bytes: Int) -> [UInt8] {
      (0..<bytes).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (bytes - 1 - $0))) }
    }
    func header(_ number: UInt64, _ count: UInt64, _ length: UInt64, _ piece: UInt64) -> [UInt8] {
      var bytes = Array("lacuna/1 part".utf8) + [0, 0, 0] + field(number, 4) + field(count, 4)
      bytes += field(length, 8) + field(piece, 8) + file[..<64]
      bytes += Digest("", file).bytes + Digest("", []).bytes
      return bytes + Digest("", bytes).bytes
    }
    #expect(FilePart(header: header(number, count, length, piece)) == nil)
    #expect(FilePart(header: header(2, 3, 1024, 400)) != nil)
    #expect(FilePart(header: header(100_000, 100_000, 100_000, 1)) != nil)
    #expect(FilePart(header: header(2, 2, 1 << 32, 1 << 31)) != nil)
  }

  @Test("Any bytes are a part or are not")
  func noise() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let bytes = random.bytes(Int.random(in: 0...260, using: &random))
      #expect(FilePart(header: bytes) == nil, "seed \(seed)")
      let front = Array("lacuna/1 part".utf8) + [0, 0, 0]
      #expect(FilePart(header: front + bytes) == nil, "seed \(seed)")
    }
  }
}
