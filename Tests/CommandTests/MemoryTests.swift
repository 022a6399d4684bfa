// SPDX-License-Identifier: Apache-2.0

#if os(Linux)
  import Foundation
  import Glibc
  import TestSupport
  import Testing

  /// What a process of the tool shows while it holds secrets: no passphrase in its arguments, its environment or on the
  /// terminal, and no core dump.
  @Suite(.timeLimit(.minutes(3))) struct MemoryTests {
    private static let passphrase = "zqxcanary passphrase"

    /// Acme's room under a passphrase, and `blind` in it, which has read the passphrase and waits for its list.
    private func waiting(in folder: URL) async throws -> (Company, Running) {
      let two = try await TwoCompanies.make(in: folder, at: .signed)
      let acme = two.acme
      try Data("\(Self.passphrase)\n".utf8).write(to: folder.appending(path: "pass"))
      try await Tool.shell(
        "lacuna keys protect --new-passphrase-fd 3 3<../../pass && mkfifo list", in: acme.room
      ).requireDone()
      let process = try Running(
        "/bin/sh",
        ["-c", "ulimit -c unlimited; exec lacuna blind list --passphrase-fd 3 3<../../pass"],
        in: acme.room)
      let position = "/proc/\(process.identifier)/fdinfo/3"
      let isRead = try await process.wait {
        let info = (try? String(contentsOfFile: position, encoding: .utf8)) ?? ""
        return info.contains("pos:\t\(Self.passphrase.utf8.count + 1)\n")
      }
      let errors = try process.errorsSoFar()
      try #require(isRead, "\(errors)")
      return (acme, process)
    }

    @Test func `neither arguments nor environment hold the passphrase`() async throws {
      try await withTemporaryFolder { folder in
        let (_, process) = try await waiting(in: folder)
        let proc = "/proc/\(process.identifier)"
        for name in ["cmdline", "environ", "comm", "status", "stat", "mountinfo", "maps"] {
          let bytes = try #require(
            FileManager.default.contents(atPath: "\(proc)/\(name)"), "\(name)")
          #expect(bytes.range(of: Data("zqxcanary".utf8)) == nil, "\(name)")
          #expect(name == "environ" || !bytes.isEmpty, "\(name)")
        }
        let arguments = String(
          decoding: FileManager.default.contents(atPath: "\(proc)/cmdline") ?? Data(), as: UTF8.self
        )
        #expect(arguments.contains("blind\0list\0--passphrase-fd\0"))
        process.send(SIGKILL)
        _ = try await process.outcome()
      }
    }

    @Test func `a crash leaves no core dump, whatever the shell allows`() async throws {
      try await withTemporaryFolder { folder in
        let (acme, process) = try await waiting(in: folder)
        let limits = try String(
          contentsOfFile: "/proc/\(process.identifier)/limits", encoding: .utf8)
        let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core") })
        #expect(line.split(separator: " ").suffix(3) == ["0", "0", "bytes"])
        // Not SIGABRT: the threads that start processes for these tests block it, and it is inherited.
        process.send(SIGSEGV)
        let outcome = try await process.outcome()
        // No backtrace either: its registers and memory would be secrets on the error stream.
        #expect(outcome.signal == SIGSEGV && outcome.err == "" && outcome.out == "")
        let left = try Snapshot(of: folder).paths.filter { $0.contains("core") }
        #expect(left == [])
        #expect(FileManager.default.fileExists(atPath: acme.room.path))
      }
    }

    /// A terminal of our own: our end of it, and the name of the other end.
    private static func openTerminal() throws -> (Int32, String) {
      // TIOCSPTLCK and TIOCGPTN of ioctl_tty(2), which Swift does not see.
      let (unlock, getNumber) = (UInt(0x4004_5431), UInt(0x8004_5430))
      let number = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var other: Int32 = 0
      let unlocked = unsafe ioctl(number, unlock, &other)
      try #require(number >= 0 && unlocked == 0)
      let named = unsafe ioctl(number, getNumber, &other)
      try #require(named == 0)
      return (number, "/dev/pts/\(other)")
    }

    /// What the terminal has been told to show, up to `end` or for ten seconds.
    private static func whatIsShown(_ number: Int32, until end: String) throws -> String {
      try #require(fcntl(number, F_SETFL, O_NONBLOCK) == 0)
      var shown: [UInt8] = []
      for _ in 0..<1000 {
        var piece = [UInt8](repeating: 0, count: 4096)
        let count = unsafe read(number, &piece, piece.count)
        if count > 0 { shown += piece[..<count] }
        if String(decoding: shown, as: UTF8.self).contains(end) { break }
        usleep(10_000)
      }
      return String(decoding: shown, as: UTF8.self)
    }

    @Test func `the terminal shows no passphrase`() async throws {
      try await withTemporaryFolder { folder in
        let (number, name) = try Self.openTerminal()
        let terminal = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        // Open all the time: a terminal whose other end nobody holds is gone.
        let input = try #require(FileHandle(forUpdatingAtPath: name))
        func run(_ arguments: [String], answers: [(String, String)]) async throws -> Outcome {
          let process = try Running(Tool.path(), arguments, in: folder, input: input)
          for (prompt, answer) in answers {
            let isAsked = try await process.wait { try process.errorsSoFar().hasSuffix(prompt) }
            let errors = try process.errorsSoFar()
            #expect(isAsked, "\(prompt): \(errors)")
            try terminal.write(contentsOf: Data("\(answer)\n".utf8))
          }
          return try await process.outcome()
        }
        let new = "New passphrase of room/Keys/lock: "
        let again = "Once more: "
        let make = ["init", "room", "--as", "Acme", "--passphrase"]
        let slip = try await run(
          make, answers: [(new, Self.passphrase), (again, Self.passphrase + "!")])
        #expect(slip.status == 64 && slip.err.contains("the two passphrases differ"))
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "room").path))
        try await run(make, answers: [(new, Self.passphrase), (again, Self.passphrase)])
          .requireDone()
        try await run(
          ["card", "--room", "room", "--accounts", "100"],
          answers: [("Passphrase of room/Keys/lock: ", Self.passphrase)]
        ).requireDone()
        // The control: what is written now is echoed, and nothing before it was.
        try terminal.write(contentsOf: Data("seen\n".utf8))
        let shown = try Self.whatIsShown(number, until: "seen")
        #expect(shown.contains("seen") && !shown.contains("zqxcanary"), "\(shown)")
      }
    }
  }
#endif
