// SPDX-License-Identifier: Apache-2.0

/// What is compared: the first 16 bytes of the SHA-256 of a domain and a twice blinded point.
///
/// Tags are ordered as their bytes are.
package struct Tag: Hashable, Comparable, Sendable {
  package static let byteCount = 16
  let words: BigEndianWords<2>

  package init(bytes: Span<UInt8>) throws(CryptographyError) {
    words = try BigEndianWords(bytes)
  }

  package init(bytes: ArraySlice<UInt8>) throws(CryptographyError) {
    try self.init(bytes: bytes.span)
  }

  /// The tag of one point. `domain` must be of one length wherever tags are compared, or end
  /// unmistakably: it goes straight before the point's 32 bytes.
  package init(of point: Point, domain: [UInt8]) throws(CryptographyError) {
    var hasher = try SHA256Hasher()
    try self.init(of: point, domain: domain.span, hasher: &hasher)
  }

  /// The tags of many points, in their order; one hasher serves them all.
  package static func tags(
    of points: Span<Point>, domain: [UInt8]
  ) throws(CryptographyError) -> [Tag] {
    var hasher = try SHA256Hasher()
    var tags: [Tag] = []
    tags.reserveCapacity(points.count)
    for index in points.indices {
      try hasher.restart()
      tags.append(try Tag(of: points[index], domain: domain.span, hasher: &hasher))
    }
    return tags
  }

  private init(
    of point: Point, domain: Span<UInt8>, hasher: inout SHA256Hasher
  ) throws(CryptographyError) {
    try hasher.update(domain)
    try point.withBytes { bytes throws(CryptographyError) in try hasher.update(bytes) }
    let output = try hasher.output()
    words = try BigEndianWords(output.span.extracting(first: Self.byteCount))
  }

  package var bytes: [UInt8] { words.bytes }

  package func append(to bytes: inout [UInt8]) {
    words.append(to: &bytes)
  }

  package static func < (left: Tag, right: Tag) -> Bool {
    left.words < right.words
  }
}
