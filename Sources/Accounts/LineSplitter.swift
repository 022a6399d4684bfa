// SPDX-License-Identifier: Apache-2.0

/// Cuts chunks of a file into whole lines, each with its end: LF, CRLF or CR, quoted or not. CRLF is one line end, even
/// over two chunks.
struct LineSplitter {
  /// What no line end has followed yet. A CR at its end waits for the next chunk, which may begin with its LF.
  private(set) var rest: [UInt8] = []

  /// Whole lines, one after another, and where each ends.
  struct Lines {
    var bytes: [UInt8] = []
    var ends: [Int] = []
  }

  mutating func lines(of chunk: [UInt8]) -> Lines {
    guard !chunk.isEmpty else { return Lines() }
    if rest.last != 0x0D, !chunk.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      rest += chunk
      return Lines()
    }
    let text = rest.isEmpty ? chunk : rest + chunk
    let ends = unsafe text.withUnsafeBytes { unsafe Self.ends($0) }
    let start = ends.last ?? 0
    rest = Array(text[start...])
    return Lines(bytes: text, ends: ends)
  }

  /// Where the lines end. A CR at the end is not yet known to be one.
  private static func ends(_ bytes: UnsafeRawBufferPointer) -> [Int] {
    let end = unsafe bytes.last == 0x0D ? bytes.count - 1 : bytes.count
    var ends: [Int] = []
    ends.reserveCapacity(bytes.count / 64)
    var index = 0
    while index < end {
      if index + 8 <= end {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if ByteWord.zeros(word ^ lineFeeds) | ByteWord.zeros(word ^ returns) == 0 {
          index += 8
          continue
        }
      }
      // To the line end in this word, or to the end.
      let stop = min(index + 8, end)
      while index < stop {
        let byte = unsafe bytes[index]
        index += 1
        guard byte == 0x0A || byte == 0x0D else { continue }
        if unsafe byte == 0x0D && index < end && bytes[index] == 0x0A { index += 1 }
        ends.append(index)
        break
      }
    }
    return ends
  }

  private static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
  private static let returns: UInt64 = 0x0D0D_0D0D_0D0D_0D0D

  /// What is left when the file ends.
  mutating func finish() -> ArraySlice<UInt8> {
    defer { rest = [] }
    return rest[...]
  }
}
