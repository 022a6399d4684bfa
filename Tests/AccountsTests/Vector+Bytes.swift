// SPDX-License-Identifier: Apache-2.0

import TestSupport

extension Vector {
  /// The bytes of a field: `\\` is a backslash, `\xNN` a byte.
  func bytes(_ key: String) throws -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(try self[key].utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "\\"): result.append(byte)
      case UInt8(ascii: "x"):
        guard let value = [UInt8](hex: String(decoding: rest.prefix(2), as: UTF8.self)),
          value.count == 1
        else { throw EscapeError(file: name, key: key) }
        result += value
        rest = rest.dropFirst(2)
      default: throw EscapeError(file: name, key: key)
      }
    }
    return result
  }
}

/// A value of a vector in which something else than `\\` or `\xNN` follows a backslash.
struct EscapeError: Error {
  let file: String
  let key: String
}
