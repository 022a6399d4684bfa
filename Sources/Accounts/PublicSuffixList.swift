// SPDX-License-Identifier: Apache-2.0

internal import CPublicSuffix

/// The public suffix list, read by libpsl from bytes in memory (publicsuffix.org/list, both its ICANN
/// and its private section), and the ASCII form of host names by libidn2.
///
/// Sendable though it owns a pointer: libpsl only reads a context once it is loaded.
@safe final class PublicSuffixList: @unchecked Sendable {
  private let context: OpaquePointer

  /// The rules by their last labels: what tells most hosts without asking libpsl.
  private let endings: SuffixEndings

  init(_ bytes: [UInt8]) throws(AccountsError) {
    endings = SuffixEndings(bytes)
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
    hasTopLevel(SuffixEndings.topLevel(of: host[...]).span)
  }

  func hasTopLevel(_ label: Span<UInt8>) -> Bool { endings.hasTopLevel(label) }

  /// Whether the registrable domain of each host that ends in two labels is these two: the last one is a rule, and no
  /// other rule ends in them.
  func isRegistrable(_ lastTwo: Span<UInt8>, topLevel: Span<UInt8>) -> Bool {
    endings.isRegistrable(lastTwo, topLevel: topLevel)
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
}
