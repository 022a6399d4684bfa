// SPDX-License-Identifier: Apache-2.0

internal import Agreements
package import Exchange

extension Room {
  /// The most bytes of a message that is read: far above what 10 million accounts need.
  private static let messageLimit = 4 << 30

  func messageFile(_ path: String) throws(CleanRoomError) -> [UInt8] {
    let bytes = try RoomFiles.required(
      path, hint: "put the file you received into Inbox", limit: Self.messageLimit)
    return try joined(bytes, at: path)
  }

  /// The newest message of a kind in the Inbox that is sealed to this room, or a part of it; nil if there is none.
  ///
  /// Which file is looked at first is a convenience: what it says decides.
  package func newest(_ kind: MessageKind) throws(CleanRoomError) -> String? {
    try arrivals(kind).last?.path
  }

  /// The message to work on: the one named, or the newest in the Inbox.
  func message(_ kind: MessageKind, at path: String?) throws(CleanRoomError) -> String {
    if let path { return path }
    if let path = try newest(kind) { return path }
    throw CleanRoomError(
      "file-missing", .fileMissing, "Inbox holds no \(kind) for this room",
      hint: "put the file you received into \(folder.inbox)")
  }

  func onlyFile(
    in folder: String, suffix: String, what: String
  ) throws(CleanRoomError) -> String {
    let names = RoomFiles.names(in: folder).filter { $0.hasSuffix(suffix) }
    guard names.count == 1, let name = names.first else {
      let found = names.isEmpty ? "no \(what)" : "more than one \(what)"
      throw CleanRoomError(
        "file-missing", .fileMissing, "\(folder): \(found) here", hint: "name the file to use")
    }
    return folder + "/" + name
  }
}
