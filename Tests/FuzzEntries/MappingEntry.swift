// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements

extension FuzzEntry {
  /// What mapping.yaml says, written and read again, is the same.
  static let mapping = FuzzEntry(
    "mapping", mostBytes: 4096,
    seeds: {
      let text = """
        # How my list maps onto the agreement. This file never leaves.
        lacuna: mapping/1
        columns:
          name: Account Name
          website: "Web\\u00E9: site"
          country: Land
          status: Type
        values:
          status:
            "Kunde, alt": customer
            Lead: prospect
          industry:
            Broadcast: Media
            null: other

        """
      return [Array(text.utf8), Array("{lacuna: mapping/1, columns: {name: A}}".utf8)]
    }
  ) { bytes in
    guard let mapping = try? Mapping(yaml: bytes, dimensions: listDimensions) else {
      return .refused
    }
    let written = Array(mapping.yaml(dimensions: listDimensions).utf8)
    guard let again = try? Mapping(yaml: written, dimensions: listDimensions) else {
      throw Finding(description: "what is written is refused")
    }
    var expected = mapping
    // A dimension without values is not written.
    expected.values = mapping.values.filter { !$0.value.isEmpty }
    try Finding.require(again == expected, "another mapping is read back")
    try Finding.require(
      Array(again.yaml(dimensions: listDimensions).utf8) == written,
      "written again, it is another text")
    return .accepted
  }

  /// What lists and mappings are read under.
  static let listDimensions = [
    StatusDimension.agreed,
    Dimension(
      name: "industry", values: ["Media", "Oil & Gas"], rollUp: .majority, unlisted: .other),
    ProductDimension.of(["Core", "Analytics"]),
  ]
}
