// SPDX-License-Identifier: Apache-2.0

internal import CDelimitedText

/// libcsv in strict mode, fed so that at most one row ends in each call.
///
/// Not Sendable: it owns a C parser.
@safe final class DelimitedParser {
  enum Step: Equatable {
    /// The row is not complete: a newline inside quotes, or no newline yet.
    case open
    /// A line ended and left no row open; the row, if the line was not blank, can be taken.
    case ended
    /// A quote stands where none may: found at this byte of what was fed.
    case malformed(Int)
  }

  private var parser: UnsafeMutablePointer<csv_parser>
  private let row = RowBuffer()

  init(delimiter: UInt8) {
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: csv_parser())
    let options = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL
    unsafe csv_init(parser, UInt8(truncatingIfNeeded: options))
    unsafe csv_set_delim(parser, delimiter)
  }

  deinit {
    unsafe csv_free(parser)
    unsafe parser.deallocate()
  }

  /// Feeds one line with its end, or the last of a file without one.
  func feed(_ bytes: ArraySlice<UInt8>) -> Step {
    row.lineEnded = false
    let data = unsafe Unmanaged.passUnretained(row).toOpaque()
    let read = unsafe bytes.withUnsafeBytes { bytes in
      unsafe csv_parse(parser, bytes.baseAddress, bytes.count, appendField, endLine, data)
    }
    guard read == bytes.count else { return .malformed(read) }
    return row.lineEnded ? .ended : .open
  }

  /// Ends the last row, which may lack a newline; false where a quote is still open.
  func finish() -> Bool {
    let data = unsafe Unmanaged.passUnretained(row).toOpaque()
    return unsafe csv_fini(parser, appendField, endLine, data) == 0
  }

  /// The fields of the row that ended, or nil for a blank line.
  func takeRow(lines: ClosedRange<Int>) -> DelimitedRow? {
    guard !row.ends.isEmpty else { return nil }
    defer {
      row.bytes.removeAll(keepingCapacity: true)
      row.ends.removeAll(keepingCapacity: true)
    }
    return DelimitedRow(lines: lines, bytes: row.bytes, ends: row.ends)
  }
}

/// What libcsv's callbacks have gathered of the present row.
private final class RowBuffer {
  var bytes: [UInt8] = []
  var ends: [Int] = []
  var lineEnded = false
}

/// libcsv's callback for a field.
private func appendField(
  _ field: UnsafeMutableRawPointer?, _ count: Int, _ data: UnsafeMutableRawPointer?
) {
  guard let data = unsafe data else { return }
  let row = unsafe Unmanaged<RowBuffer>.fromOpaque(data).takeUnretainedValue()
  unsafe row.bytes.append(contentsOf: UnsafeRawBufferPointer(start: field, count: count))
  row.ends.append(row.bytes.count)
}

/// libcsv's callback for a line end outside quotes; it comes for blank lines too.
private func endLine(_ character: Int32, _ data: UnsafeMutableRawPointer?) {
  guard let data = unsafe data else { return }
  unsafe Unmanaged<RowBuffer>.fromOpaque(data).takeUnretainedValue().lineEnded = true
}
