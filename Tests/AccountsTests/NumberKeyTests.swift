// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import TestSupport
import Testing

@Suite struct NumberKeyTests {
  static let vectors = Result {
    try Vectors.load(stage: "number", keys: ["type", "number", "country", "key", "absent"])
  }

  let lists: PublicLists

  init() throws { lists = try PublicLists() }

  @Test(arguments: try vectors.get())
  func `a vector's number has its key, or its reason`(_ vector: Vector) throws {
    let type = try #require(NumberType(rawValue: vector["type"]))
    let country = try Array(vector["country"].utf8)
    switch try NumberKey(type, vector.bytes("number"), country: country) {
    case .number(let key):
      #expect(try key.text == vector["key"])
      #expect(key.kind == .number)
      // The key of a key is the key; that of a company holds its country.
      let again = type == .company ? Array(key.bytes.dropFirst(2)) : key.bytes
      #expect(NumberKey(type, again, country: Array(key.bytes.prefix(2))) == .number(key))
    case .absent(let reason):
      #expect(try reason.rawValue == vector["absent"])
      #expect(try vector["key"].isEmpty)
    }
  }

  @Test func `the vectors show every reason`() throws {
    let shown = Set(try Self.vectors.get().map { try $0["absent"] })
    #expect(shown.isSuperset(of: NumberKey.Absence.allCases.map(\.rawValue)))
  }

  /// What check digits are for: one digit or letter that is another, or two neighbours that differ and changed places, is no key.
  /// (A digit in place of a letter makes the number that is divided shorter, and may pass.)
  @Test(arguments: ["5493001KJTIIGC8Y1R12", "HWUPKR0MPOU8FGXBT394"])
  func `no single wrong digit or letter in an LEI is a key`(lei: String) {
    let bytes = Array(lei.utf8)
    for place in bytes.indices {
      let isDigit = bytes[place] < 0x41
      for other in Array((isDigit ? "0123456789" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ").utf8)
      where other != bytes[place] {
        var changed = bytes
        changed[place] = other
        #expect(!Self.isKey(.lei, changed), "\(place), \(other)")
      }
      guard place > 0, bytes[place] != bytes[place - 1], isDigit == (bytes[place - 1] < 0x41)
      else { continue }
      var changed = bytes
      changed.swapAt(place, place - 1)
      #expect(!Self.isKey(.lei, changed), "\(place) changed places")
    }
  }

  @Test(arguments: [
    "ATU13585627", "BE0428759497", "DE136695976", "DK13585628", "FI20774740", "FR40303265045",
    "IT00743110157", "LU15027442", "PL8567346215", "PT501964843",
  ])
  func `no single wrong digit in a VAT number is a key`(number: String) {
    let bytes = Array(number.utf8)
    for place in bytes.indices.dropFirst(2) where (0x30...0x39).contains(bytes[place]) {
      for other in UInt8(0x30)...0x39 where other != bytes[place] {
        var changed = bytes
        changed[place] = other
        #expect(!Self.isKey(.vat, changed), "\(number), \(place)")
      }
    }
  }

  @Test func `no bytes trap, and every key is its own key`() {
    let seed: UInt64 = 20_261_128
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "AT", "U", "BE", "DE", "GB", "LEI", "00", "97", "1", "9", "0", "-", " ", "ü", "Z",
    ]
    for _ in 0..<50_000 {
      var field: [UInt8] = []
      for _ in 0..<Int.random(in: 0...14, using: &generator) {
        field += Array((pieces.randomElement(using: &generator) ?? "").utf8)
      }
      for type in NumberType.allCases {
        guard case .number(let key) = NumberKey(type, field, country: Array("DE".utf8)) else {
          continue
        }
        let again = type == .company ? Array(key.bytes.dropFirst(2)) : key.bytes
        #expect(NumberKey(type, again, country: Array("DE".utf8)) == .number(key), "seed \(seed)")
      }
    }
  }

  private static func isKey(_ type: NumberType, _ field: [UInt8]) -> Bool {
    if case .number = NumberKey(type, field, country: []) { true } else { false }
  }

  private let text = """
    Name,Website,Country,DUNS No.
    Acme,acme.example,DE,150-483-782
    Acme before,www.acme.example,DE,150483783
    Acme,acme.example,DE,150483782
    Bolt,bolt.example,FR,
    Crux,,FR,000000000
    Dart,dart.example,FR,12345
    """

  private func read(_ lists: PublicLists) throws -> CustomerList {
    let bytes = Array(text.utf8)
    let mapping = MappingGuess(
      columns: try ListSurvey.columns(of: bytes), dimensions: [], number: .duns
    ).mapping
    #expect(mapping.columns["number"] == "DUNS No.")
    return try CustomerList.read(bytes, mapping: mapping, dimensions: [], lists: lists)
  }

  @Test func `an account has its rows' most frequent number, and the summary says of each row`()
    throws
  {
    let list = try read(lists.numbered(by: .duns))
    #expect(list.accounts.map { $0.number?.text } == ["150483782", nil, nil, nil])
    #expect(list.summary.numbers?.rows == 3)
    #expect(list.summary.numbers?.absent == [.blank: 1, .placeholder: 1, .form: 1])
    // Nobody's account is another for its number, and its record has it only where it is agreed.
    let without = try read(lists)
    #expect(without.accounts.map(\.accountKey) == list.accounts.map(\.accountKey))
    #expect(without.summary.numbers == nil)
    for (index, account) in list.accounts.enumerated() {
      let number = account.number?.bytes ?? []
      #expect(
        list.canonicalRecord(of: index).count
          == without.canonicalRecord(of: index).count + 4 + number.count)
    }
  }

  @Test func `the number is sent before all else, by R alone in its stead`() throws {
    let list = try read(lists.numbered(by: .duns))
    let scheme = TokenScheme.numberFallback(keys: 4)
    let own = SentKeys(list.accounts, scheme, .initiator).keys
    #expect(own.map(\.count) == [4, 4, 4, 4])
    #expect(own[0].map { $0?.kind } == [.number, .domain, .nameAndCountry, .name])
    #expect(own[1].map { $0?.kind } == [nil, .domain, .nameAndCountry, .name])
    let other = SentKeys(list.accounts, scheme, .responder).keys
    #expect(
      other.map { $0.map { $0?.kind } } == [[.number], [.domain], [.domain], [.nameAndCountry]])
  }
}
