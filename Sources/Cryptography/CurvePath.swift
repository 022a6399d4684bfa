// SPDX-License-Identifier: Apache-2.0

internal import CLadder

/// How a batch of points is computed. What comes out never depends on it, bit for bit.
package enum CurvePath: CaseIterable, Sendable {
  /// Points one by one: libcrypto's X25519, and Elligator 2 on plain words.
  case oneByOne
  /// Several at once on plain words: what the next ones do, for any machine. Slower than one by one.
  case portable
  /// Two at once on AArch64, for tests alone: nobody has measured it. On other machines as `portable`.
  case neon
  /// Four at once on AVX2 and FMA; on a machine without them, as `portable`.
  case fma
  /// Eight at once on AVX-512 without IFMA; on a machine without it, as `portable`.
  case fma512
  /// Eight at once on AVX-512 IFMA; on a machine without it, as `portable`.
  case ifma

  /// What batches take if nothing else is asked for.
  package static let fastest: CurvePath =
    switch lacuna_fastest_path() {
    case lacuna_path_ifma: .ifma
    case lacuna_path_fma512: .fma512
    case lacuna_path_fma: .fma
    default: .oneByOne
    }

  /// Whether this machine computes it as `portable`.
  package var isPortable: Bool {
    lanes.map { lacuna_path_is_portable($0.path) == 1 } ?? false
  }

  /// The kernel that computes several at once, if this path is one.
  var lanes: Lanes? {
    switch self {
    case .oneByOne: nil
    case .portable: Lanes(path: lacuna_path_portable)
    case .neon: Lanes(path: lacuna_path_neon)
    case .fma: Lanes(path: lacuna_path_fma)
    case .fma512: Lanes(path: lacuna_path_fma512)
    case .ifma: Lanes(path: lacuna_path_ifma)
    }
  }
}

/// The batch functions of `CLadder` over arrays.
///
/// Secrecy: the grounds for constant time are at each function there. Points and tokens are plain
/// values and their copies here, as all others, are not wiped.
struct Lanes {
  let path: lacuna_path

  /// X25519(scalar, point) for each point. Throws `.zeroPoint` if any product is zero.
  func multiply(
    _ points: Span<Point>, by scalar: Span<UInt8>
  ) throws(CryptographyError) -> [Point] {
    var words: [UInt64] = []
    words.reserveCapacity(points.count * 4)
    for index in points.indices { points[index].words.append(inMemory: &words) }
    let verdict = unsafe Self.withBytes(of: &words) { bytes in
      unsafe scalar.withUnsafeBufferPointer { scalar in
        unsafe lacuna_x25519_batch(bytes, bytes, points.count, scalar.baseAddress, path)
      }
    }
    guard verdict == 1 else { throw .zeroPoint }
    return Self.points(words.span)
  }

  /// X25519(scalar, 9) for each scalar of 32 bytes.
  func publicPoints(of scalars: Span<UInt8>) -> [Point] {
    let count = scalars.count / Scalar.byteCount
    var words = [UInt64](repeating: 0, count: count * 4)
    unsafe Self.withBytes(of: &words) { bytes in
      unsafe scalars.withUnsafeBufferPointer { scalars in
        unsafe lacuna_x25519_base_batch(bytes, scalars.baseAddress, count, path)
      }
    }
    return Self.points(words.span)
  }

  /// The element of each token.
  func points(elligator2 tokens: Span<Token>) -> [Point] {
    let count = tokens.count
    var words = [UInt64](repeating: 0, count: count * 4)
    unsafe Self.withBytes(of: &words) { bytes in
      unsafe tokens.withUnsafeBytes { tokens in
        unsafe lacuna_elligator2_batch(
          bytes, tokens.baseAddress?.assumingMemoryBound(to: UInt8.self), count, path)
      }
    }
    return Self.points(words.span)
  }

  private static func withBytes<Result>(
    of words: inout [UInt64], _ body: (UnsafeMutablePointer<UInt8>?) -> Result
  ) -> Result {
    unsafe words.withUnsafeMutableBytes { buffer in
      unsafe body(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
  }

  /// Encodings that stand in memory one after another.
  private static func points(_ memory: Span<UInt64>) -> [Point] {
    var points: [Point] = []
    points.reserveCapacity(memory.count / 4)
    for start in stride(from: 0, to: memory.count, by: 4) {
      points.append(Point(words: BigEndianWords(inMemory: memory, at: start)))
    }
    return points
  }
}
