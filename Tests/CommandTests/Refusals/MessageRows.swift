// SPDX-License-Identifier: Apache-2.0

import Agreements
import Cryptography
import Exchange
import Forging
import Foundation

extension RefusalRow {
  /// What is refused of a file before anyone's place in a run is looked at: messages.md 3, down to the signature.
  static let sealedFiles: [RefusalRow] = [
    RefusalRow(
      "not-a-message", 76, "magic, kind, reserved bytes or length do not fit",
      "<file>: this is not a lacuna message, or it was cut short",
      [
        .changed(.offer, "a byte of the magic") { $0[3] ^= 1 },
        .changed(.offer, "kind 0") { $0[8] = 0 },
        .changed(.answer, "kind 4") { $0[8] = 4 },
        .changed(.report, "a reserved byte") { $0[15] = 1 },
        .changed(.offer, "no byte") { $0 = [] },
        .changed(.answer, "the header alone") { $0 = Array($0[..<64]) },
        .changed(.offer, "a byte less") { $0.removeLast() },
        .changed(.report, "a byte more") { $0.append(0) },
        RefusalProof(
          "inspect: a list", at: .offered, message: "<file>: not a file of lacuna, or damaged"
        ) { .verb($0.acme, ["inspect", Company.listFromRoom]) },
      ]),
    RefusalRow(
      "wrong-kind", 76, "the header's kind, or the content's label, is not the one that is due",
      "<file>: this is not an answer",
      [
        .changed(.offer, "the header of an answer", message: "<file>: this is not an offer") {
          $0[8] = 2
        },
        .changed(.answer, "the header of an offer") { $0[8] = 1 },
        .changed(.report, "the header of an answer", message: "<file>: this is not a report") {
          $0[8] = 2
        },
        .forged(.answer, "the label of an offer inside") {
          $0.label = Array("lacuna/1 offer".utf8) + [0, 0]
        },
        .forged(.offer, "a label of another version", message: "<file>: this is not an offer") {
          $0.label = Array("lacuna/2 offer".utf8) + [0, 0]
        },
      ]),
    RefusalRow(
      "wrong-recipient", 76, "the recipient, in the header or in the preamble, is not us",
      "<file>: this message is sealed to somebody else",
      [
        .changed(.offer, "a byte of the recipient's digest") { $0[32] ^= 1 },
        .changed(.answer, "another recipient's digest") { bytes in
          bytes.replaceSubrange(32..<64, with: [UInt8](repeating: 7, count: 32))
        },
        .forged(.report, "another recipient in the preamble alone") { forgery in
          let us = forgery.preamble.recipient
          forgery.preamble.recipient = forgery.preamble.sender
          forgery.sealing = { $0.recipient = us }
        },
      ]),
    RefusalRow(
      "seal-broken", 76, "a chunk does not open, is missing, or follows the last",
      "<file>: the seal does not open at chunk <n>: the file was changed or cut",
      [
        .changed(.offer, "a byte of a chunk") { $0[5000] ^= 1 },
        .changed(.answer, "a byte of the last seal") { $0[$0.count - 1] ^= 1 },
        .changed(.report, "the encapsulated key") { $0[64] ^= 1 },
        .changed(.offer, "an encapsulated key of low order") { bytes in
          bytes.replaceSubrange(64..<96, with: [UInt8](repeating: 0, count: 32))
        },
        .changed(.offer, "the run id of the header") { $0[16] ^= 1 },
        .changed(.answer, "a block less") { $0.removeLast(4096) },
        .changed(.report, "a block more") { $0 += [UInt8](repeating: 0, count: 4096) },
        .changed(.answer, "twice the file") { $0 += $0 },
        .forged(.offer, "a last chunk that does not say so") {
          $0.sealing = { $0.lastFlag = 0 }
        },
      ]),
    RefusalRow(
      "content-malformed", 76,
      "lengths do not add up, the padding is not the least or not zero, or bytes remain",
      "<file>: the content is malformed at byte <n>",
      [
        .forged(.offer, "a length above what there is") {
          $0.sealing = { $0.plaintext[1] = 1 }
        },
        .forged(.answer, "a length of 2^64 - 1") { forgery in
          forgery.sealing = { $0.plaintext.replaceSubrange(0..<8, with: Forge.ones(8)) }
        },
        .forged(.report, "padding that is not zero") { forgery in
          forgery.sealing = { $0.plaintext[$0.plaintext.count - 65] = 1 }
        },
        .forged(.report, "a block of padding too many") { forgery in
          forgery.sealing = { seal in
            let signature = seal.plaintext.suffix(64)
            seal.plaintext =
              seal.plaintext.dropLast(64) + [UInt8](repeating: 0, count: 4096) + signature
          }
        },
        .forged(.offer, "an agreement longer than the content") {
          $0.body.replaceSubrange(0..<4, with: Forge.ones(4))
        },
        .forged(.offer, "a number of points of 2^64 - 1") { forgery in
          let start = forgery.offerSizesStart
          forgery.body.replaceSubrange(start..<start + 8, with: Forge.ones(8))
        },
        .forged(.offer, "a point less than it counts") { $0.body.removeLast(32) },
        .forged(.offer, "a byte after the last point") { $0.body.append(0) },
        .forged(.offer, "nothing after the preamble") { $0.body = [] },
        .forged(.answer, "a tag count of 2^63") { $0.body[70] = 0x80 },
        .forged(.answer, "a byte less than its points") { $0.body.removeLast() },
        .forged(.answer, "a byte after the last point") { $0.body.append(0) },
        .forged(.answer, "half a signature") { $0.body = Array($0.body[..<32]) },
        .forged(.report, "a report longer than the content") { $0.body[2] ^= 1 },
        .forged(.report, "a byte after the report") { $0.body.append(10) },
        .forged(.report, "a report of more than 16 MiB by its count") { $0.body[0] = 0xFF },
      ]),
    RefusalRow(
      "signature-invalid", 76, "the signature does not hold for the sender that it names",
      "<file>: the signature does not hold for the sender it names",
      [
        .forged(.offer, "signed by another") { $0.signer = .stranger },
        .forged(.answer, "signed by another") { $0.signer = .stranger },
        .forged(.report, "a byte of the signature") { forgery in
          forgery.sealing = { $0.plaintext[$0.plaintext.count - 1] ^= 1 }
        },
        .forged(.report, "a byte of what is signed") { forgery in
          forgery.sealing = { $0.plaintext[8 + 400] ^= 1 }
        },
      ]),
    RefusalRow(
      "point-not-canonical", 76, "a point is not less than 2^255 - 19",
      "<file>: table <n>, section <n>: a point is not canonical",
      [
        .forged(.offer, "2^255 - 19 at the end of a section") { forgery in
          let end = forgery.body.count
          forgery.body.replaceSubrange(
            (end - 32)..<end, with: [0xED] + Forge.ones(30) + [0x7F])
        },
        .forged(.offer, "the highest bit set") { forgery in
          forgery.body[forgery.body.count - 1] |= 0x80
        },
        .forged(.answer, "2^256 - 1 at the end of a section") { forgery in
          let end = forgery.body.count
          forgery.body.replaceSubrange((end - 32)..<end, with: Forge.ones(32))
        },
      ]),
    RefusalRow(
      "not-ascending", 76, "the records of a section are not strictly ascending",
      "<file>: table <n>, section <n>: the records are not strictly ascending",
      [
        .forged(.offer, "two points change places") { forgery in
          try forgery.offer { $0[0][1].swapAt(0, 1) }
        },
        .forged(.offer, "a point twice") { forgery in
          try forgery.offer { $0[0][2][1] = $0[0][2][0] }
        },
        .forged(.answer, "two tags change places") { forgery in
          try forgery.answer { tags, _ in tags[0].swapAt(2, 3) }
        },
        .forged(.answer, "a tag twice") { forgery in
          try forgery.answer { tags, _ in tags[1][1] = tags[1][0] }
        },
        .forged(.answer, "two points change places") { forgery in
          try forgery.answer { _, points in points[2].swapAt(0, 1) }
        },
      ]),
    RefusalRow(
      "tags-overlap", 76, "two sections of T share a tag",
      "<file>: table <n>: two sections share a tag",
      [
        .forged(.answer, "a tag of another section") { forgery in
          try forgery.answer { tags, _ in
            tags[2][0] = tags[0][0]
            tags[2].sort()
          }
        }
      ]),
    RefusalRow(
      "point-zero", 76, "a product is zero", "<file>: table <n>: a point of low order",
      left: .nextSeed,
      [
        .forged(.offer, "the point 0") { forgery in
          try forgery.offer { $0[0][0][0] = try Point(bytes: [UInt8](repeating: 0, count: 32)) }
        },
        .forged(.answer, "the point 1") { forgery in
          try forgery.answer { _, points in
            points[1][0] = try Point(bytes: [1] + [UInt8](repeating: 0, count: 31))
            points[1].sort()
          }
        },
      ]),
    RefusalRow(
      "point-repeated", 76, "two products of one table are equal",
      "<file>: table <n>: two points are equal after blinding", left: .nextSeed,
      [
        .forged(.offer, "a point in two sections") { forgery in
          try forgery.offer { tables in
            tables[0][2][0] = tables[0][0][0]
            tables[0][2].sort()
          }
        },
        .forged(.answer, "a point in two sections") { forgery in
          try forgery.answer { _, points in
            points[2].append(points[0][0])
            points[2].sort()
          }
        },
      ]),
    RefusalRow(
      "shape", 76, "tables, groups or section sizes are not those of the agreement",
      "<file>: table <n>: <any>",
      [
        .forged(
          .offer, "a table more", message: "<file>: table 0: another number of tables"
        ) { forgery in try forgery.offer { $0.append($0[0]) } },
        .forged(
          .offer, "a group less", message: "<file>: table 0: another number of groups"
        ) { forgery in try forgery.offer { $0[0].removeLast() } },
        .forged(
          .offer, "a control account less",
          message: "<file>: table 0: another number of points of control accounts"
        ) { forgery in try forgery.offer { $0[0][3].removeLast() } },
        .forged(
          .offer, "a section without fake accounts",
          message: "<file>: table 0: a section without its fakes"
        ) { forgery in try forgery.offer { $0[0][1] = [] } },
        .forged(
          .offer, "more points than the agreed list",
          message: "<file>: table 0: more records than the agreement allows"
        ) { forgery in
          // The counts are refused first, so that any points will do.
          try forgery.offer { tables in
            tables[0][0] = [Point](repeating: tables[0][0][0], count: 2000)
          }
        },
        .forged(
          .answer, "a table less", message: "<file>: table 0: another number of tables"
        ) { $0.body[65] = 0 },
        .forged(
          .answer, "a tag less than the offer has points",
          message: "<file>: table 0: as many tags as the offer has points are due"
        ) { forgery in try forgery.answer { tags, _ in tags[0].removeLast() } },
        .forged(
          .answer, "a group of Y less", message: "<file>: table 0: another number of groups"
        ) { forgery in try forgery.answer { _, points in points.removeLast() } },
        .forged(
          .answer, "a control account less",
          message: "<file>: table 0: another number of points of control accounts"
        ) { forgery in try forgery.answer { _, points in points[3].removeLast() } },
        .forged(
          .answer, "more points than the agreed list",
          message: "<file>: table 0: more records than the agreement allows"
        ) { forgery in
          try forgery.answer { _, points in
            points[0] = [Point](repeating: points[0][0], count: 2000)
          }
        },
      ]),
  ]
}

enum Forge {
  static func ones(_ count: Int) -> [UInt8] { [UInt8](repeating: 0xFF, count: count) }
}
