// SPDX-License-Identifier: Apache-2.0

/// The probability with which the bound e^epsilon may fail: 2 to the power of minus `exponent`.
package struct Delta: Hashable, Sendable {
  /// 20 to 100.
  package let exponent: Int

  /// 2^-40, the value of a table unless the agreement names another.
  package static let standard = Delta(unchecked: 40)

  private init(unchecked exponent: Int) {
    self.exponent = exponent
  }

  package init(exponent: Int) throws(ReleaseError) {
    guard (20...100).contains(exponent) else { throw .deltaText }
    self.exponent = exponent
  }

  /// Reads `2^-40`, and nothing but the text this type writes.
  package init(parsing text: String) throws(ReleaseError) {
    guard text.utf8.count <= 6, text.hasPrefix("2^-"), let exponent = Int(text.dropFirst(3)) else {
      throw .deltaText
    }
    try self.init(exponent: exponent)
    guard self.text == text else { throw .deltaText }
  }

  package var text: String { "2^-\(exponent)" }
}

extension Delta: Comparable {
  package static func < (left: Delta, right: Delta) -> Bool { left.exponent > right.exponent }
}
