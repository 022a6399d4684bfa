// SPDX-License-Identifier: Apache-2.0

/// The bytes of a domain or name. Those of nearly all rows are few, and lie in the value itself: it is not allocated, and a copy
/// counts no reference.
struct KeyBytes: Sendable {
  private enum Storage {
    case inline(InlineArray<62, UInt8>, count: UInt8)
    case array([UInt8])
  }

  private let storage: Storage

  init(_ bytes: Span<UInt8>) {
    var inline = InlineArray<62, UInt8>(repeating: 0)
    if bytes.count <= inline.count {
      var span = inline.mutableSpan
      unsafe span.withUnsafeMutableBytes { room in
        unsafe bytes.withUnsafeBytes { unsafe room.copyMemory(from: $0) }
      }
      storage = .inline(inline, count: UInt8(truncatingIfNeeded: bytes.count))
    } else {
      storage = .array([UInt8](copying: bytes))
    }
  }

  init(_ bytes: some Sequence<UInt8>) { self.init(Array(bytes).span) }

  /// Lends them.
  func with<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    switch storage {
    case .inline(let bytes, let count): body(bytes.span.extracting(first: Int(count)))
    case .array(let bytes): body(bytes.span)
    }
  }

  var array: [UInt8] { with { [UInt8](copying: $0) } }
}

extension KeyBytes: Hashable {
  static func == (one: KeyBytes, other: KeyBytes) -> Bool {
    one.with { one in
      other.with { other in
        guard one.count == other.count else { return false }
        for index in one.indices where one[index] != other[index] { return false }
        return true
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    with { bytes in
      unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
      hasher.combine(bytes.count)
    }
  }
}
