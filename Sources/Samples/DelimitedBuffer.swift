// SPDX-License-Identifier: Apache-2.0

/// CSV text on its way out: RFC 4180 quoting, UTF-8, LF.
struct DelimitedBuffer {
  private(set) var bytes: [UInt8] = []
  private var isAtLineStart = true

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Adds a field; quoted only where it holds a comma, a quote or a line break.
  mutating func append(_ field: String) {
    appendSeparator()
    let start = bytes.count
    bytes.append(contentsOf: field.utf8)
    // Looked for in the array, where the scan is several times faster than in the string.
    let needsQuotes = bytes[start...].contains {
      $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else { return }
    bytes.removeLast(bytes.count - start)
    bytes.append(0x22)
    for byte in field.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Adds a whole number, or an empty field.
  mutating func append(_ number: Int?) {
    append(number.map { String($0) } ?? "")
  }

  mutating func endLine() {
    bytes.append(0x0A)
    isAtLineStart = true
  }

  /// Forgets the bytes, keeps the room.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  private mutating func appendSeparator() {
    if !isAtLineStart { bytes.append(0x2C) }
    isAtLineStart = false
  }
}
