// SPDX-License-Identifier: Apache-2.0

/// What makes list rows one account (`account-key/1`): the row's domain key; else its name and
/// country; else its name; else nothing, and the row is an account of its own. A function of the row
/// and the public lists, never of other rows. It never leaves its owner.
package struct AccountKey: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable {
    case domain = 1
    case nameAndCountry = 2
    case name = 3
    case row = 4
  }

  package let kind: Kind
  /// Domain, or name, or four bytes of the name's length, name and country. Empty for `.row`.
  package let bytes: [UInt8]

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    bytes.combine(into: &hasher)
  }

  init(kind: Kind, bytes: [UInt8]) {
    self.kind = kind
    self.bytes = bytes
  }

  /// What a record holds.
  init(_ key: RowRecord.Key) {
    self.init(kind: Kind(rawValue: key.kind) ?? .row, bytes: Array(key.bytes))
  }

  /// The same as bytes for a record in memory: the kind, the length of the key (2), the key.
  static func append(_ domain: DomainKey, _ nameKey: NameKey?, to record: inout [UInt8]) {
    if case .domain(let key) = domain {
      record.append(Kind.domain.rawValue)
      key.withBytes { RowRecord.append(field: $0, to: &record) }
    } else if let nameKey, nameKey.hasCountry {
      record.append(Kind.nameAndCountry.rawValue)
      nameKey.withName { name in
        RowRecord.append(UInt16(clamping: 4 + name.count + 2), to: &record)
        CanonicalBytes.append(length: name.count, to: &record)
        record.append(name)
      }
      RowRecord.append(nameKey.countryCode.letters, to: &record)
    } else if let nameKey {
      record.append(Kind.name.rawValue)
      nameKey.withName { RowRecord.append(field: $0, to: &record) }
    } else {
      record.append(Kind.row.rawValue)
      RowRecord.append(0, to: &record)
    }
  }

  init(domain: DomainKey, nameKey: NameKey?) {
    var record: [UInt8] = []
    Self.append(domain, nameKey, to: &record)
    self.init(RowRecord.key(of: record[...]))
  }
}

/// Integers as big-endian bytes, as canonical records hold them.
enum CanonicalBytes {
  /// Four bytes. A field is never longer than a row (`DelimitedReader.rowLimit`).
  static func append(length: Int, to bytes: inout [UInt8]) {
    append(UInt64(UInt32(truncatingIfNeeded: length)), byteCount: 4, to: &bytes)
  }

  /// Eight bytes: hundredths.
  static func append(amount: Int, to bytes: inout [UInt8]) {
    append(UInt64(clamping: amount), byteCount: 8, to: &bytes)
  }

  private static func append(_ value: UInt64, byteCount: Int, to bytes: inout [UInt8]) {
    for place in (0..<byteCount).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * place)))
    }
  }
}

extension [UInt8] {
  init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }

  mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Hashes all bytes at once: an array's own hash takes them one by one.
  func combine(into hasher: inout Hasher) {
    unsafe withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    hasher.combine(count)
  }
}
