// SPDX-License-Identifier: Apache-2.0

/// The way from the fields of a row to its keys, step by step (account-keys.md 1, 2 and 8): for the eyes of the list's owner.
///
/// A step that changes nothing is left out. The last text is the key, or what was there when it was found that there is none.
package struct KeySteps: Sendable, Equatable {
  package struct Step: Sendable, Equatable {
    /// What was done, in a few words.
    package let name: String
    /// What came of it.
    package let text: String

    init(_ name: String, _ bytes: some Sequence<UInt8>) {
      self.name = name
      text = String(decoding: FieldText.trimmed(ArraySlice(bytes)), as: UTF8.self)
    }
  }

  package let domain: [Step]
  package let name: [Step]
  package let country: [Step]

  init(of row: DelimitedRow, at places: ListPlaces, _ keys: RowKeys, lists: PublicLists) {
    let own = places.identity(of: row, lists)
    let (field, host) = keys.areOfParent ? places.parentIdentity(of: row, lists) ?? own : own
    var domain: [Step] = []
    if host.domain != .absent(.blank),
      let address = places.address(of: row, keys)
    {
      domain = Self.domain(address, lists)
    }
    switch (keys.reference, keys.domain) {
    case (.domain, .domain(let key)):
      domain.append(Step("reference table, by the domain", key.bytes))
    case (.name, .domain(let key)):
      domain.append(Step("reference table, by name and country", key.bytes))
    default: break
    }
    self.domain = domain
    // From the field as it stands: what reading it changed is seen, too.
    name = keys.isNoName ? [] : Self.name(ListField.text(field), before: field, lists)
    country = Self.country(places.country.map { row[$0] } ?? [], host.country, lists)
  }

  private static func domain(_ website: ArraySlice<UInt8>, _ lists: PublicLists) -> [Step] {
    guard let host = try? HostName(website: website).bytes else { return [] }
    var steps = [Step("host", host)]
    guard let domain = try? HostKeys.registrableDomain(of: host[...], lists: lists) else {
      return steps
    }
    if domain != host { steps.append(Step("registrable domain", domain)) }
    let key = HostKeys.family(of: domain)
    if key != domain { steps.append(Step("family under com", key)) }
    return steps
  }

  /// The steps of `name/2`, for a field as it is read.
  private static func name(
    _ field: ArraySlice<UInt8>, before whole: ArraySlice<UInt8>, _ lists: PublicLists
  ) -> [Step] {
    let field = FieldText.trimmed(field)
    guard field.count <= NameKey.fieldLimit, String(validating: field, as: UTF8.self) != nil else {
      return []
    }
    let tables = lists.names
    var steps: [Step] = []
    func add(_ name: String, _ text: [UInt8], after before: [UInt8]) {
      if text != before { steps.append(Step(name, text)) }
    }
    let text = tables.characters.folded(field)
    add("characters", text, after: Array(whole))
    let plain = NameText.joined(NameText.words(text))
    guard !tables.words.placeholders.contains(plain) else { return steps }
    let unnoted = NameText.withoutRegistryNote(text)
    add("without a registry's note", unnoted, after: text)
    let open = NameText.withoutBrackets(unnoted)
    add("without brackets", open, after: unnoted)
    var words = NameText.words(open)
    add("words", NameText.joined(words), after: open)
    if words.count > 2, let last = words.last, NameKey.isCut(field.span, last.span) {
      words.removeLast()
      steps.append(Step("without a form that is cut off", NameText.joined(words)))
    }
    for step in tables.words.steps(words) {
      steps.append(Step(step.name, NameText.joined(step.words)))
    }
    return steps
  }

  private static func country(
    _ field: ArraySlice<UInt8>, _ ofHost: CountryCode, _ lists: PublicLists
  ) -> [Step] {
    let countries = lists.names.countries
    let text = ListField.text(field)
    let named = countries.code(text)
    if !named.isNone { return [Step("the field", named.bytes)] }
    let unknown = text.isEmpty ? [] : [Step("the field names no country", [])]
    return unknown + (ofHost.isNone ? [] : [Step("the host's last label", ofHost.bytes)])
  }
}

extension ListReading {
  /// The steps to the keys of a row that this reading gave; nil before it has given any.
  package borrowing func steps(of row: Row, lists: PublicLists) -> KeySteps? {
    guard let places, let keys = keys(of: row, lists: lists) else { return nil }
    return KeySteps(of: row.fields, at: places, keys, lists: lists)
  }
}
