// SPDX-License-Identifier: Apache-2.0

internal import Agreements
package import Cryptography
internal import Foundation
package import Ledger

/// The files of a room: one folder a counterpart, on one side's own machine.
package struct RoomFolder: Sendable {
  package let root: String

  package init(_ root: String) {
    var root = Substring(root)
    while root.count > 1, root.hasSuffix("/") { root.removeLast() }
    self.root = String(root)
  }

  /// The folder that holds the room, and its ledger.
  package var parent: String {
    if root == "." { return ".." }
    guard let slash = root.lastIndex(of: "/") else { return "." }
    // `x/..` and the like have no shorter name that is safe to guess.
    guard root[root.index(after: slash)...] != ".." else { return root + "/.." }
    return slash == root.startIndex ? "/" : String(root[..<slash])
  }

  package var settings: String { root + "/room.yaml" }
  package var agreement: String { root + "/agreement.yaml" }
  package var mapping: String { root + "/mapping.yaml" }
  /// The table of public facts, where the agreement names one.
  package var reference: String { root + "/reference.csv" }
  package var keys: String { root + "/Keys" }
  package var identity: String { keys + "/identity.key" }
  package var seeds: String { keys + "/seeds" }
  package var runs: String { keys + "/runs" }
  package var inbox: String { root + "/Inbox" }
  package var outbox: String { root + "/Outbox" }
  package var reports: String { root + "/Reports" }
  package var annex: String { root + "/Annex" }

  package func signature(of organisation: String) -> String {
    "\(agreement).\(organisation).sig"
  }

  package func seed(first commitment: String, number: UInt32) -> String {
    "\(seeds)/\(commitment.prefix(16)).\(number).key"
  }

  package func run(_ run: [UInt8]) -> String { "\(runs)/\(RunName.text(run)).key" }
}

/// How a run is named in file names and on the terminal.
package enum RunName {
  package static func text(_ run: [UInt8]) -> String {
    run.map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }.joined()
  }

  package static func short(_ run: [UInt8]) -> String { String(text(run).prefix(8)) }
}

/// Reads and writes whole files for the verbs of a room; outputs appear whole or not at all.
package enum RoomFiles {
  /// The most bytes read of a text of ours.
  private static let textLimit = 1 << 20

  /// Nil where there is no such file.
  package static func contents(
    _ path: String, limit: Int = textLimit
  ) throws(CleanRoomError) -> [UInt8]? {
    let files = LocalFiles()
    do {
      guard let file = try files.open(path) else { return nil }
      defer { try? files.close(file) }
      var bytes: [UInt8] = []
      while true {
        let piece = try files.read(from: file, atMost: 1 << 20)
        if piece.isEmpty { return bytes }
        bytes += piece
        guard bytes.count <= limit else { throw tooLong(path, limit) }
      }
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// The bytes of a file that this user owns and nobody else may read, checked of the file that is read, whatever the path
  /// may lead to a moment later. Nil where there is no such file.
  ///
  /// Secrecy: no copy of them is left behind.
  package static func secret(_ path: String) throws(CleanRoomError) -> SecretBytes? {
    let files = LocalFiles()
    do {
      guard let file = try files.open(path) else { return nil }
      defer { try? files.close(file) }
      try requireOwn(file)
      var count = 0
      let whole = try SecretBytes(count: textLimit + 1) { span throws(LedgerError) in
        count = try files.read(from: file, into: &span)
      }
      guard count <= textLimit else { throw tooLong(path, textLimit) }
      return whole.withBytes { SecretBytes(copying: $0.extracting(first: count)) }
    } catch {
      throw CleanRoomError(error)
    }
  }

  private static func tooLong(_ path: String, _ limit: Int) -> CleanRoomError {
    CleanRoomError("file-too-long", .inputOutput, "\(path): longer than \(limit) bytes")
  }

  private static func requireOwn(_ file: OpenFile) throws(CleanRoomError) {
    var status = stat()
    guard unsafe fstat(file.number, &status) == 0 else {
      throw CleanRoomError("file-system", .inputOutput, "\(file.path): cannot be inspected")
    }
    guard status.st_uid == geteuid() else {
      throw CleanRoomError(
        "key-owner", .refused, "\(file.path): another user of this machine owns this key",
        hint: "run lacuna as that user; or, if the key is yours: chown \(geteuid()) \(file.path)")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw CleanRoomError(
        "key-permissions", .refused, "\(file.path): others on this machine can read this key",
        hint: "chmod 600 \(file.path)")
    }
  }

  package static func required(
    _ path: String, hint: String, limit: Int = textLimit
  ) throws(CleanRoomError) -> [UInt8] {
    guard let bytes = try contents(path, limit: limit) else {
      throw CleanRoomError("file-missing", .fileMissing, "\(path): no such file", hint: hint)
    }
    return bytes
  }

  package static func write(
    _ bytes: [UInt8], to path: String, visibility: Visibility, existing: ExistingFile
  ) throws(CleanRoomError) {
    do {
      try Publication().publish(to: path, visibility: visibility, existing: existing) { writer in
        try writer.write(bytes)
      }
    } catch {
      throw CleanRoomError(error)
    }
  }

  /// Writes a file that only its owner reads, and leaves no copy of its bytes behind.
  package static func write(
    secret: borrowing SecretBytes, to path: String, existing: ExistingFile
  ) throws(CleanRoomError) {
    try secret.withBytes { bytes throws(CleanRoomError) in
      do throws(LedgerError) {
        try Publication().publish(to: path, visibility: .owner, existing: existing) { writer in
          try writer.write(bytes)
        }
      } catch {
        throw CleanRoomError(error)
      }
    }
  }

  /// Writes bytes as one line of hex that only its owner reads.
  static func writeHex(_ bytes: [UInt8], to path: String) throws(CleanRoomError) {
    try write(
      Array((Hex.encode(bytes) + "\n").utf8), to: path, visibility: .owner, existing: .replace)
  }

  /// The bytes of such a line; nil where there is no such file, or no hex in it.
  static func hex(_ path: String) throws(CleanRoomError) -> [UInt8]? {
    guard let text = try contents(path) else { return nil }
    return Hex.decode(String(decoding: text.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }

  /// Makes a folder that only its owner can enter where `mode` says so.
  package static func makeFolder(_ path: String, mode: Int) throws(CleanRoomError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    } catch {
      throw CleanRoomError("cannot-write", .cannotWrite, "\(path): the folder cannot be made")
    }
  }

  package static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// The files of a folder by name, without those that begin with a dot; empty where there is no folder.
  package static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}
