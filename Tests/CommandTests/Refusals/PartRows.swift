// SPDX-License-Identifier: Apache-2.0

import Agreements
import Exchange
import Foundation
import Testing

extension RefusalRow {
  /// What is refused of files in parts.
  static let parts: [RefusalRow] = [
    RefusalRow(
      "part-missing", 66, "a part of a file is not there",
      "<file>: part <n> of <n> of the offer of run <run> is missing",
      [
        RefusalProof("agree check: the second of three", at: .signed) { two in
          try await two.mailOffer { $0 == 2 ? nil : $1 }
          return .verb(two.globex, ["agree", "check"])
        },
        RefusalProof(
          "agree show: all but the last", at: .signed,
          message: "<file>: parts 1 and 2 of <n> of the offer of run <run> are missing"
        ) { two in
          try await two.mailOffer { $0 < 3 ? nil : $1 }
          return .verb(two.globex, ["agree", "show"])
        },
      ]),
    RefusalRow(
      "part-damaged", 76, "a part does not fit its own header", "<file>: <any> damaged<any>",
      [
        RefusalProof("agree check: a byte of the piece", at: .signed) { two in
          try await two.mailOffer { $0 == 2 ? Self.changed($1, 4000) : $1 }
          return .verb(two.globex, ["agree", "check"])
        },
        RefusalProof("agree check: a part that was cut", at: .signed) { two in
          try await two.mailOffer { $0 == 2 ? Array($1.dropLast()) : $1 }
          return .verb(two.globex, ["agree", "check"])
        },
      ]),
    RefusalRow(
      "part-foreign", 76, "parts hold together and do not make the file they name",
      "<file>: the parts of the offer of run <run> do not make the file they name",
      [
        RefusalProof("agree check: a part with another piece", at: .signed) { two in
          try await two.mailOffer { $0 == 2 ? Self.forged($1) : $1 }
          return .verb(two.globex, ["agree", "check"])
        }
      ]),
  ]

  private static func changed(_ part: [UInt8], _ position: Int) -> [UInt8] {
    var part = part
    part[position] ^= 1
    return part
  }

  /// Another piece under a header whose digests hold (messages.md 5).
  private static func forged(_ part: [UInt8]) -> [UInt8] {
    var part = changed(part, 4000)
    part.replaceSubrange(136..<168, with: Agreements.Digest("", Array(part[200...])).bytes)
    part.replaceSubrange(168..<200, with: Agreements.Digest("", Array(part[..<168])).bytes)
    return part
  }
}

extension TwoCompanies {
  /// Acme's offer in three parts in Globex's Inbox; `spoil` has the number of each and its bytes, and gives what is
  /// mailed instead, if anything.
  fileprivate func mailOffer(_ spoil: (Int, [UInt8]) throws -> [UInt8]?) async throws {
    try await acme.blind().requireDone()
    let offer = try #require(acme.sent("offer").first)
    let file = Array(try Data(contentsOf: offer))
    let cut = try #require(FileCut(of: file, partSize: file.count / 3 + 400))
    for number in 1...3 {
      let part = FilePart(number, of: file, cut)
      guard let bytes = try spoil(number, part.header + file[cut.range(of: number)]) else {
        continue
      }
      let name = "\(offer.lastPathComponent).part-\(number)-of-3"
      try Data(bytes).write(to: globex.inbox.appending(path: name))
    }
  }
}
