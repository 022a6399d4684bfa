// SPDX-License-Identifier: Apache-2.0

/// Keys and rows by the general ways alone, which take any bytes. `QuickName`, `QuickDomain` and `PlainRows` come before them
/// and must never differ: this is what they are compared with.
package enum GeneralWay {
  /// The name of a name key (account-keys.md 2.2).
  package static func name(
    of field: [UInt8], lists: PublicLists
  ) -> Result<[UInt8], NameKey.Absence> {
    let field = FieldText.trimmed(field[...])
    return Result { () throws(NameKey.Absence) in try NameKey.generalName(field, lists.names) }
  }

  package static func domain(of website: [UInt8], lists: PublicLists) -> DomainKey {
    HostKeys(general: website[...], lists: lists).domain
  }

  /// The rows of a file, every one by way of libcsv.
  package static func rows(of bytes: [UInt8]) throws(AccountsError) -> [DelimitedRow] {
    var reader = DelimitedReader(plainRows: .never)
    let rows = try reader.rows(in: bytes)
    return rows + (try reader.finish())
  }
}
