// SPDX-License-Identifier: Apache-2.0

#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  /// What the tool asks of the system in a whole exchange, every call seen by strace: no socket, no other program, no
  /// file outside its rooms, and no secret in anything that is written.
  @Suite struct SystemCallTests {
    /// Stands in names, in domains and in the passphrase, and nowhere else in the world.
    private static let canary = "zqxcanary"

    @Test func `a whole exchange opens no socket, and writes its secrets nowhere`() async throws {
      try await withTemporaryFolder { folder in
        let outcome = try await exchange(in: folder)
        try outcome.requireDone()
        let traces = try Snapshot(of: folder.appending(path: "traces"))
        #expect(traces.paths.count >= 16)
        var calls: [SystemCall] = []
        for path in traces.paths {
          let text = String(decoding: try #require(traces.bytes(path)), as: UTF8.self)
          let own = SystemCall.all(in: text)
          #expect(own.count > 10, "\(path) shows hardly anything")
          expectShielded(own, path)
          calls += own
        }
        for call in calls {
          #expect(!call.isOfNetwork, "\(call.text.prefix(200))")
          if call.name == "execve" {
            #expect(call.text.contains("/lacuna\", "), "another program: \(call.text.prefix(200))")
          }
          if let path = call.pathOpenedForWriting {
            let isOwn = path.hasPrefix(folder.path) || !path.hasPrefix("/") || path == "/dev/null"
            #expect(isOwn, "written outside the rooms: \(path)")
          }
          if call.isWriting, call.text.lowercased().contains(Self.canary) {
            #expect(call.target.contains("/Annex/"), "a secret goes to \(call.target)")
          }
          // Keys are sealed before they are written, even to a file that does not stay.
          if call.isWriting {
            for prefix in ["lacunasecret1", "lacunaseed1", "lacunarun1"] {
              #expect(!call.text.contains(prefix), "a key goes to \(call.target)")
            }
          }
        }
        #expect(calls.contains { $0.isWriting && $0.target.contains("/Outbox/") })
        #expect(calls.contains { $0.isWriting && $0.target.contains("ledger.sqlite") })
        try await expectCanaryNowhere(below: folder, outcome)
      }
    }

    @Test func `the trace shows a socket where there is one`() async throws {
      // The control: a shell's connection is seen by the same means.
      try await withTemporaryFolder { folder in
        _ = try await Tool.shell(
          "strace -f -qq -e trace=%network,io_uring_setup -o trace "
            + "bash -c 'exec 3<>/dev/tcp/127.0.0.1/9' 2>/dev/null", in: folder)
        let text = try String(contentsOf: folder.appending(path: "trace"), encoding: .utf8)
        #expect(SystemCall.all(in: text).contains { $0.isOfNetwork })
      }
    }

    /// The memory of the process is closed before it opens any file of a room.
    private func expectShielded(_ calls: [SystemCall], _ what: String) {
      let limit = calls.firstIndex {
        $0.text.contains("RLIMIT_CORE") && $0.text.contains("rlim_cur=0, rlim_max=0")
      }
      let closed = calls.firstIndex { $0.text.contains("PR_SET_DUMPABLE, SUID_DUMP_DISABLE") }
      let first = calls.firstIndex { $0.text.contains("room.yaml") || $0.text.contains("/Keys") }
      guard let limit, let closed else {
        Issue.record("\(what): core dumps are not turned off")
        return
      }
      #expect(max(limit, closed) < first ?? .max, "\(what)")
    }

    private func expectCanaryNowhere(below folder: URL, _ outcome: Outcome) async throws {
      #expect(!(outcome.out + outcome.err).lowercased().contains(Self.canary))
      for company in ["acme", "globex"] {
        let files = try Snapshot(of: folder.appending(path: company))
        for path in files.paths where !path.contains("Annex/") && path != "customers.csv" {
          let bytes = try #require(files.bytes(path))
          let text = String(decoding: bytes, as: UTF8.self).lowercased()
          #expect(!text.contains(Self.canary), "\(company)/\(path)")
        }
        // The canaries were there to be found: in the list, and beside the cells of the own annex.
        let list = try #require(files.bytes("customers.csv"))
        #expect(String(decoding: list, as: UTF8.self).lowercased().contains(Self.canary))
      }
      #expect(try Snapshot(of: folder.appending(path: "tmp")).paths == [])
    }

    /// Both sides from nothing to a report, each verb under strace, keys under a passphrase that is a canary, too.
    private func exchange(in folder: URL) async throws -> Outcome {
      let script = """
        set -e
        mkdir traces tmp acme globex
        export TMPDIR="$PWD/tmp"
        printf '%s passphrase\\n' \(Self.canary) > pass
        top=$PWD
        number=0
        t() {
          number=$((number + 1))
          strace -f -qq -y -v -s 4000000 -o "$top/traces/$number" \\
            -e trace=%network,io_uring_setup,execve,prctl,prlimit64,setrlimit,open,openat,creat,write,writev,pwrite64,pwritev,sendfile,copy_file_range,splice \\
            lacuna "$@" 3<"$top/pass"
        }
        k() { t "$@" --passphrase-fd 3; }
        t sample --accounts 100
        for side in vendor partner; do
          sed -E \\
            -e '2,30s/^([^,"]*),[^,"]*,/\\1,\(Self.canary.capitalized) Works,/' \\
            -e '31,60s/^([^,"]*),([^,"]*),[^,]*,/\\1,\\2,www.\(Self.canary)\\1.com,/' \\
            -e '61,62s/^([^,"]*),([^,"]*),[^,]*,/\\1,\\2,\(Self.canary)-shared.com,/' \\
            $side.csv > $side.edited
        done
        mv vendor.edited acme/customers.csv
        mv partner.edited globex/customers.csv
        rm vendor.csv partner.csv
        cd "$top/acme" && k init globex --as Acme
        cd "$top/globex" && k init acme --as Globex
        cd "$top/globex/acme" && k card --accounts 300
        cp Outbox/globex.card ../../acme/globex/Inbox/
        cd "$top/acme/globex"
        k agree new --accounts 300 && k agree sign && k check ../customers.csv && k blind ../customers.csv
        cp Outbox/*.lacuna ../../globex/acme/Inbox/
        cd "$top/globex/acme"
        k agree check && k agree sign && k check ../customers.csv && k blind ../customers.csv
        cp Outbox/*.lacuna ../../acme/globex/Inbox/
        cd "$top/acme/globex" && k match && k status && t ledger
        cp Outbox/*report*.lacuna ../../globex/acme/Inbox/
        cd "$top/globex/acme" && k report && k inspect Inbox/*offer*.lacuna
        rm "$top/pass"
        """
      try Data(script.utf8).write(to: folder.appending(path: "exchange.sh"))
      return try await Tool.shell("sh exchange.sh", in: folder)
    }
  }

  /// One line of strace: `1234  openat(AT_FDCWD</here>, "file", O_RDONLY) = 3</here/file>`.
  struct SystemCall {
    let name: Substring
    let text: Substring

    static func all(in trace: String) -> [SystemCall] {
      trace.split(separator: "\n").compactMap { line in
        let text = line.drop { $0.isNumber || $0 == " " }
        guard let end = text.firstIndex(of: "("), end > text.startIndex else { return nil }
        return SystemCall(name: text[..<end], text: text)
      }
    }

    static let ofNetwork: Set<Substring> = [
      "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg",
      "sendmmsg", "recvfrom", "recvmsg", "recvmmsg", "shutdown", "getsockname", "getpeername",
      "setsockopt", "getsockopt", "io_uring_setup",
    ]

    var isOfNetwork: Bool { Self.ofNetwork.contains(name) }

    var isWriting: Bool {
      [
        "write", "writev", "pwrite64", "pwritev", "sendfile", "copy_file_range", "splice",
      ].contains(name)
    }

    /// The file behind the first descriptor: `write(3</here/file>, ...`.
    var target: Substring {
      guard let start = text.firstIndex(of: "<") else { return "" }
      let rest = text[text.index(after: start)...]
      return rest[..<(rest.firstIndex(of: ">") ?? rest.endIndex)]
    }

    var pathOpenedForWriting: Substring? {
      guard ["open", "openat", "creat"].contains(name),
        name == "creat" || text.contains("O_WRONLY") || text.contains("O_RDWR")
          || text.contains("O_CREAT"),
        let start = text.firstIndex(of: "\"")
      else { return nil }
      let rest = text[text.index(after: start)...]
      return rest[..<(rest.firstIndex(of: "\"") ?? rest.endIndex)]
    }
  }
#endif
