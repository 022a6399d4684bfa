// SPDX-License-Identifier: Apache-2.0

/// Cuts chunks of a file into whole lines, each with its end: LF, CRLF or CR, quoted or not. CRLF is one line end, even
/// over two chunks.
struct LineSplitter {
  /// What no line end has followed yet. A CR at its end waits for the next chunk, which may begin with its LF.
  private(set) var rest: [UInt8] = []

  mutating func lines(of chunk: [UInt8]) -> [ArraySlice<UInt8>] {
    guard !chunk.isEmpty else { return [] }
    if rest.last != 0x0D, !chunk.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      rest += chunk
      return []
    }
    let bytes = rest.isEmpty ? chunk : rest + chunk
    let end = bytes.last == 0x0D ? bytes.endIndex - 1 : bytes.endIndex
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var index = start
    while index < end {
      let byte = bytes[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D && index < end && bytes[index] == 0x0A { index += 1 }
      lines.append(bytes[start..<index])
      start = index
    }
    rest = Array(bytes[start...])
    return lines
  }

  /// What is left when the file ends.
  mutating func finish() -> ArraySlice<UInt8> {
    defer { rest = [] }
    return rest[...]
  }
}
