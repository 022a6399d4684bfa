// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// What every verb of a room takes.
struct RoomOptions: ParsableArguments {
  @Option(name: .long, help: "The room's folder.", completion: .directory)
  var room = "."

  @Flag(name: .long, help: "Print results only.")
  var quiet = false

  @Flag(name: .long, help: "Print the result as JSON.")
  var json = false

  @Option(help: "Read the passphrase of the keys from this file descriptor, one line.")
  var passphraseFd: Int32?

  func open() throws -> Room { try Room(at: room, setting()) }

  /// For a verb that writes a file to be mailed.
  func open(_ mail: MailOptions) throws -> Room {
    var setting = try setting()
    setting.partSize = try mail.size()
    return try Room(at: room, setting)
  }

  private func setting() throws -> Room.Setting {
    var setting = Room.Setting.today(progress: quiet ? nil : ProgressLine.onTerminal())
    setting.passphrase = try PassphraseDescriptor.source(passphraseFd, or: .terminal)
    return setting
  }

  /// The path as the user would type it from where they are.
  func shown(_ path: String) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }
}

/// What a verb that writes a file to be mailed takes besides.
struct MailOptions: ParsableArguments {
  @Option(help: "The most your mail takes; a longer file also lies in Outbox in parts.")
  var partSize = PartSize.standard.description

  func size() throws -> PartSize {
    guard let size = PartSize(partSize) else {
      throw ValidationError("--part-size is 65536 bytes or more, as 25MB, 900kB or 65536.")
    }
    return size
  }
}
