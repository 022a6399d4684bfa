// SPDX-License-Identifier: Apache-2.0

/// The most bytes of a file that the mail takes: longer ones also lie in Outbox in parts (messages.md 5).
public struct PartSize: Hashable, Sendable, CustomStringConvertible {
  /// 25 MB: what common mail systems take.
  public static let standard = PartSize(unchecked: 25_000_000)
  /// With the least of these the longest file makes fewer parts than a cut may have.
  public static let range = 65_536...1 << 32

  /// Bytes of a part's file, its header included.
  public let bytes: Int

  /// Nil outside `range`.
  public init?(bytes: Int) {
    guard Self.range.contains(bytes) else { return nil }
    self.bytes = bytes
  }

  /// Reads `25MB`, `900kB` or a number of bytes; nil for anything else.
  public init?(_ text: String) {
    let units = [("MB", 1_000_000), ("kB", 1000), ("", 1)]
    guard let (unit, size) = units.first(where: { text.hasSuffix($0.0) }),
      let number = UInt32(text.dropLast(unit.count))
    else { return nil }
    let (bytes, overflow) = Int(number).multipliedReportingOverflow(by: size)
    guard !overflow else { return nil }
    self.init(bytes: bytes)
  }

  private init(unchecked bytes: Int) { self.bytes = bytes }

  /// As it is typed.
  public var description: String {
    if bytes % 1_000_000 == 0 { return "\(bytes / 1_000_000)MB" }
    return bytes % 1000 == 0 ? "\(bytes / 1000)kB" : "\(bytes)"
  }
}
