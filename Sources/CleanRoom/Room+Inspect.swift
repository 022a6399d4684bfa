// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Exchange
internal import Foundation
internal import Ledger
internal import Release

/// What can be said of one of our files without a secret, and, to its recipient, a little more.
public struct FileDescription: Sendable, Encodable {
  public let path: String
  public let kind: String
  public let bytes: Int
  public let sha256: String
  public let facts: [Fact]

  public struct Fact: Sendable, Encodable {
    public let name: String
    public let value: String
  }
}

extension Room {
  /// Describes any file of ours: card, agreement, signature, sealed message, part of one.
  public func inspect(_ path: String) throws(CleanRoomError) -> FileDescription {
    let bytes = try RoomFiles.required(path, hint: "name a file of lacuna", limit: 4 << 30)
    let (kind, facts) = try describe(bytes, path)
    return Self.description(bytes, path, kind, facts)
  }

  /// Where there is no room: what anyone can read of the file.
  public static func inspectOutside(_ path: String) throws(CleanRoomError) -> FileDescription {
    let bytes = try RoomFiles.required(path, hint: "name a file of lacuna", limit: 4 << 30)
    guard let header = SealedFile.Header(file: bytes) else {
      let (kind, facts) = try describeOpen(bytes, path)
      return description(bytes, path, kind, facts)
    }
    return description(
      bytes, path, "sealed \(header.kind)",
      [
        ("run", RunName.text(header.run)),
        ("contents", "sealed to its recipient's key (HPKE), signed inside by its sender"),
        ("recipient digest", header.recipient.hex),
      ])
  }

  private static func description(
    _ bytes: [UInt8], _ path: String, _ kind: String, _ facts: [(String, String)]
  ) -> FileDescription {
    FileDescription(
      path: path, kind: kind, bytes: bytes.count, sha256: Agreements.Digest("", bytes).hex,
      facts: facts.map { .init(name: $0.0, value: $0.1) })
  }

  private func describe(
    _ bytes: [UInt8], _ path: String
  ) throws(CleanRoomError) -> (String, [(String, String)]) {
    if let header = SealedFile.Header(file: bytes) { return try describe(header, bytes) }
    if let part = FilePart(header: bytes) {
      let (kind, facts) = try Self.describe(part, bytes, path)
      let recipient = part.cut.message.recipient
      let isOwn = recipient == SealedFile.recipientDigest(try identity().publicIdentity)
      return (
        kind, facts + [("for", isOwn ? "this room" : try recipientName(part.cut.message))]
      )
    }
    return try Self.describeOpen(bytes, path)
  }

  /// A file that is not sealed.
  private static func describeOpen(
    _ bytes: [UInt8], _ path: String
  ) throws(CleanRoomError) -> (String, [(String, String)]) {
    if let part = FilePart(header: bytes) {
      let (kind, facts) = try describe(part, bytes, path)
      return (kind, facts + [("recipient digest", part.cut.message.recipient.hex)])
    }
    if FilePart.isPart(bytes) { throw FoundParts.damaged("\(path): this part is damaged") }
    do {
      if bytes.starts(with: Array("lacuna card".utf8)) {
        let party = try Card(text: bytes).party
        return ("card", Self.describe(party) + [("signature", "holds")])
      }
      if bytes.starts(with: Array("lacuna agreement signature".utf8)) {
        let signature = try AgreementSignature(text: bytes)
        return ("signature of an agreement", [("signer", signature.signer.fingerprint)])
      }
      let agreement = try Agreement(bytes: bytes)
      return (
        "agreement",
        [("digest", agreement.digest.hex), ("title", agreement.terms.title)]
          + Self.describe(agreement.terms.initiator) + Self.describe(agreement.terms.responder)
      )
    } catch {
      throw CleanRoomError(
        "not-a-message", .counterpartFileRejected, "\(path): not a file of lacuna, or damaged")
    }
  }

  private static func describe(_ party: Party) -> [(String, String)] {
    [
      ("party", "\(party.name) (\(party.organisation)), at most \(party.accounts) accounts"),
      ("fingerprint", party.identity.fingerprint),
    ]
  }

  private func describe(
    _ header: SealedFile.Header, _ bytes: [UInt8]
  ) throws(CleanRoomError) -> (String, [(String, String)]) {
    let identity = try identity()
    var facts = [("run", RunName.text(header.run))]
    facts.append(
      (
        "contents",
        "sealed to its recipient's key (HPKE), signed inside by its sender; padded to 4096"
      ))
    guard header.recipient == SealedFile.recipientDigest(identity.publicIdentity) else {
      facts.append(("for", try recipientName(header)))
      return ("sealed \(header.kind)", facts + (try recorded(bytes)))
    }
    facts.append(("for", "this room"))
    do {
      let message = try ReceivedMessage(file: bytes, kind: header.kind, openedBy: identity)
      facts += [
        ("signed by", message.preamble.sender.fingerprint), ("signature", "holds"),
        ("content digest", message.digest.hex), ("agreement", message.preamble.agreement.hex),
        ("seed number", "\(message.preamble.seedNumber)"),
      ]
    } catch {
      throw CleanRoomError(error)
    }
    return ("sealed \(header.kind)", facts)
  }

  private func recipientName(_ header: SealedFile.Header) throws(CleanRoomError) -> String {
    guard RoomFiles.exists(folder.agreement) else { return "another room" }
    let (terms, role) = try agreement()
    let other = terms.agreement.party(role.other)
    return header.recipient == SealedFile.recipientDigest(other.identity)
      ? "\(other.name) (\(other.organisation))" : "another room"
  }

  /// What our ledger says of a file that we sent.
  private func recorded(_ bytes: [UInt8]) throws(CleanRoomError) -> [(String, String)] {
    let digest = Agreements.Digest("", bytes).bytes
    do {
      let entry = try openLedger(for: .reading).entries().first { $0.messageDigest == digest }
      guard let entry else { return [("recorded", "not in this ledger")] }
      return [
        ("recorded", "ledger entry \(entry.sequence), paid"),
        ("content digest", Hex.encode(entry.facts.content)),
        ("epsilon debited", entry.facts.charge.plainText),
      ]
    } catch {
      throw CleanRoomError(error)
    }
  }
}
