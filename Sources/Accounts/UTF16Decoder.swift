// SPDX-License-Identifier: Apache-2.0

/// UTF-16 to UTF-8, chunk by chunk. Half a surrogate pair or half a unit refuses the file.
struct UTF16Decoder {
  enum ByteOrder: Sendable {
    case little, big
  }

  private let order: ByteOrder
  private var held: UInt8?
  private var highSurrogate: UInt32?
  private var line = 1
  private var column = 1
  private var endedInCarriageReturn = false

  init(_ order: ByteOrder) { self.order = order }

  mutating func decoded(_ chunk: [UInt8]) throws(AccountsError) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(chunk.count)
    for byte in chunk {
      guard let first = held else {
        held = byte
        continue
      }
      held = nil
      let (high, low) = order == .little ? (byte, first) : (first, byte)
      try append(UInt32(high) << 8 | UInt32(low), to: &text)
    }
    return text
  }

  func finish() throws(AccountsError) {
    guard held == nil, highSurrogate == nil else { throw .utf16Broken(position) }
  }

  private var position: TextPosition { TextPosition(line: line, column: column) }

  private mutating func append(_ unit: UInt32, to text: inout [UInt8]) throws(AccountsError) {
    var value = unit
    if let high = highSurrogate {
      guard (0xDC00...0xDFFF).contains(unit) else { throw .utf16Broken(position) }
      value = 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)
      highSurrogate = nil
    } else if (0xD800...0xDBFF).contains(unit) {
      highSurrogate = unit
      return
    }
    guard let scalar = Unicode.Scalar(value) else { throw .utf16Broken(position) }
    text += UTF8.encode(scalar).map(Array.init) ?? []
    advance(past: value)
  }

  private mutating func advance(past value: UInt32) {
    let isLineFeedOfPair = value == 0x0A && endedInCarriageReturn
    endedInCarriageReturn = value == 0x0D
    if isLineFeedOfPair { return }
    if value == 0x0A || value == 0x0D {
      (line, column) = (line + 1, 1)
    } else {
      column += 1
    }
  }
}
