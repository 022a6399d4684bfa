// SPDX-License-Identifier: Apache-2.0

/// Invented companies, for lists longer than the well-known ones reach.
///
/// A name is two words, a city and a serial number; the domain is words and number under
/// `.example`, which RFC 2606 reserves, so that it can belong to nobody. The public suffix list has
/// no entry for `example`; its default rule `*` makes `northwind-logistics-17.example` registrable.
extension SampleCompany {
  static func invented(
    serial: Int, industry: SampleIndustry, from random: inout SplitMix64
  ) -> SampleCompany {
    let first = firstWords[random.below(firstWords.count)]
    let seconds = secondWords(of: industry)
    let second = seconds[random.below(seconds.count)]
    let city = cities[random.below(cities.count)]
    return SampleCompany(
      name: "\(first.name) \(second.name) \(city.name) \(serial)", legalForm: city.legalForm,
      domain: "\(first.label)-\(second.label)-\(serial).example", country: city.country,
      industry: industry)
  }

  private struct Word {
    let name: String
    /// The word as part of a host name.
    let label: String

    init(_ name: String) {
      self.name = name
      label = name.lowercased()
    }
  }

  private static let firstWords = [
    "Alder", "Amber", "Anchor", "Aspen", "Beacon", "Birch", "Bluebird", "Bramble", "Bright",
    "Bronze", "Cascade", "Cedar", "Clear", "Clover", "Cobalt", "Copper", "Coral", "Crescent",
    "Delta", "Eastgate", "Elm", "Ember", "Falcon", "Fern", "Field", "Glacier", "Granite",
    "Harbour", "Hazel", "Heron", "Highland", "Indigo", "Iron", "Ivory", "Juniper", "Kestrel",
    "Lantern", "Laurel", "Linden", "Maple", "Meadow", "Meridian", "Mistral", "Northwind", "Oak",
    "Orchard", "Osprey", "Pebble", "Pine", "Prairie", "Quarry", "Raven", "Ridge", "River",
    "Rowan", "Saffron", "Silver", "Slate", "Southgate", "Summit", "Tidal", "Timber", "Vale",
    "Willow",
  ].map(Word.init)

  private static let secondWordsByIndustry: [[Word]] = SampleIndustry.allCases.map { industry in
    let words =
      switch industry {
      case .software: ["Software", "Systems", "Cloud", "Data", "Digital"]
      case .banking: ["Bank", "Savings", "Capital", "Credit", "Finance"]
      case .insurance: ["Insurance", "Assurance", "Mutual", "Underwriting", "Reinsurance"]
      case .retail: ["Stores", "Markets", "Retail", "Outlets", "Grocers"]
      case .manufacturing: ["Works", "Tools", "Machinery", "Instruments", "Castings"]
      case .automotive: ["Motors", "Axles", "Vehicles", "Tyres", "Drivetrain"]
      case .energy: ["Energy", "Power", "Solar", "Grid", "Utilities"]
      case .telecommunications: ["Telecom", "Networks", "Fibre", "Mobile", "Broadband"]
      case .health: ["Pharma", "Health", "Biotech", "Clinics", "Diagnostics"]
      case .consumerGoods: ["Foods", "Brands", "Beverages", "Home", "Apparel"]
      case .media: ["Media", "Press", "Studios", "Publishing", "Broadcasting"]
      case .transport: ["Logistics", "Freight", "Lines", "Shipping", "Couriers"]
      }
    return words.map(Word.init)
  }

  private static func secondWords(of industry: SampleIndustry) -> [Word] {
    secondWordsByIndustry[SampleIndustry.allCases.firstIndex(of: industry) ?? 0]
  }

  private static let cities: [(name: String, country: String, legalForm: String)] = [
    ("Boston", "United States", "Inc."), ("Denver", "United States", "LLC"),
    ("Austin", "United States", "Inc."), ("Seattle", "United States", "Corp."),
    ("Chicago", "United States", "Inc."), ("Atlanta", "United States", "LLC"),
    ("Toronto", "Canada", "Inc."), ("Montréal", "Canada", "Inc."),
    ("Leeds", "United Kingdom", "Ltd"), ("Bristol", "United Kingdom", "Ltd"),
    ("Glasgow", "United Kingdom", "plc"), ("Cork", "Ireland", "Ltd"),
    ("Köln", "Germany", "GmbH"), ("Hamburg", "Germany", "AG"), ("Leipzig", "Germany", "GmbH"),
    ("Graz", "Austria", "GmbH"), ("Bern", "Switzerland", "AG"), ("Lyon", "France", "SAS"),
    ("Nantes", "France", "SA"), ("Gent", "Belgium", "NV"), ("Utrecht", "Netherlands", "B.V."),
    ("Torino", "Italy", "S.p.A."), ("Bologna", "Italy", "S.r.l."), ("Bilbao", "Spain", "S.L."),
    ("Porto", "Portugal", "Lda"), ("Malmö", "Sweden", "AB"), ("Aarhus", "Denmark", "A/S"),
    ("Bergen", "Norway", "AS"), ("Tampere", "Finland", "Oy"), ("Gdańsk", "Poland", "Sp. z o.o."),
    ("Brno", "Czechia", "s.r.o."), ("Osaka", "Japan", "K.K."),
    ("Busan", "South Korea", "Co., Ltd."),
    ("Pune", "India", "Pvt Ltd"), ("Chennai", "India", "Ltd"), ("Perth", "Australia", "Pty Ltd"),
    ("Brisbane", "Australia", "Pty Ltd"), ("Wellington", "New Zealand", "Ltd"),
    ("Curitiba", "Brazil", "Ltda"), ("Monterrey", "Mexico", "S.A. de C.V."),
    ("Santiago", "Chile", "SpA"), ("Durban", "South Africa", "(Pty) Ltd"),
    ("Nairobi", "Kenya", "Ltd"), ("Izmir", "Turkey", "A.Ş."),
  ]
}
