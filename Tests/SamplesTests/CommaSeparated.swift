// SPDX-License-Identifier: Apache-2.0

/// A CSV reader for these tests alone, written against RFC 4180 and not against the writer.
struct CommaSeparated {
  let header: [String]
  let rows: [[String: String]]
  /// False where a row has another number of fields than the header, or a quote is never closed.
  let isWellFormed: Bool

  init(_ bytes: [UInt8]) {
    var lines: [[String]] = []
    var line: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
          field.append(byte)
          place += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isQuoted = true
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
        line.append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == UInt8(ascii: "\n") {
          lines.append(line)
          line = []
        }
      } else {
        field.append(byte)
      }
    }
    let header = lines.first ?? []
    self.header = header
    isWellFormed =
      !isQuoted && line.isEmpty && field.isEmpty && lines.allSatisfy { $0.count == header.count }
    rows = lines.dropFirst().map { line in
      Dictionary(zip(header, line)) { first, _ in first }
    }
  }
}

/// The domain in a website field of a rehearsal list: nil where it is blank or a free-mail
/// provider's.
func ownDomain(_ website: String) -> String? {
  var host = website.lowercased()[...]
  for prefix in ["https://", "http://", "www."] where host.hasPrefix(prefix) {
    host = host.dropFirst(prefix.count)
  }
  host = host.prefix { $0 != "/" }
  let isFreeMail = ["gmail.com", "outlook.com", "yahoo.com", "web.de"].contains(String(host))
  return host.isEmpty || isFreeMail ? nil : String(host)
}

/// FNV-1a, 64 bits.
func fingerprint(_ bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
