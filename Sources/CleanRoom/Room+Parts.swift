// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Exchange
internal import Foundation
internal import Ledger

/// A message as it arrived: a whole file, or the parts of one.
struct Arrival {
  let header: SealedFile.Header
  /// The file, or one of its parts.
  let path: String
  let date: Date
  /// What lacks, in words; nil where everything is there.
  let absence: String?
}

extension Room {
  /// The messages of a kind in the Inbox that are sealed to this room, oldest first.
  ///
  /// Parts of a message that is there as a whole, or in another and complete cut, do not count.
  func arrivals(_ kind: MessageKind) throws(CleanRoomError) -> [Arrival] {
    let recipient = SealedFile.recipientDigest(try identity().publicIdentity)
    var found: [Arrival] = []
    for name in RoomFiles.names(in: folder.inbox) {
      guard let file = RegularFile(folder.inbox + "/" + name),
        let header = SealedFile.Header(file: file.opening)
      else { continue }
      found.append(Arrival(header: header, path: file.path, date: file.date, absence: nil))
    }
    let parts = FoundParts(in: folder.inbox)
    for (cut, numbers) in parts.files {
      let files = numbers.values.joined()
      guard let path = files.map(\.path).min(), let date = files.map(\.date).max() else { continue }
      let absence = parts.missing(of: cut).isEmpty ? nil : parts.absenceText(of: cut)
      found.append(Arrival(header: cut.message, path: path, date: date, absence: absence))
    }
    found.removeAll { $0.header.kind != kind || $0.header.recipient != recipient }
    let whole = Set(found.filter { $0.absence == nil }.map(\.header))
    found.removeAll { $0.absence != nil && whole.contains($0.header) }
    return found.sorted { ($0.date, $0.path) < ($1.date, $1.path) }
  }

  /// The bytes of the message at `path`: the file's, or what it and the parts beside it make.
  ///
  /// Refuses with `part-missing`, `part-damaged` or `part-foreign`, before anything looks at the bytes.
  func joined(_ bytes: [UInt8], at path: String) throws(CleanRoomError) -> [UInt8] {
    guard SealedFile.Header(file: bytes) == nil else { return bytes }
    guard let part = FilePart(header: bytes) else {
      guard FilePart.isPart(bytes) || PartName.isOne(path) else { return bytes }
      throw FoundParts.damaged("\(path): this part is damaged")
    }
    let found = FoundParts(in: Self.folder(of: path))
    guard found.files[part.cut]?[part.number] != nil else {
      throw FoundParts.damaged("\(path): this part is damaged")
    }
    return try found.join(part.cut)
  }

  /// What can be said of a part without joining it.
  static func describe(
    _ part: FilePart, _ bytes: [UInt8], _ path: String
  ) throws(CleanRoomError) -> (kind: String, facts: [(String, String)]) {
    guard part.piece(in: bytes) != nil else {
      throw FoundParts.damaged("\(path): this part is damaged")
    }
    let cut = part.cut
    let found = FoundParts(in: folder(of: path))
    let isWhole = found.missing(of: cut).isEmpty
    return (
      "part \(part.number) of \(cut.count) of a sealed \(cut.message.kind)",
      [
        ("run", RunName.text(cut.message.run)),
        (
          "contents",
          "a piece of a sealed file, which all parts together make; nothing of it is readable"
        ),
        ("whole file", "\(cut.length) bytes, sha256 \(cut.digest.hex)"),
        ("beside it", isWhole ? "all \(cut.count) parts" : found.absenceText(of: cut)),
      ]
    )
  }

  /// Writes the parts of a file in Outbox that is longer than the mail takes; none for one that is not.
  ///
  /// Parts of another size from before go: Outbox holds one cut of a file, and the file itself.
  func publishParts(
    of stored: StoredMessage, at path: String, _ ledger: Ledger
  ) throws -> [String] {
    var parts: [String] = []
    if stored.length > setting.partSize.bytes {
      var file: [UInt8] = []
      file.reserveCapacity(Int(clamping: stored.length))
      try ledger.read(stored) { file += $0 }
      if let cut = FileCut(of: file, partSize: setting.partSize.bytes) {
        for number in 1...cut.count {
          let part = FilePart(number, of: file, cut)
          parts.append(PartName.path(path, number, of: cut.count))
          try Publication().publish(
            to: parts[number - 1], visibility: .everyone, existing: .replace
          ) { writer in
            try writer.write(part.header)
            try writer.write(file.span.extracting(cut.range(of: number)))
          }
        }
      }
    }
    for name in RoomFiles.names(in: folder.outbox) {
      let old = folder.outbox + "/" + name
      guard old.hasPrefix(path + ".part-"), PartName.isOne(old), !parts.contains(old) else {
        continue
      }
      try LocalFiles().remove(old)
    }
    return parts
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
