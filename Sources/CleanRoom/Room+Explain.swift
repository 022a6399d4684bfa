// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Questions

extension Room {
  /// What becomes of the row of the own list that holds a line.
  ///
  /// - Parameter line: a line of the file, from 1; a row of several lines is found by any of them.
  package func explain(line: Int, of path: String) throws(CleanRoomError) -> RowExplanation {
    let dimensions = try dimensionsForCheck()
    let mapping = try mapping(dimensions)
    let source = try ListSource(forSeveralPassesOver: path)
    do {
      var reading = ListReading(mapping: mapping)
      var found: ListReading.Row?
      try source.forEachChunk { chunk throws(AccountsError) in
        let rows = try reading.read(chunk)
        found = found ?? rows.first { $0.lines.contains(line) }
      }
      let last = try reading.finish()
      guard let row = found ?? last.first(where: { $0.lines.contains(line) }),
        let keys = reading.keys(of: row, lists: dimensions.lists),
        let steps = reading.steps(of: row, lists: dimensions.lists)
      else {
        throw CleanRoomError(
          "row-missing", .ownDataRejected, "\(source.name): no row stands on line \(line)",
          hint: "lines count from 1, and the header's is no row")
      }
      let list = try readList(
        source, mapping: mapping, dimensions: dimensions.own, amounts: dimensions.amounts,
        openQuestions: .listed, lists: dimensions.lists)
      return explanation(of: row, keys, steps, mapping, dimensions, list)
    } catch {
      throw CleanRoomError(error, file: error is AccountsError ? source.name : nil)
    }
  }

  private func explanation(
    of row: ListReading.Row, _ keys: RowKeys, _ steps: KeySteps, _ mapping: Mapping,
    _ dimensions: Checked, _ list: CustomerList
  ) -> RowExplanation {
    let headers = mapping.headers
    let fields = headers.keys.sorted().map {
      RowExplanation.Field(field: $0, header: headers[$0] ?? "", text: row.values[$0] ?? "")
    }
    var leftOut = row.fits ? nil : "its fields do not certainly stand in their columns"
    var values: [RowExplanation.Value] = []
    for dimension in dimensions.own where mapping.columns[dimension.name] != nil {
      let text = row.values[dimension.name] ?? ""
      let agreed = mapping.agreedValues(of: text, in: dimension, of: list)
      let isLeftOut = agreed.isEmpty && dimension.unlisted == .leftOut
      if isLeftOut && leftOut == nil { leftOut = "\(dimension.name) has no agreed value" }
      let none = isLeftOut ? "left out" : dimension.rollUp == .union ? "nothing" : Mapping.other
      values.append(
        RowExplanation.Value(
          dimension: dimension.name, text: text,
          goesTo: agreed.isEmpty ? none : agreed.joined(separator: ", ")))
    }
    for (index, terms) in dimensions.amounts.amounts.enumerated() {
      values.append(
        RowExplanation.Value(
          dimension: terms.name, text: row.values["amount \(terms.name)"] ?? "",
          goesTo: amount(of: row, index, mapping, dimensions, list)))
    }
    let place = leftOut == nil ? list.place(of: keys.account, line: row.line) : nil
    var (domain, absence): (String?, String?) = (nil, nil)
    switch keys.domain {
    case .domain(let key): domain = key.text
    case .absent(let reason): absence = reason.rawValue
    }
    return RowExplanation(
      line: row.line, fields: fields, leftOut: leftOut, domain: domain, domainAbsence: absence,
      name: keys.nameKey.map { String(decoding: $0.name, as: UTF8.self) },
      country: keys.nameKey.map { String(decoding: $0.country, as: UTF8.self) },
      nameAbsence: keys.nameAbsence, steps: steps,
      number: keys.number.map { number in
        switch number {
        case .number(let key): .success(key.text)
        case .absent(let reason): .failure(reason)
        }
      }, accountKind: keys.account.kind.title, values: values,
      isOfParent: keys.areOfParent, rowsOfAccount: place.map { list.accounts[$0].rows },
      sent: place.map { sent(by: $0, list, dimensions) } ?? [])
  }

  /// What a row adds to an amount of its account.
  private func amount(
    of row: ListReading.Row, _ index: Int, _ mapping: Mapping, _ dimensions: Checked,
    _ list: CustomerList
  ) -> String {
    let side = dimensions.amounts
    let decimal = list.summary.amounts[index].decimal
    guard let hundredths = mapping.hundredths(of: row, in: side, at: index, decimal) else {
      return "not read"
    }
    return "\(hundredths.asHundredths) \(side.amounts[index].unit)"
  }

  /// The keys of an account under each part of the agreed match rule.
  private func sent(
    by place: Int, _ list: CustomerList, _ dimensions: Checked
  ) -> [RowExplanation.Sent] {
    guard let (terms, role) = dimensions.agreed else { return [] }
    var sent: [RowExplanation.Sent] = []
    for part in terms.agreement.terms.match.parts {
      // Alone an account shares no key: what is missing among all is what others have, too.
      let keys = SentKeys(list.accounts, part.scheme, role)
      let among = keys.keys(of: place).compactMap { $0 }
      for key in keys.keysIfAlone(of: place) {
        sent.append(
          RowExplanation.Sent(
            kind: key.kind.title,
            fields: key.fields.map { String(decoding: $0, as: UTF8.self) },
            isAmbiguous: !among.contains(key)))
      }
    }
    return sent
  }
}

extension CustomerList {
  /// The place of the account with a key, or, of a row without one, of the account that begins on its line.
  fileprivate func place(of key: AccountKey, line: Int) -> Int? {
    accounts.firstIndex {
      $0.accountKey == key && (key.kind != .row || $0.firstLine == line)
    }
  }
}
