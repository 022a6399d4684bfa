// SPDX-License-Identifier: Apache-2.0

internal import CPublicSuffix

/// The public suffix list, read by libpsl from bytes in memory (publicsuffix.org/list, both its ICANN
/// and its private section), and the ASCII form of host names by libidn2.
///
/// Sendable though it owns a pointer: libpsl only reads a context once it is loaded.
@safe final class PublicSuffixList: @unchecked Sendable {
  private let context: OpaquePointer

  /// The top-level labels of all rules, in ASCII, and `example`, which RFC 2606 reserves: rehearsal lists use it.
  private let topLevels: Set<[UInt8]>

  init(_ bytes: [UInt8]) throws(AccountsError) {
    topLevels = Self.topLevels(bytes)
    let loaded = unsafe bytes.withUnsafeBytes {
      unsafe lacuna_public_suffixes($0.baseAddress, $0.count)
    }
    guard let loaded = unsafe loaded else { throw .publicListUnreadable("public suffix list") }
    unsafe context = loaded
  }

  deinit { unsafe psl_free(context) }

  /// Whether some rule of the list ends in the top-level label of `host`. The list's implicit rule
  /// `*`, which would take `acme.local` for a registered domain, does not count.
  func hasTopLevel(of host: [UInt8]) -> Bool {
    topLevels.contains(Self.topLevel(of: host[...]))
  }

  /// The registrable domain of a host: its public suffix and one label more. Nil where the host is
  /// itself a public suffix. `host` is lower-case ASCII without a NUL.
  func registrableDomain(of host: [UInt8]) -> [UInt8]? {
    let name = host.map { CChar(bitPattern: $0) } + [0]
    return unsafe name.withUnsafeBufferPointer { name -> [UInt8]? in
      guard let start = name.baseAddress, let domain = unsafe psl_registrable_domain(context, start)
      else { return nil }
      // libpsl answers with a pointer into the name it was given.
      return host.suffix(from: unsafe domain - start).map { $0 }
    }
  }

  /// The ASCII form of a host name with other characters: UTS #46, non-transitional. Nil where the
  /// name has none. `host` holds no NUL.
  static func ascii(_ host: [UInt8]) -> [UInt8]? {
    let name = host.map { CChar(bitPattern: $0) } + [0]
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 254) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let length = unsafe name.withUnsafeBufferPointer { name in
        unsafe name.baseAddress.map { unsafe lacuna_host_to_ascii($0, start) } ?? 0
      }
      return length == 0 ? nil : unsafe buffer.prefix(length).map { UInt8(bitPattern: $0) }
    }
  }

  private static func topLevels(_ list: [UInt8]) -> Set<[UInt8]> {
    let rules = list.split(separator: 0x0A).map { FieldText.trimmed($0.prefix { $0 > 0x20 }) }
    let labels = rules.filter { !$0.starts(with: "//".utf8) }.map(topLevel)
    return Set(labels.compactMap { $0.allSatisfy { $0 < 0x80 } ? $0 : ascii($0) })
      .union([Array("example".utf8)])
  }

  private static func topLevel(of name: ArraySlice<UInt8>) -> [UInt8] {
    name.lastIndex(of: UInt8(ascii: ".")).map { Array(name[($0 + 1)...]) } ?? Array(name)
  }
}
