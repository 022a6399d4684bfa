// SPDX-License-Identifier: Apache-2.0

internal import Accounts
internal import Agreements
internal import Exchange
internal import Ledger
internal import Release
internal import Reporting

/// What a verb of a room refuses: a code, one line that says what and where, and what to do about it.
///
/// The line never carries a record's content. Below the façade every target has a typed error of its own.
public struct CleanRoomError: Error, Sendable, CustomStringConvertible {
  /// A refusal's name and exit status. A struct, so that a new refusal breaks nobody.
  public struct Code: Hashable, Sendable {
    /// Stable across versions, as `over-budget`; stands in messages and in `--json`.
    public let name: String
    /// One of the documented statuses of the tool.
    public let exitStatus: Int32

    package init(_ name: String, _ status: ExitStatus) {
      self.name = name
      exitStatus = status.rawValue
    }
  }

  public let code: Code
  public let message: String
  public let hint: String?

  package init(_ name: String, _ status: ExitStatus, _ message: String, hint: String? = nil) {
    code = Code(name, status)
    self.message = message
    self.hint = hint
  }

  public var description: String { message }
}

/// The closed vocabulary of exit statuses; most are those of sysexits.h.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case unexpected = 1
  case usage = 64
  case ownDataRejected = 65
  case fileMissing = 66
  case setUpMissing = 69
  case cannotWrite = 73
  case inputOutput = 74
  case counterpartFileRejected = 76
  case refused = 77

  package var meaning: String {
    switch self {
    case .done: "done"
    case .unexpected: "unexpected failure"
    case .usage: "wrong arguments"
    case .ownDataRejected: "my list, mapping or draft is rejected"
    case .fileMissing: "a file is missing"
    case .setUpMissing: "the machine lacks a system library"
    case .cannotWrite: "a file cannot be written"
    case .inputOutput: "reading or writing failed"
    case .counterpartFileRejected: "the counterpart's file is rejected"
    case .refused: "refused by the agreement, the keys or the budget"
    }
  }
}

extension CleanRoomError {
  /// Any error of the targets below, in the façade's terms. `file` is named in front of the message.
  package init(_ error: any Error, file: String? = nil) {
    func located(_ text: String) -> String { file.map { "\($0): \(text)" } ?? text }
    switch error {
    case let error as CleanRoomError: self = error
    case let error as StageError: self.init(error, file: file)
    case let error as ExchangeError:
      self.init(
        error.name, error.exitStatus, located(error.message), hint: error.hint)
    case let error as AgreementsError:
      self.init(error.name, error.exitStatus, located(error.message), hint: error.hint)
    case let error as AccountsError:
      self.init(error.name, .ownDataRejected, located(error.description), hint: error.hint)
    case let error as LedgerError:
      if case .interrupted(let inner) = error, !(inner is LedgerError) {
        self.init(inner, file: file)
      } else {
        self.init(error.name, error.exitStatus, error.description, hint: error.hint)
      }
    case ReleaseError.noiseTooWide, ReleaseError.epsilonDivisor, ReleaseError.shiftRange:
      self.init(
        "agreement-malformed", .ownDataRejected,
        located("the agreement asks for figures whose intervals cannot be computed"),
        hint: "raise the questions' epsilon, or use fewer groups or products")
    case let error as ReportingError:
      self.init("report-malformed", .counterpartFileRejected, located(error.description))
    default:
      self.init("unexpected", .unexpected, located("an unexpected failure: \(error)"))
    }
  }

  private init(_ error: StageError, file: String?) {
    switch error {
    case .exchange(let error): self.init(error, file: file)
    case .agreements(let error): self.init(error, file: file)
    case .cryptography(let step):
      self.init("cryptography", .unexpected, "cryptography failed: \(step)")
    }
  }
}

extension ExchangeError {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .outsideValidity: .refused
    case .cryptography: .unexpected
    default: .counterpartFileRejected
    }
  }

  fileprivate var hint: String? {
    switch self {
    case .notAMessage, .sealBroken: "ask for the file again; nothing was written or spent"
    case .wrongRecipient: "is this the room it was sent to?"
    case .outsideValidity: "agree on new terms: lacuna agree new"
    case .agreementUnknown: "were the terms amended? lacuna agree check --force shows the offer's"
    case .seedNumber(let expected, let found) where found < expected:
      "mails crossed: the run before was answered; mail that answer again, it is in Outbox"
    case .seedNumber, .transcript, .runUnknown:
      "mails may have crossed: ask which file the counterpart sent last"
    case .unknownHead: "see 'Recovery' in Protocols/ledger.md"
    case .pointZero, .pointRepeated:
      "an honest file cannot look like this: keep it, and speak to the counterpart"
    default: nil
    }
  }
}

extension AgreementsError {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .identityMalformed, .passphraseWrong: .refused
    case .cardMalformed, .cardSignature, .signatureMalformed, .agreementSignature:
      .counterpartFileRejected
    case .agreementMalformed: .ownDataRejected
    case .cryptography: .unexpected
    }
  }

  fileprivate var hint: String? {
    switch self {
    case .cardSignature, .cardMalformed: "ask for the card again"
    case .agreementMalformed: "Protocols/agreement.md lists every key and its range"
    case .agreementSignature: "any change of the text makes another agreement: sign it anew"
    default: nil
    }
  }
}

extension LedgerError {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .missing: .fileMissing
    case .busy, .alreadyExists, .diskFull, .differentFile: .cannotWrite
    case .fileSystem, .database, .notALedger, .newerVersion, .corrupt, .broken, .openedForReading:
      .inputOutput
    case .unknownHead: .counterpartFileRejected
    case .overBudget, .openRun, .alreadyAnswered, .alreadyReported, .runReused, .unknownRun,
      .runClosed, .notAnswered, .seedMismatch:
      .refused
    case .malformed, .messageRule, .messageMissing, .interrupted: .unexpected
    }
  }
}
