// SPDX-License-Identifier: Apache-2.0

/// Names and codes of the countries that most lists hold, enough to tell a column of countries by what stands in it. What a
/// country is in a match key is another matter (Protocols/account-keys.md, section 2.3).
enum KnownCountries {
  /// Whether a trimmed field is one.
  static func isCountry(_ field: ArraySlice<UInt8>) -> Bool {
    guard field.count >= 2, field.count <= 40 else { return false }
    let bytes = field.span
    // No name has a digit, and many fields do.
    for index in bytes.indices where FieldText.isDigit(bytes[index]) { return false }
    return names[FieldText.folded(field)] != nil
  }

  private static let names = list.split(whereSeparator: \.isWhitespace)
    .reduce(into: ByteTable<Bool>()) { $0.set(FieldText.folded($1.utf8)[...], true) }

  private static let list = """
    argentina ar arg australia au aus austria at aut belgium be bel brazil br bra bulgaria bg bgr canada ca can chile cl chl
    china cn chn colombia co col croatia hr hrv czechia czechrepublic cz cze denmark dk dnk egypt eg egy estonia ee est
    finland fi fin france fr fra germany de deu ger greece gr grc hongkong hk hkg hungary hu hun iceland is isl india in ind
    indonesia id idn iran ir irn ireland ie irl israel il isr italy it ita japan jp jpn kenya ke ken korea southkorea
    republicofkorea kr kor latvia lv lva lithuania lt ltu luxembourg lu lux malaysia my mys mexico mx mex morocco ma mar
    netherlands thenetherlands nl nld newzealand nz nzl nigeria ng nga norway no nor pakistan pk pak panama pa pan peru pe per
    philippines philipines ph phl poland pl pol portugal pt prt romania ro rou russia russianfederation ru rus saudiarabia sa
    sau serbia rs srb singapore sg sgp slovakia sk svk slovenia si svn southafrica za zaf spain es esp sweden se swe
    switzerland ch che taiwan tw twn thailand th tha turkey tr tur ukraine ua ukr unitedarabemirates uae ae are unitedkingdom
    greatbritain england uk gb gbr unitedstates unitedstatesofamerica usa us vietnam vn vnm jordan jo jor deutschland österreich
    schweiz frankreich italien spanien polen niederlande belgien schweden brasil españa italia türkiye
    """
}
