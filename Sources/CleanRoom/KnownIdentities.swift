// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Ledger

/// The identities an organisation has signed with, beside the ledger and for all its rooms (identity.md 5).
struct KnownIdentities {
  let organisation: String
  /// In the order in which they became known.
  var current: [String] = []
  /// Never accepted again.
  private(set) var revoked: [String] = []

  private let folder: String
  private static let mark = "revoked "

  init(of organisation: String, in ledgerFolder: String) throws(CleanRoomError) {
    self.organisation = organisation
    folder = Self.folder(ledgerFolder)
    let text = String(decoding: try RoomFiles.contents(path) ?? [], as: UTF8.self)
    for line in text.split(separator: "\n") {
      if line.hasPrefix(Self.mark) {
        revoked.append(String(line.dropFirst(Self.mark.count)))
      } else {
        current.append(String(line))
      }
    }
  }

  static func folder(_ ledgerFolder: String) -> String { "\(ledgerFolder)/Counterparts" }
  private var path: String { "\(folder)/\(organisation)" }

  static func all(in ledgerFolder: String) throws(CleanRoomError) -> [KnownIdentities] {
    // A name with a dot is a card's binding to its agreement.
    try RoomFiles.names(in: folder(ledgerFolder)).filter { !$0.contains(".") }
      .map { name throws(CleanRoomError) in try KnownIdentities(of: name, in: ledgerFolder) }
  }

  var isEmpty: Bool { current.isEmpty && revoked.isEmpty }

  /// Whether one of them has this fingerprint; it is revoked from now on.
  ///
  /// - Parameter offered: another identity that counts, though its owner has not been signed with.
  mutating func revoke(_ fingerprint: String, or offered: String? = nil) -> Bool {
    func fits(_ identity: String) -> Bool {
      (try? PublicIdentity(text: identity))?.fingerprint == fingerprint
    }
    if revoked.contains(where: fits) { return true }
    guard let identity = (current + [offered].compactMap(\.self)).first(where: fits) else {
      return false
    }
    current.removeAll { $0 == identity }
    revoked.append(identity)
    return true
  }

  func write() throws(CleanRoomError) {
    try RoomFiles.makeFolder(folder, mode: 0o700)
    let lines = current + revoked.map { Self.mark + $0 }
    try RoomFiles.write(
      Array((lines.joined(separator: "\n") + "\n").utf8), to: path, visibility: .owner,
      existing: .replace)
  }
}
