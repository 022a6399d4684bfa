// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A refusal as Protocols/refusals.md shows it, and the proofs that it is so.
///
/// The page is rendered from these rows, and the tests play every proof of every row: what is shown was observed.
struct RefusalRow: Sendable {
  let name: String
  /// When it is given, in a few words.
  let when: String
  /// Its message, with the placeholders of transcripts for what varies.
  let message: String
  let status: Int32
  let left: Left
  let proofs: [RefusalProof]

  init(
    _ name: String, _ status: Int32, _ when: String, _ message: String, left: Left = .nothing,
    _ proofs: [RefusalProof]
  ) {
    self.name = name
    self.status = status
    self.when = when
    self.message = message
    self.left = left
    self.proofs = proofs
  }

  /// What the verb leaves below the folders of both companies. It never leaves an entry in a ledger: nothing is spent.
  enum Left: Sendable {
    case nothing
    /// The next seed may have been drawn; it waits in Keys for the next message.
    case nextSeed
    /// The keys of the run were written before the ledger refused; nothing was debited.
    case runKeys

    /// Whether these changed paths are no more than what is said to be left.
    func allows(_ paths: [String]) -> Bool {
      paths.allSatisfy { path in
        switch self {
        case .nothing: false
        case .nextSeed: path.contains("/Keys/seeds/")
        case .runKeys: path.contains("/Keys/")
        }
      }
    }

    var onDisk: String {
      switch self {
      case .nothing: "nothing"
      case .nextSeed: "at most the next seed, in `Keys/seeds`"
      case .runKeys: "at most the next seed and the run's key, in `Keys`"
      }
    }
  }
}

/// One way to provoke a refusal, played from a state that two companies have reached by the verbs.
struct RefusalProof: Sendable {
  let what: String
  let stage: TwoCompanies.Stage
  /// Where it differs from the row's.
  let message: String?
  let status: Int32?
  let provoke: @Sendable (TwoCompanies) async throws -> Provocation

  init(
    _ what: String, at stage: TwoCompanies.Stage, message: String? = nil, status: Int32? = nil,
    _ provoke: @escaping @Sendable (TwoCompanies) async throws -> Provocation
  ) {
    self.what = what
    self.stage = stage
    self.message = message
    self.status = status
    self.provoke = provoke
  }
}

/// What is done once everything is prepared: only what changes from here on counts as left behind.
enum Provocation: Sendable {
  /// The tool, in a company's room.
  case verb(Company, [String])
  /// The tool, elsewhere.
  case tool([String], in: URL)
  /// A line of a shell, in a company's room, with the tool on its path.
  case shell(Company, String)
  /// A call below the tool, for what no file and no argument can bring about.
  case call(@Sendable () throws -> Void)
}
