// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Oracle
import Samples
import Testing

/// The oracle itself, against counts made by hand and by the maker of the rehearsal lists.
@Suite struct OracleTests {
  private func list(_ bytes: [UInt8], _ dimensions: [Dimension]) throws -> CustomerList {
    let guess = MappingGuess(columns: try ListSurvey.columns(of: bytes), dimensions: dimensions)
    return try CustomerList.read(
      bytes, mapping: guess.mapping, dimensions: dimensions, lists: PublicLists())
  }

  @Test func `two lists counted by hand`() throws {
    let dimensions = [StatusDimension.agreed, Lists.industry]
    let acme = try list(
      Lists.csv([
        ["One", "one.com", "Customer", "Software", ""],
        ["One again", "www.one.com", "Prospect", "Software", ""],
        ["Two", "two.com", "Customer", "Farming", ""],
        ["Three", "three.com", "Prospect", "Banking", ""],
        ["Four", "", "Prospect", "Banking", ""],
      ]), dimensions)
    let globex = try list(
      Lists.csv([
        ["One", "one.com", "Open Opportunity", "", ""],
        ["Two", "two.com", "Customer", "", ""],
        ["Four", "", "Customer", "", ""],
        ["Five", "five.com", "Customer", "", ""],
      ]), [StatusDimension.agreed])
    let oracle = PlaintextCleanRoom(initiator: acme, responder: globex)
    #expect(oracle.initiatorAccounts == 4)
    #expect(oracle.responderAccounts == 3)
    let status = [StatusDimension.agreed]
    #expect(
      oracle.counts(rows: status, columns: status)
        == PlaintextCounts(
          cells: [[1, 1, 0], [0, 0, 0], [0, 0, 0]], rowTotals: [2, 0, 0], columnTotals: [1, 1, 0],
          total: 2, rowUnmatched: [0, 0, 2], columnUnmatched: [1, 0, 0]))
    let split = oracle.counts(rows: dimensions, columns: status)
    let groups = Lists.industry.values.count + 1
    #expect(split.cells.count == 3 * groups)
    // Customers in Software (the first industry), and in none of the vocabulary (the last group).
    #expect(split.cells[0] == [0, 1, 0])
    #expect(split.cells[groups - 1] == [1, 0, 0])
    #expect(split.total == 2)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `rehearsal lists have the overlap they were made with`(seed: UInt64) throws {
    let pair = try SamplePair.make(accounts: 400, seed: seed)
    let status = [StatusDimension.agreed]
    let oracle = PlaintextCleanRoom(
      initiator: try list(pair.vendor.bytes(), status),
      responder: try list(pair.partner.bytes(), status))
    var cells = Array(repeating: [0, 0, 0], count: 3)
    for (cell, count) in pair.truth().sharedByDomain {
      cells[cell.vendor.rawValue][cell.partner.rawValue] += count
    }
    #expect(oracle.counts(rows: status, columns: status).cells == cells)
  }
}
