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

  private let tables: Tables
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

  package init() throws(AccountsError) { tables = try Tables.embedded.get() }

  /// What the lists are once they are read: one of them in a process.
  private final class Tables: Sendable {
    static let embedded = Result { () throws(AccountsError) in try Tables() }

    let publicSuffixes: PublicSuffixList
    let hosts: ByteTable<HostUses>
    /// The last two labels of each of these.
    let hostEndings: ByteTable<Bool>
    let names: NameTables

    private init() throws(AccountsError) {
      publicSuffixes = try PublicSuffixList(PublicLists.bytes(of: .publicSuffixes))
      var hosts = ByteTable<HostUses>(minimumCapacity: 8192)
      for (list, use) in [(Name.freeMailDomains, HostUses.freeMail), (.sharedHosts, .shared)] {
        for entry in try PublicLists.entries(of: list) {
          hosts.update(entry.span, default: []) { $0.insert(use) }
        }
      }
      self.hosts = hosts
      var endings = ByteTable<Bool>(minimumCapacity: 8192)
      for (host, _) in hosts.all { endings.set(PublicLists.lastTwoLabels(of: host), true) }
      hostEndings = endings
      names = try NameTables.embedded.get()
    }
  }

  var publicSuffixes: PublicSuffixList { tables.publicSuffixes }
  var names: NameTables { tables.names }

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
    Self.names(of: host, downTo: 0).contains { uses(of: $0.span).contains(.shared) }
  }

  /// Whether the free-mail list has the host or a name above it, the registrable domain being the
  /// highest: the list names some public suffixes, and their registrants are no mailboxes.
  func isFreeMail(_ host: [UInt8], registrableDomain: [UInt8]) -> Bool {
    Self.names(of: host, downTo: registrableDomain.count).contains {
      uses(of: $0.span).contains(.freeMail)
    }
  }

  /// Whether the free-mail or the shared-host list may have a host that ends in two labels, or a name above it: no entry is one
  /// label.
  func mayHaveUses(_ lastTwo: Span<UInt8>) -> Bool { tables.hostEndings[lastTwo] != nil }

  private static func lastTwoLabels(of host: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let dot = UInt8(ascii: ".")
    guard let last = host.lastIndex(of: dot) else { return host }
    return host[..<last].lastIndex(of: dot).map { host[($0 + 1)...] } ?? host
  }

  /// What the free-mail and the shared-host list say of a name.
  func uses(of name: Span<UInt8>) -> HostUses { tables.hosts[name] ?? [] }

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
  private static func entries(of name: Name) throws(AccountsError) -> [ArraySlice<UInt8>] {
    let lines = bytes(of: name).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    let entries = lines.map(FieldText.trimmed).filter {
      !$0.isEmpty && $0.first != UInt8(ascii: "#")
    }
    guard !entries.isEmpty, entries.allSatisfy({ $0.contains(UInt8(ascii: ".")) }) else {
      throw .publicListUnreadable(name.rawValue)
    }
    return entries
  }
}

/// What two of the lists say of a name, in one number, so that one lookup tells both.
struct HostUses: OptionSet, Sendable {
  let rawValue: UInt8

  static let freeMail = HostUses(rawValue: 1)
  static let shared = HostUses(rawValue: 2)
}
