// SPDX-License-Identifier: Apache-2.0

internal import Agreements

/// The header names and values that exports of well-known tools use (Salesforce reports and Data
/// Loader, HubSpot, Zoho, Dynamics 365, Crossbeam). All are written as `FieldText.folded` gives them.
enum KnownNames {
  /// The headers of a register's numbers, best first.
  static func headers(of number: NumberType) -> [String] {
    switch number {
    case .lei: ["lei", "leicode", "leinumber", "legalentityidentifier"]
    case .duns: ["duns", "dunsnumber", "dunsno", "dunsid", "dnbdunsnumber"]
    case .vat:
      [
        "vat", "vatnumber", "vatid", "vatno", "vatregistrationnumber", "vatidentificationnumber",
        "ustid", "ustidnr", "umsatzsteuerid", "taxid", "taxnumber",
      ]
    case .company:
      [
        "companynumber", "companyregistrationnumber", "registrationnumber", "companyno",
        "registernumber", "handelsregisternummer", "siren",
      ]
    }
  }

  /// The headers of a field or dimension, best first.
  static func headers(of field: String) -> [String] {
    let folded = FieldText.folded(field)
    return known[folded] ?? [folded]
  }

  /// Whether exports are known to use the header, for any field.
  static func isHeader(_ text: String) -> Bool { headers.contains(folded(header: text)) }

  /// Whether exports are known to use the header for names or websites.
  static func isKeyHeader(_ text: String) -> Bool { keyHeaders.contains(folded(header: text)) }

  static func isWebsiteHeader(_ text: String) -> Bool {
    headers(of: Mapping.Field.website.rawValue).contains(folded(header: text))
  }

  private static let headers = Set(known.values.joined())
  private static let keyHeaders = Set(
    Mapping.Field.keys.flatMap { known[$0.rawValue] ?? [] })

  /// Whether two values mean the same, one of them in another tool's words.
  static func synonyms(of value: String) -> [String] {
    let folded = FieldText.folded(value)
    return sameMeaning.first { $0.contains(folded) } ?? [folded]
  }

  /// A header for comparing: folded, without the suffix of Salesforce's custom fields.
  static func folded(header: String) -> String {
    FieldText.folded(header.hasSuffix("__c") ? String(header.dropLast(3)) : header)
  }

  private static let known: [String: [String]] = [
    "name": [
      "accountname", "companyname", "company", "name", "account", "organizationname",
      "organisationname", "organization", "organisation", "customername", "customer", "client",
      "security",
    ],
    "website": [
      "website", "companydomainname", "websiteurl", "companywebsite", "webpage", "domain",
      "domainname", "companydomain", "accountwebsite", "url", "homepage",
    ],
    "country": [
      "billingcountry", "countryregion", "country", "billingcountrycode", "companycountry",
      "address1countryregion", "address1country", "countrycode", "accountcountry",
      "headquarterscountry",
    ],
    "status": [
      "status", "accountstatus", "lifecyclestage", "type", "accounttype", "relationshiptype",
      "customertype", "population", "populations", "stage", "dealstage", "salesstage",
      "opportunitystage",
    ],
    "industry": ["industry", "sector", "primaryindustry", "accountindustry"],
    "segment": ["segment", "accountsegment", "customersegment", "companysize", "tier"],
    "region": ["region", "salesregion", "territory"],
    "products": ["products", "productsowned", "ownedproducts", "product"],
  ]

  private static let sameMeaning: [[String]] = [
    [
      "customer", "customers", "activecustomer", "currentcustomer", "existingcustomer",
      "customerdirect", "customerchannel", "client", "evangelist", "closedwon",
    ],
    [
      "openopportunity", "openopportunities", "opportunity", "opportunities", "opendeal",
      "pipeline",
      "activeopportunity",
    ],
    [
      "prospect", "prospects", "lead", "leads", "subscriber", "marketingqualifiedlead",
      "salesqualifiedlead", "mql", "sql", "target",
    ],
    ["yes", "true", "y", "1"],
    ["no", "false", "n", "0"],
    ["smb", "smallbusiness", "smallandmediumbusiness"],
    ["midmarket", "mid"],
    ["na", "northamerica", "noram"],
    ["apac", "asiapacific"],
    ["latam", "latinamerica"],
  ]
}
