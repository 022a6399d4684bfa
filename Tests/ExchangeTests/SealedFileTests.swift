// SPDX-License-Identifier: Apache-2.0

import Agreements
import Cryptography
import Exchange
import Forging
import TestSupport
import Testing

@Suite("Sealed files")
struct SealedFileTests {
  static let vectors = Result {
    try Vectors.load(
      stage: "sealed-file",
      keys: [
        "kind", "recipient-root", "sender-root", "run-id", "content-length", "content-digest",
        "signature", "file",
      ])
  }

  private func identity(_ root: [UInt8]) throws -> PrivateIdentity {
    try PrivateIdentity(root: SecretBytes(copying: root))
  }

  @Test("A file of another implementation opens", arguments: try vectors.get())
  func opens(_ vector: Vector) throws {
    let kind = try #require(MessageKind.allCases.first { try $0.description == vector["kind"] })
    let file = try vector.hex("file")
    let header = try #require(SealedFile.Header(file: file))
    let recipient = try identity(vector.hex("recipient-root"))
    let sender = try identity(vector.hex("sender-root"))
    #expect(header.kind == kind)
    #expect(try header.run == vector.hex("run-id"))
    #expect(header.recipient == SealedFile.recipientDigest(recipient.publicIdentity))
    let message = try ReceivedMessage(file: file, kind: kind, openedBy: recipient)
    #expect(try UInt64(message.content.count) == vector.number("content-length"))
    #expect(try message.digest.bytes == vector.hex("content-digest"))
    #expect(try message.signature == vector.hex("signature"))
    #expect(message.preamble.sender == sender.publicIdentity)

    // Sealed again here: another seal of the same length over the same content.
    let again = try OutgoingMessage(
      message.preamble, body: Array(message.content.dropFirst(388)), signedBy: sender)
    #expect(again.content == message.content && again.digest == message.digest)
    let own = try Fixture.file(again)
    #expect(own.count == file.count && own.prefix(64) == file.prefix(64) && own != file)
    #expect(
      try ReceivedMessage(file: own, kind: kind, openedBy: recipient).content == message.content)
  }

  @Test(
    "The three messages are read to their end: the control of all that follows",
    arguments: MessageKind.allCases)
  func control(kind: MessageKind) throws {
    let fixture = try Fixture.shared.get()
    try fixture.read(Fixture.file(fixture.message(kind)), as: kind)
    try fixture.read(HandSeal(fixture.message(kind)).file(), as: kind)
    #expect(try Fixture.file(fixture.offer).count > 2 * 65_552)
  }

  @Test("A file is as long as the next multiple of 4096, and no longer")
  func length() throws {
    let fixture = try Fixture.shared.get()
    // Reports of every length near a multiple of 4096 and near the end of a chunk, and some between.
    let edges = [4096, 8192, 61_440, 65_536, 69_632, 131_072, 135_168].flatMap { edge in
      (-700 ... -380).map { edge + $0 }.filter { $0 >= 0 }
    }
    let between =
      Array(stride(from: 0, to: 70_000, by: 997)) + Array(stride(from: 60_700, to: 65_600, by: 61))
    for count in edges + between {
      let body = ReportMessage(report: [UInt8](repeating: 32, count: count)).body
      let message = try fixture.message(.report, body: body)
      var length = 0
      try SealedFile.seal(message) { length += $0.count }
      let plaintext = HandSeal.plaintext(message.content, message.signature)
      try #require(length == HandSeal.fileCount(plaintext.count), "a report of \(count) bytes")
      try #require(length % 4096 == 0)
    }
  }

  @Test("Padding that is not zero, not the least, or does not leave room for a signature")
  func padding() throws {
    let fixture = try Fixture.shared.get()
    let message = fixture.report
    let honest = HandSeal(message)
    let end = 8 + message.content.count
    func refusal(_ change: (inout [UInt8]) -> Void) throws -> String? {
      var seal = honest
      change(&seal.plaintext)
      return fixture.refusal(try seal.file(), as: .report)
    }
    #expect(try refusal { _ in } == nil)
    for place in [end, end + 1, honest.plaintext.count - 65] {
      #expect(try refusal { $0[place] = 1 } == "content-malformed")
    }
    let zeros = [UInt8](repeating: 0, count: 4096)
    #expect(try refusal { $0.insert(contentsOf: zeros, at: end) } == "content-malformed")
    // A length of the content that is another, or none that can be.
    let (content, whole) = (UInt64(message.content.count), UInt64(honest.plaintext.count))
    let lengths: [UInt64] = [0, 1, content - 1, whole - 8 - 63, whole, UInt64.max]
    for length in lengths + [31, 32, 62, 63].map({ UInt64(1) << $0 }) {
      let name = try refusal { $0.replaceSubrange(0..<8, with: HandSeal.bigEndian(length)) }
      #expect(name == "content-malformed", "\(length)")
    }
    // A zero byte of the padding taken for content: the lengths fit, the signature does not.
    let longer = HandSeal.bigEndian(content + 1)
    #expect(try refusal { $0.replaceSubrange(0..<8, with: longer) } == "signature-invalid")
  }

  @Test("Chunks that are swapped, doubled, or not marked as the last")
  func chunks() throws {
    let fixture = try Fixture.shared.get()
    let file = try Fixture.file(fixture.offer)
    let chunk = 65_552
    let first = Array(file[96..<96 + chunk])
    let second = Array(file[96 + chunk..<96 + 2 * chunk])
    let head = Array(file[..<96])
    let rest = Array(file[(96 + 2 * chunk)...])
    func refusal(_ chunks: [[UInt8]]) -> String? {
      fixture.refusal(head + Array(chunks.joined()) + rest, as: .offer)
    }
    #expect(refusal([first, second]) == nil)
    #expect(refusal([second, first]) == "seal-broken")
    #expect(refusal([first, first]) == "seal-broken")
    for flag in [UInt8(0), 2] {
      var seal = HandSeal(fixture.offer)
      seal.lastFlag = flag
      #expect(fixture.refusal(try seal.file(), as: .offer) == "seal-broken")
    }
  }
}
