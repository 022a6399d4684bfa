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
    var ends: [Int] = []
    let bytes = text.span
    let end = bytes[bytes.count - 1] == 0x0D ? bytes.count - 1 : bytes.count
    var index = 0
    var start = 0
    while index < end {
      let byte = bytes[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D && index < end && bytes[index] == 0x0A { index += 1 }
      ends.append(index)
      start = index
    }
    rest = Array(text[start...])
    return Lines(bytes: text, ends: ends)
  }

  /// What is left when the file ends.
  mutating func finish() -> ArraySlice<UInt8> {
    defer { rest = [] }
    return rest[...]
  }
}
