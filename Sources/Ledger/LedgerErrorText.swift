// SPDX-License-Identifier: Apache-2.0

import Release

extension LedgerError: CustomStringConvertible {
  /// The refusal's own name, the same in messages and in `--json`.
  package var name: String {
    switch self {
    case .busy: "ledger-busy"
    case .missing: "ledger-missing"
    case .alreadyExists: "ledger-exists"
    case .notALedger: "not-a-ledger"
    case .newerVersion: "ledger-version"
    case .corrupt: "ledger-corrupt"
    case .broken: "ledger-broken"
    case .openedForReading: "ledger-read-only"
    case .diskFull: "disk-full"
    case .fileSystem: "file-system"
    case .database: "ledger-database"
    case .differentFile: "different-file"
    case .malformed: "entry-malformed"
    case .messageRule: "entry-message"
    case .messageMissing: "message-missing"
    case .interrupted: "interrupted"
    case .openRun: "open-run"
    case .alreadyAnswered: "already-answered"
    case .alreadyReported: "already-reported"
    case .runReused: "run-reused"
    case .unknownRun: "unknown-run"
    case .runClosed: "run-closed"
    case .notAnswered: "not-answered"
    case .seedMismatch: "seed-number"
    case .unknownHead: "unknown-head"
    case .overBudget: "over-budget"
    }
  }

  /// One line: what, and where.
  package var description: String {
    switch self {
    case .busy: "another lacuna is at work on this ledger"
    case .missing(let path): "\(path): there is no ledger here"
    case .alreadyExists(let path): "\(path): there is a ledger here already"
    case .notALedger(let path): "\(path): this file is not a ledger"
    case .newerVersion(let path, let version):
      "\(path): this ledger has version \(version), which is newer than this lacuna"
    case .corrupt(let path): "\(path): this ledger is damaged"
    case .broken(let sequence, let fault): "ledger entry \(sequence): \(fault.rawValue)"
    case .openedForReading: "this ledger was opened for reading only"
    case .diskFull(let path): "\(path): the disk is full"
    case .fileSystem(let operation, let path, let reason):
      "\(path): cannot \(operation.rawValue) this file: \(reason)"
    case .database(let path, let code): "\(path): SQLite refused with code \(code)"
    case .differentFile(let path): "\(path): another file of this name exists"
    case .malformed(let field): "ledger entry: \(field.rawValue) is not of its form"
    case .messageRule: "ledger entry: a sent message needs its bytes, and no other entry has any"
    case .messageMissing: "the ledger holds no such message"
    case .interrupted(let error): "nothing was recorded or published: \(error)"
    case .openRun(let run): "run \(hexadecimal(run)) with this counterpart is still open"
    case .alreadyAnswered(let run): "run \(hexadecimal(run)) was answered before"
    case .alreadyReported(let run): "run \(hexadecimal(run)) has its report"
    case .runReused(let run): "run \(hexadecimal(run)) was offered before"
    case .unknownRun(let run): "run \(hexadecimal(run)) is not in this ledger"
    case .runClosed(let run): "run \(hexadecimal(run)) is closed"
    case .notAnswered(let run): "run \(hexadecimal(run)) has no answer"
    case .seedMismatch(let expected, let found):
      "seed number \(found) is not in force, \(expected) is"
    case .unknownHead(let counterpart):
      "\(counterpart) saw a head of our ledger that this ledger does not know"
    case .overBudget(let refusal):
      "budget of \(refusal.lineage) for \(refusal.scope.rawValue): \(refusal.spent.text) spent"
        + " and \(refusal.charge.text) to spend exceed the cap of \(refusal.cap.text)"
    }
  }

  /// What to do, where that is not plain from the message.
  package var hint: String? {
    switch self {
    case .busy: "wait until it has ended, then try again"
    case .newerVersion: "use the newer lacuna that wrote it"
    case .corrupt, .broken, .notALedger:
      "send nothing; see Protocols/ledger.md, \"Recovery: damaged file\""
    case .unknownHead:
      "send nothing; see Protocols/ledger.md, \"Recovery: unknown head\""
    case .diskFull: "make room, then run the same command again; nothing was spent twice"
    case .differentFile: "move that file away, then run the same command again"
    case .openRun: "wait for its next message, send its stored one again, or abandon it"
    case .alreadyAnswered: "send the stored answer again; it is the same bytes and costs nothing"
    case .seedMismatch: "if mails crossed, the initiator takes the answer that was stored"
    case .overBudget: "spending leaves the window 365 days after it was made; see `lacuna ledger`"
    case .missing, .alreadyExists, .openedForReading, .fileSystem, .database, .malformed,
      .messageRule, .messageMissing, .interrupted, .alreadyReported, .runReused, .unknownRun,
      .runClosed, .notAnswered:
      nil
    }
  }
}

/// Lower-case digits, two a byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
