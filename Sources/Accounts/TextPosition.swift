// SPDX-License-Identifier: Apache-2.0

/// A place in a list file as an editor shows it: line and character, both from 1.
package struct TextPosition: Sendable, Equatable, CustomStringConvertible {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place of a byte of a line of UTF-8.
  init(line: Int, in text: ArraySlice<UInt8>, at offset: Int) {
    let before = text.prefix(max(0, offset))
    self.init(line: line, column: 1 + before.count { $0 & 0xC0 != 0x80 })
  }

  package var description: String { "line \(line), column \(column)" }
}
