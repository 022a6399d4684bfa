// SPDX-License-Identifier: Apache-2.0

internal import CCompression

/// zlib's inflate over a gzip file (RFC 1952), piece by piece: several members one after another are one file.
///
/// Not Sendable: it owns a C stream.
@safe package final class GzipDecoder {
  /// The most bytes that come out of one file.
  package static let sizeLimit = 1 << 32
  /// The most bytes that come out of one call of zlib: what memory holds.
  private static let pieceSize = 1 << 18

  private let stream: UnsafeMutablePointer<z_stream>
  private let limit: Int
  private let isReady: Bool
  private var size = 0
  /// Between members: a member has ended, and the next one has not begun.
  private var isBetween = true

  package init(limit: Int = GzipDecoder.sizeLimit) {
    self.limit = limit
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for the header and the checksum of gzip.
    let status = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    isReady = status == Z_OK
  }

  deinit {
    if isReady { _ = unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  /// Gives what the chunk inflates to, in pieces.
  package func inflate(
    _ chunk: [UInt8], _ body: ([UInt8]) throws(AccountsError) -> Void
  ) throws(AccountsError) {
    guard isReady else { throw .gzipBroken }
    var rest = chunk[...]
    while !rest.isEmpty {
      // Some writers pad the file with zeros.
      if isBetween, rest.first == 0 {
        rest = rest.dropFirst()
        continue
      }
      let (output, taken, status) = step(rest)
      rest = rest.dropFirst(taken)
      size += output.count
      guard size <= limit else { throw .gzipTooLarge(limit: limit) }
      if !output.isEmpty { try body(output) }
      switch status {
      case Z_STREAM_END:
        isBetween = true
        guard unsafe inflateReset(stream) == Z_OK else { throw .gzipBroken }
      case Z_OK: isBetween = false
      // No progress: all that is left of the input is taken, or nothing will ever be.
      case Z_BUF_ERROR where rest.isEmpty: isBetween = false
      default: throw .gzipBroken
      }
    }
  }

  /// The file must end where a member ends.
  package func finish() throws(AccountsError) {
    guard isBetween else { throw .gzipBroken }
  }

  private func step(_ input: ArraySlice<UInt8>) -> (output: [UInt8], taken: Int, status: Int32) {
    var output = [UInt8](repeating: 0, count: Self.pieceSize)
    var bytes = Array(input.prefix(Self.pieceSize))
    var status = Z_OK
    var (taken, filled) = (0, 0)
    unsafe bytes.withUnsafeMutableBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = source.baseAddress
        unsafe stream.pointee.avail_in = UInt32(clamping: source.count)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: target.count)
        status = unsafe inflateBody(stream)
        taken = unsafe source.count - Int(stream.pointee.avail_in)
        filled = unsafe target.count - Int(stream.pointee.avail_out)
      }
    }
    output.removeLast(output.count - filled)
    return (output, taken, status)
  }
}

// Within the type, its own method hides the function of the same name.
private func inflateBody(_ stream: UnsafeMutablePointer<z_stream>) -> Int32 {
  unsafe CCompression.inflate(stream, Z_NO_FLUSH)
}
