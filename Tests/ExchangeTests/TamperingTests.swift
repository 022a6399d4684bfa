// SPDX-License-Identifier: Apache-2.0

import Agreements
import Exchange
import TestSupport
import Testing

/// A2, from the outside: a valid file, changed without any key.
@Suite("Files changed on the way")
struct TamperingTests {
  /// What a changed byte must be refused as, by messages.md 2.
  private func expected(at offset: Int) -> ExchangeError {
    switch offset {
    case 0..<16: .notAMessage
    case 16..<32: .sealBroken(chunk: 0)
    case 32..<64: .wrongRecipient
    case 64..<96: .sealBroken(chunk: 0)
    default: .sealBroken(chunk: (offset - 96) / 65_552)
    }
  }

  private func expectRefusal(
    _ file: [UInt8], _ kind: MessageKind, _ error: ExchangeError, _ comment: Comment
  ) throws {
    let fixture = try Fixture.shared.get()
    #expect(throws: error, comment) { try fixture.read(file, as: kind) }
  }

  @Test(
    "Each byte of header and enc, bytes at chunk edges, and 1,000 others",
    arguments: MessageKind.allCases)
  func flippedBytes(kind: MessageKind) throws {
    let fixture = try Fixture.shared.get()
    let file = try Fixture.file(fixture.message(kind))
    var random = SeededGenerator(seed: 40)
    let chunks = stride(from: 96, through: file.count, by: 65_552) + [file.count]
    let edges = chunks.flatMap { edge in (edge - 18..<edge + 18) }.filter {
      (96..<file.count).contains($0)
    }
    // Only the offer is longer than a chunk; the others are as quick to open as they are short.
    let others = (0..<1000).map { _ in Int.random(in: 96..<file.count, using: &random) }
    for offset in Array(0..<96) + edges + others {
      var changed = file
      changed[offset] ^= 0x80 >> UInt8(offset % 3)
      try expectRefusal(changed, kind, expected(at: offset), "byte \(offset)")
    }
    // The top bit of enc is not part of its coordinate, yet it is bound.
    var changed = file
    changed[95] ^= 0x80
    try expectRefusal(changed, kind, .sealBroken(chunk: 0), "top bit of enc")
  }

  @Test("Cut at every chunk edge, section edge and multiple of 4096, and made longer")
  func lengths() throws {
    let fixture = try Fixture.shared.get()
    let file = try Fixture.file(fixture.offer)
    var cuts =
      Array(stride(from: 0, to: file.count, by: 4096)) + [
        1, 8, 63, 64, 65, 95, 96, 97, 111, 112, 113,
      ]
    cuts += stride(from: 96, to: file.count, by: 65_552).flatMap { [$0 - 1, $0, $0 + 1] }
    // Where sections begin in the plaintext, and so in the file.
    var edge = 8 + 388 + 4 + fixture.agreement.bytes.count + 64 + 4 + 2 + 2 + 24
    for section in fixture.points {
      cuts.append(96 + edge + 16 * (edge / 65_536))
      edge += 32 * section.count
    }
    cuts += [file.count - 1, file.count - 64, file.count - 80]
    for cut in cuts {
      // A multiple of 4096 is a possible length; then the chunk that is now last does not open as such.
      let last = max(0, (cut - 96 - 1) / 65_552)
      let isPossible = cut % 4096 == 0 && cut > 0
      try expectRefusal(
        Array(file[..<cut]), .offer, isPossible ? .sealBroken(chunk: last) : .notAMessage,
        "cut at \(cut)")
    }
    try expectRefusal(file + [0], .offer, .notAMessage, "a byte more")
    let last = (file.count - 97) / 65_552
    let padded = file + [UInt8](repeating: 0, count: 4096)
    try expectRefusal(padded, .offer, .sealBroken(chunk: last), "4096 bytes more")
    try expectRefusal(file + file, .offer, .sealBroken(chunk: last), "the file twice")
  }

  @Test("Another kind in the header")
  func kinds() throws {
    let fixture = try Fixture.shared.get()
    for kind in MessageKind.allCases {
      var file = try Fixture.file(fixture.message(kind))
      for other in MessageKind.allCases where other != kind {
        #expect(throws: ExchangeError.wrongKind(expected: other)) {
          try fixture.read(file, as: other)
        }
        // Put into the header, the kind is bound by the seal. The recipient of an answer is another.
        file[8] = other.rawValue
        let name = fixture.refusal(file, as: other)
        #expect(name == (kind.sender == other.sender ? "seal-broken" : "wrong-recipient"))
      }
      for number in [UInt8(0), 4, 255] {
        file[8] = number
        #expect(fixture.refusal(file, as: kind) == "not-a-message")
      }
    }
  }

  @Test("A file for somebody else, and one whose header is changed to us")
  func recipients() throws {
    let fixture = try Fixture.shared.get()
    let stranger = try Fixture.identity(9)
    var file = try Fixture.file(fixture.offer)
    #expect(throws: ExchangeError.wrongRecipient) {
      try ReceivedMessage(file: file, kind: .offer, openedBy: stranger)
    }
    file.replaceSubrange(32..<64, with: SealedFile.recipientDigest(stranger.publicIdentity).bytes)
    #expect(throws: ExchangeError.sealBroken(chunk: 0)) {
      try ReceivedMessage(file: file, kind: .offer, openedBy: stranger)
    }
  }

  @Test("Random bytes, with and without a header", arguments: [UInt64(44)])
  func randomFiles(seed: UInt64) throws {
    let fixture = try Fixture.shared.get()
    var random = SeededGenerator(seed: seed)
    let header = try Fixture.file(fixture.report).prefix(64)
    for round in 0..<300 {
      let count = [0, 1, 63, 64, 96, 112, 113, 4096, 8192][round % 9]
      let bytes = random.bytes(count)
      #expect(fixture.refusal(bytes, as: .report) == "not-a-message", "seed \(seed)")
      let file = Array(header + bytes.dropFirst(64))
      let expected = count >= 4096 ? "seal-broken" : "not-a-message"
      #expect(fixture.refusal(file, as: .report) == expected, "seed \(seed)")
    }
  }
}
