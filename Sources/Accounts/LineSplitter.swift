// SPDX-License-Identifier: Apache-2.0

/// Cuts chunks of a file into pieces of at most one line, so that lines can be counted.
/// A line ends in LF, CRLF or CR, quoted or not; CRLF is one line end, even over two chunks.
struct LineSplitter {
  struct Piece {
    let bytes: ArraySlice<UInt8>
    let endsLine: Bool
  }

  /// A CR at the end of a chunk waits for the next one, which may begin with its LF. At the end of
  /// the file it is dropped: the last row ends there anyway.
  private var holdsCarriageReturn = false

  mutating func pieces(of chunk: [UInt8]) -> [Piece] {
    guard !chunk.isEmpty else { return [] }
    let bytes = holdsCarriageReturn ? [0x0D] + chunk : chunk
    holdsCarriageReturn = bytes.last == 0x0D
    let end = holdsCarriageReturn ? bytes.endIndex - 1 : bytes.endIndex

    var pieces: [Piece] = []
    var start = bytes.startIndex
    var index = start
    while index < end {
      let byte = bytes[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D && index < end && bytes[index] == 0x0A { index += 1 }
      pieces.append(Piece(bytes: bytes[start..<index], endsLine: true))
      start = index
    }
    if start < end { pieces.append(Piece(bytes: bytes[start..<end], endsLine: false)) }
    return pieces
  }
}
