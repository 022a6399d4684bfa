// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import TestSupport
import Testing

/// Without noise the whole pipeline, mail by mail, equals the plaintext clean room.
@Suite struct ZeroNoiseTests {
  enum By: CaseIterable { case nothing, initiatorsIndustry, respondersSegment }

  private func dimension(_ by: By) -> (dimension: Agreements.Dimension, of: Role)? {
    switch by {
    case .nothing: nil
    case .initiatorsIndustry: (Lists.industry, .initiator)
    case .respondersSegment: (Lists.segment, .responder)
    }
  }

  @Test(arguments: By.allCases, Array(1...10) as [UInt64])
  func `small lists with gaps and duplicates`(by: By, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let lists = (Lists.random(&generator), Lists.random(&generator))
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: lists.0, responder: lists.1,
        RoomPair.Draft(by: dimension(by)))
      let run = try pair.play()
      try pair.expectTruth(run.initiator.report)
      #expect(run.responder.digest == run.initiator.digest)
    }
  }

  @Test func `rehearsal lists`() throws {
    let lists = try Lists.samples(300, seed: 11)
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: lists.partner, responder: lists.vendor,
        RoomPair.Draft(by: (Lists.industry, .responder)))
      try pair.expectTruth(try pair.play().initiator.report)
    }
  }
}
