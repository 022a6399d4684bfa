// SPDX-License-Identifier: Apache-2.0

/// The columns of a CRM export and the words in them: a Salesforce report for the vendor, a HubSpot
/// export for the partner.
struct SampleDialect: Sendable {
  let columns: [(header: String, column: SampleColumn)]
  /// The words for customer, open opportunity and prospect, in the order of `SampleStatus`.
  let statuses: [String]
  let products: [String]
  let productSeparator: String
  let stages: [String]
  let owners: [String]
  /// The number before that of the first row.
  let firstNumber: Int
  /// What stands before a row's number.
  let numberPrefix: String

  static func of(_ side: SampleSide) -> SampleDialect {
    switch side {
    case .vendor: vendor
    case .partner: partner
    }
  }

  private static let vendor = SampleDialect(
    columns: [
      ("Account ID", .number), ("Account Name", .name), ("Website", .website),
      ("Billing Country", .country), ("Industry", .industry), ("Type", .status),
      ("Account Owner", .owner), ("Products Owned", .products), ("ARR (USD)", .revenue),
      ("Opportunity Stage", .stage), ("Opportunity Amount (USD)", .amount),
      ("Close Date", .closeDate),
    ],
    statuses: ["Customer", "Open Opportunity", "Prospect"],
    products: ["Core", "Analytics", "Automation", "Security"], productSeparator: "; ",
    stages: ["Qualification", "Needs Analysis", "Proposal", "Negotiation"],
    owners: [
      "Diana Reyes", "Tomáš Novák", "Aisha Khan", "Roberto \"Beto\" Silva", "Grace Lin",
      "Harris, Paul Jr.",
    ],
    firstNumber: 100_000_000_000, numberPrefix: "001")

  private static let partner = SampleDialect(
    columns: [
      ("Record ID", .number), ("Company name", .name), ("Company Domain Name", .website),
      ("Country/Region", .country), ("Industry", .industry), ("Company owner", .owner),
      ("Lifecycle Stage", .status), ("Products", .products), ("Annual contract value", .revenue),
      ("Deal Stage", .stage), ("Amount", .amount), ("Close Date", .closeDate),
    ],
    statuses: ["customer", "opportunity", "lead"],
    products: ["Warehouse", "Pipelines", "Consulting", "Support"], productSeparator: ";",
    stages: [
      "Appointment scheduled", "Qualified to buy", "Presentation scheduled", "Contract sent",
    ],
    owners: ["Ingrid Dahl", "Marco Bianchi", "Yuki Tanaka", "Owen O'Brien", "Zoë Peeters"],
    firstNumber: 9_000_000_000, numberPrefix: "")
}

/// What a column holds, whatever its header is.
enum SampleColumn: Sendable {
  case number, name, website, country, industry, status, owner, products, revenue, stage, amount
  case closeDate
}
