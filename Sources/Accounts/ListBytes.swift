// SPDX-License-Identifier: Apache-2.0

/// What the first bytes of a list file say about the rest: gzip is inflated, UTF-16 becomes UTF-8, a byte order mark
/// goes, a workbook is refused. All else passes as it is (Protocols/import.md, section 1).
struct ListBytes: ~Copyable {
  private var gzip: GzipDecoder?
  private var utf16: UTF16Decoder?
  /// The first bytes, while they are too few to tell.
  private var opening: [UInt8]? = []
  /// The same, of what gzip holds.
  private var innerOpening: [UInt8]? = []
  /// Whether the file says that it is UTF-8 or UTF-16.
  private(set) var marksUnicode = false
  private(set) var hasBytes = false
  /// Whether the first bytes have been seen, and the form is known.
  var isOpen: Bool { opening == nil }
  var isGzip: Bool { gzip != nil }
  var isUTF16: Bool { utf16 != nil }

  static let openingLength = 4

  /// Gives the file's text, piece by piece: UTF-8, or bytes of an encoding not yet known.
  mutating func read(
    _ chunk: [UInt8], _ body: ([UInt8]) throws(AccountsError) -> Void
  ) throws(AccountsError) {
    hasBytes = hasBytes || !chunk.isEmpty
    guard var bytes = opening else { return try pass(chunk, body) }
    bytes += chunk
    opening = bytes
    if bytes.count >= Self.openingLength { try open(body) }
  }

  mutating func finish(_ body: ([UInt8]) throws(AccountsError) -> Void) throws(AccountsError) {
    try open(body)
    try gzip?.finish()
    try openInner(body)
    try utf16?.finish()
  }

  private mutating func open(
    _ body: ([UInt8]) throws(AccountsError) -> Void
  ) throws(AccountsError) {
    guard let bytes = opening else { return }
    opening = nil
    if bytes.starts(with: [0x1F, 0x8B]) { gzip = GzipDecoder() }
    try pass(bytes, body)
  }

  private mutating func pass(
    _ bytes: [UInt8], _ body: ([UInt8]) throws(AccountsError) -> Void
  ) throws(AccountsError) {
    guard let gzip else { return try passText(bytes, body) }
    var pieces: [[UInt8]] = []
    try gzip.inflate(bytes) { piece throws(AccountsError) in pieces.append(piece) }
    for piece in pieces { try passText(piece, body) }
  }

  private mutating func passText(
    _ bytes: [UInt8], _ body: ([UInt8]) throws(AccountsError) -> Void
  ) throws(AccountsError) {
    guard var first = innerOpening else { return try decode(bytes, body) }
    first += bytes
    innerOpening = first
    if first.count >= Self.openingLength { try openInner(body) }
  }

  private mutating func openInner(
    _ body: ([UInt8]) throws(AccountsError) -> Void
  ) throws(AccountsError) {
    guard let bytes = innerOpening else { return }
    innerOpening = nil
    // ZIP, as .xlsx and .ods are; and the compound file that .xls is.
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    {
      throw .workbook
    }
    var markLength = 0
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      (markLength, marksUnicode) = (3, true)
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      (markLength, marksUnicode) = (2, true)
      utf16 = UTF16Decoder(bytes.first == 0xFF ? .little : .big)
    } else if let order = Self.byteOrder(of: bytes) {
      marksUnicode = true
      utf16 = UTF16Decoder(order)
    }
    try decode(Array(bytes.dropFirst(markLength)), body)
  }

  /// UTF-16 without a mark: two letters of ASCII, each with a zero on the same side.
  private static func byteOrder(of bytes: [UInt8]) -> UTF16Decoder.ByteOrder? {
    guard bytes.count >= 4 else { return nil }
    let isZero = bytes.prefix(4).map { $0 == 0 }
    if isZero == [false, true, false, true] { return .little }
    return isZero == [true, false, true, false] ? .big : nil
  }

  private mutating func decode(
    _ bytes: [UInt8], _ body: ([UInt8]) throws(AccountsError) -> Void
  ) throws(AccountsError) {
    guard utf16 != nil else { return try body(bytes) }
    if let text = try utf16?.decoded(bytes) { try body(text) }
  }
}
