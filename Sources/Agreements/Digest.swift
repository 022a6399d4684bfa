// SPDX-License-Identifier: Apache-2.0

internal import Crypto

/// A SHA-256 digest, or another value of 32 bytes that is compared and printed like one.
package struct Digest: Hashable, Sendable {
  /// 32 bytes.
  package let bytes: [UInt8]

  /// Nil unless there are exactly 32 bytes.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.bytes = Array(bytes)
  }

  /// Nil unless `hex` is 64 lower-case hex digits.
  package init?(hex: String) {
    guard let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// SHA-256 over a label and then the parts, without separators.
  package init(_ label: String, _ parts: [UInt8]...) {
    var hasher = SHA256()
    hasher.update(data: Array(label.utf8))
    for part in parts { hasher.update(data: part) }
    bytes = Array(hasher.finalize())
  }

  /// SHA-256 of bytes that are not copied.
  package init(of bytes: Span<UInt8>) {
    var hasher = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    self.bytes = Array(hasher.finalize())
  }

  /// SHA-256 over a label, public bytes, and a secret that is not copied.
  init(_ label: String, _ open: [UInt8], secret: Span<UInt8>) {
    var hasher = SHA256()
    hasher.update(data: Array(label.utf8))
    hasher.update(data: open)
    unsafe secret.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    bytes = Array(hasher.finalize())
  }

  package static let zero = Digest(uncheckedBytes: [UInt8](repeating: 0, count: 32))

  private init(uncheckedBytes: [UInt8]) { bytes = uncheckedBytes }

  package var hex: String { Hex.encode(bytes) }
}

/// Lower-case hexadecimal.
package enum Hex {
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for an odd length or any character outside `0-9 a-f`.
  package static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for unit in text.utf8 {
      let value: UInt8
      switch unit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = unit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = unit - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }
}
