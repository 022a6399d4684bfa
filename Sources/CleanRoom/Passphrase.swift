// SPDX-License-Identifier: Apache-2.0

internal import Cryptography
internal import Agreements
internal import Foundation

/// Where a passphrase comes from: a terminal, without echo, or a file descriptor. Never an argument or the environment.
package enum PassphraseSource: Sendable {
  /// The terminal that is standard input; refused where there is none.
  case terminal
  /// One line of an open file.
  case descriptor(Int32)

  /// Reads a passphrase that is there already.
  func read(for what: String) throws(CleanRoomError) -> SecretBytes {
    switch self {
    case .descriptor(let number): return try Self.line(of: number)
    case .terminal: return try Self.ask("Passphrase of \(what): ")
    }
  }

  /// Reads a passphrase to be set: twice from a terminal, which shows no slip.
  func readNew(for what: String) throws(CleanRoomError) -> SecretBytes {
    let first: SecretBytes
    switch self {
    case .descriptor(let number): first = try Self.line(of: number)
    case .terminal:
      first = try Self.ask("New passphrase of \(what): ")
      let second = try Self.ask("Once more: ")
      guard first == second else {
        throw CleanRoomError("usage", .usage, "the two passphrases differ; nothing was changed")
      }
    }
    guard KeyLock.passphraseRange.contains(first.count) else {
      throw CleanRoomError(
        "usage", .usage, "a passphrase has 8 to 1024 bytes",
        hint: "five words drawn at random are good, and can be remembered")
    }
    return first
  }

  private static func ask(_ prompt: String) throws(CleanRoomError) -> SecretBytes {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else {
      throw CleanRoomError(
        "passphrase-missing", .refused,
        "the keys of this room are under a passphrase, and there is no terminal to ask for it",
        hint: "give it on a file descriptor: --passphrase-fd N")
    }
    var quiet = settings
    // No signals either: one at the prompt would leave the terminal without echo.
    quiet.c_lflag &= ~tcflag_t(ECHO | ISIG)
    guard unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0 else {
      throw CleanRoomError(
        "passphrase-missing", .refused, "the terminal's echo cannot be turned off")
    }
    defer {
      unsafe _ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
      try? FileHandle.standardError.write(contentsOf: Data("\n".utf8))
    }
    try? FileHandle.standardError.write(contentsOf: Data(prompt.utf8))
    return try line(of: STDIN_FILENO)
  }

  /// One line, without its end, byte by byte: what follows it is for the next reader.
  private static func line(of descriptor: Int32) throws(CleanRoomError) -> SecretBytes {
    let most = KeyLock.passphraseRange.upperBound
    var count = 0
    let buffer = try SecretBytes(count: most + 1) { span throws(CleanRoomError) in
      while count <= most {
        var byte: UInt8 = 0
        let done = unsafe systemRead(descriptor, &byte, 1)
        if done < 0 && errno == EINTR { continue }
        guard done >= 0 else {
          throw CleanRoomError(
            "passphrase-missing", .refused, "file descriptor \(descriptor) cannot be read",
            hint: "open it in the shell: --passphrase-fd 3 3<FILE")
        }
        if done == 0 || byte == UInt8(ascii: "\n") { break }
        span[count] = byte
        count += 1
      }
    }
    guard (1...most).contains(count) else {
      throw CleanRoomError(
        "passphrase-missing", .refused,
        count == 0 ? "no passphrase was given" : "a passphrase has 1024 bytes at most")
    }
    return buffer.withBytes { SecretBytes(copying: $0.extracting(first: count)) }
  }
}

// Within the type, its own methods hide the function of the same name.
private let systemRead = unsafe read
