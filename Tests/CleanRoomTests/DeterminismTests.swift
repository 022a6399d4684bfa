// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Exchange
import Cryptography
import Foundation
import TestSupport
import Testing

/// Same keys, seeds and lists, same content: the content of every message and the report's bytes.
@Suite struct DeterminismTests {
  /// What a run leaves: the contents' digests and the report.
  private struct Left: Equatable {
    let contents: [String]
    let report: [UInt8]
  }

  /// Plays a run in a copy of `pair`, whose keys are the same but for what one run draws anew: its
  /// second seeds, so these are put there before.
  private func play(
    _ pair: RoomPair, at name: String, workers: Int, prepare: (RoomPair) throws -> Void = { _ in }
  ) throws -> Left {
    try play(pair, at: name, RoomPair.setting(.derived, workers: workers), prepare: prepare)
  }

  private func play(
    _ pair: RoomPair, at name: String, _ setting: Room.Setting,
    prepare: (RoomPair) throws -> Void = { _ in }
  ) throws -> Left {
    let copy = try pair.copied(to: pair.folder.deletingLastPathComponent().appending(path: name))
      .opened(setting)
    try prepare(copy)
    let run = try copy.play()
    let sent = try #require(run.initiator.sent)
    return Left(
      contents: try [run.offer, run.answer, sent].map { try copy.opened($0).digest.hex },
      report: try bytes(run.responder.folder + "/report.json"))
  }

  private func plantSecondSeeds(_ pair: RoomPair) throws {
    let agreement = try pair.terms.agreement
    for (room, role, byte) in [
      (pair.initiator, Role.initiator, 1 as UInt8), (pair.responder, .responder, 2),
    ] {
      try KeyFile.write(
        SecretBytes(copying: [UInt8](repeating: byte, count: 32)), .seed,
        to: room.folder.seed(first: agreement.party(role).commitment.hex, number: 2))
    }
  }

  private func reversedRows(_ path: String) throws {
    let lines = String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n")
    let rows = [lines[0]] + lines.dropFirst().reversed()
    try write(Array((rows.joined(separator: "\n") + "\n").utf8), to: path)
  }

  @Test func `threads and the order of rows change nothing`() throws {
    let lists = try Lists.samples(1500, seed: 5)
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder.appending(path: "first"), initiator: lists.vendor, responder: lists.partner)
      try plantSecondSeeds(pair)
      let one = try play(pair, at: "one", workers: 1)
      #expect(try play(pair, at: "one again", workers: 1) == one)
      #expect(try play(pair, at: "two", workers: 2) == one)
      #expect(try play(pair, at: "two again", workers: 2) == one)
      let reversed = try play(pair, at: "reversed", workers: 2) { copy in
        try reversedRows(copy.initiatorList)
        try reversedRows(copy.responderList)
      }
      #expect(reversed == one)
    }
  }

  @Test func `rows that are not held change nothing`() throws {
    let lists = try Lists.samples(1500, seed: 7)
    // Longer than two chunks of what is read at a time.
    func lengthened(_ list: [UInt8]) -> [UInt8] {
      let note = "," + String(repeating: "x", count: 2000)
      return Array(
        String(decoding: list, as: UTF8.self).split(separator: "\n").map { $0 + note }
          .joined(separator: "\n").utf8)
    }
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder.appending(path: "first"), initiator: lengthened(lists.vendor),
        responder: lengthened(lists.partner))
      try plantSecondSeeds(pair)
      var setting = RoomPair.setting(.derived)
      let held = try play(pair, at: "held", setting)
      setting.rowMemory = 0
      #expect(try play(pair, at: "kept", setting) == held)
    }
  }

  @Test func `another list changes every content`() throws {
    let lists = try Lists.samples(200, seed: 6)
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder.appending(path: "first"), initiator: lists.vendor, responder: lists.partner)
      try plantSecondSeeds(pair)
      let one = try play(pair, at: "one", workers: 1)
      let other = try play(pair, at: "other", workers: 1) { copy in
        let row = "1,Another,another-one.com,,Software,Customer,,,,,,\n"
        try write(try bytes(copy.initiatorList) + Array(row.utf8), to: copy.initiatorList)
      }
      for (first, second) in zip(one.contents, other.contents) { #expect(first != second) }
    }
  }
}
