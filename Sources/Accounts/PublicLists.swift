// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import CPublicLists

/// The public word lists that decide which hosts can be keys, as they are embedded in the program:
/// nothing is read from the machine. Their digests stand in the agreement, so that two parties with
/// different lists cannot match at all.
package struct PublicLists: Sendable {
  /// One list as embedded.
  package enum Name: String, Sendable, CaseIterable {
    case publicSuffixes = "public suffix list"
    case freeMailDomains = "free-mail list"
    case sharedHosts = "shared-host list"
  }

  let publicSuffixes: PublicSuffixList
  private let freeMailDomains: Set<ArraySlice<UInt8>>
  private let sharedHosts: Set<ArraySlice<UInt8>>
  let names: NameTables
  /// The agreed table that keys are resolved through; nil where none is agreed.
  private(set) var reference: ReferenceTable?

  /// The register whose numbers are keys; nil where none is agreed.
  private(set) var number: NumberType?

  /// The same lists, for keys of which one is a number.
  package func numbered(by type: NumberType) -> PublicLists {
    var lists = self
    lists.number = type
    return lists
  }

  /// The same lists, with a table beside them.
  package func resolving(through table: ReferenceTable) -> PublicLists {
    var lists = self
    lists.reference = table
    return lists
  }

  package init() throws(AccountsError) {
    publicSuffixes = try PublicSuffixList(Self.bytes(of: .publicSuffixes))
    freeMailDomains = try Self.entries(of: .freeMailDomains)
    sharedHosts = try Self.entries(of: .sharedHosts)
    names = try NameTables.embedded.get()
  }

  /// The bytes of a list, for its digest.
  package static func bytes(of name: Name) -> [UInt8] {
    var length = 0
    let start =
      switch name {
      case .publicSuffixes: unsafe lacuna_public_suffix_list(&length)
      case .freeMailDomains: unsafe lacuna_free_mail_domains(&length)
      case .sharedHosts: unsafe lacuna_shared_hosts(&length)
      }
    return unsafe Array(UnsafeBufferPointer(start: start, count: length))
  }

  /// Whether the shared-host list has the host or a name above it.
  func isSharedHost(_ host: [UInt8]) -> Bool {
    Self.names(of: host, downTo: 0).contains(where: sharedHosts.contains)
  }

  /// Whether the free-mail list has the host or a name above it, the registrable domain being the
  /// highest: the list names some public suffixes, and their registrants are no mailboxes.
  func isFreeMail(_ host: [UInt8], registrableDomain: [UInt8]) -> Bool {
    Self.names(of: host, downTo: registrableDomain.count).contains(where: freeMailDomains.contains)
  }

  /// The host and the names above it that are at least `length` bytes long: a.b.c, b.c, c.
  private static func names(of host: [UInt8], downTo length: Int) -> [ArraySlice<UInt8>] {
    var names = [ArraySlice(host)]
    for (index, byte) in host.enumerated()
    where byte == UInt8(ascii: ".") && host.count - index - 1 >= length {
      names.append(host[(index + 1)...])
    }
    return names
  }

  /// The lines of a list that are neither blank nor comments.
  private static func entries(of name: Name) throws(AccountsError) -> Set<ArraySlice<UInt8>> {
    let lines = bytes(of: name).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    let entries = lines.map(FieldText.trimmed).filter {
      !$0.isEmpty && $0.first != UInt8(ascii: "#")
    }
    guard !entries.isEmpty else { throw .publicListUnreadable(name.rawValue) }
    return Set(entries)
  }
}
