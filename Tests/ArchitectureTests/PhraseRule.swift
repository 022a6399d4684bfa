// SPDX-License-Identifier: Apache-2.0

/// A phrase that code does not contain, and the files that may, each with its reason.
struct PhraseRule: Sendable, CustomStringConvertible {
  /// The part of the repository that a rule holds for.
  enum Scope {
    case sources
    case tests
    case all
    case sourcesBut(target: String)
  }

  let phrase: String
  let scope: Scope
  let allowed: [String: String]

  init(_ phrase: String, in scope: Scope, allowed: [String: String] = [:]) {
    self.phrase = phrase
    self.scope = scope
    self.allowed = allowed
  }

  static let all = [
    // Only the library's door is public.
    PhraseRule("public ", in: .sourcesBut(target: "CleanRoom")),
    PhraseRule("public(", in: .sourcesBut(target: "CleanRoom")),
    PhraseRule("open class ", in: .sources),

    // Nothing traps, and nothing is taken on trust without a reason.
    PhraseRule("try!", in: .all),
    PhraseRule("as!", in: .all),
    PhraseRule("fatalError(", in: .all),
    PhraseRule("preconditionFailure(", in: .sources),
    PhraseRule(
      "precondition(", in: .sources,
      allowed: [
        "Sources/Release/ByteCoins.swift":
          "the bound is a denominator, and no Epsilon has one of zero",
        "Sources/Release/NoiseDistribution.swift":
          "the count is a number of cells",
      ]),
    PhraseRule(
      "@unchecked Sendable", in: .all,
      allowed: [
        "Sources/Accounts/PublicSuffixList.swift": "libpsl only reads a list once it is loaded",
        "Sources/Cryptography/OpenSSLObject.swift": "owned by one value, which is not copied",
        "Sources/Cryptography/SecretBytes.swift": "not copied, and written only while it is made",
      ]),

    // Results and words reach a stream in the tool alone.
    PhraseRule("print(", in: .sourcesBut(target: "LacunaCommand")),

    // The tool never opens a socket.
    PhraseRule("URLSession", in: .sources),
    PhraseRule("socket(", in: .sources),
    PhraseRule("connect(", in: .sources),

    // A skipped test is a failing test.
    PhraseRule(".disabled(", in: .tests),
    PhraseRule(".enabled(", in: .tests),
    PhraseRule("withKnownIssue", in: .tests),
  ]

  var description: String { phrase }

  func applies(to file: SourceFile) -> Bool {
    switch scope {
    case .sources: file.path.hasPrefix("Sources/")
    case .tests: file.path.hasPrefix("Tests/")
    case .all: true
    case .sourcesBut(let target): file.path.hasPrefix("Sources/") && file.target != target
    }
  }

  func findings(in file: SourceFile) -> [String] {
    guard applies(to: file) else { return [] }
    return file.code.lines(with: phrase).map { "\(file.path):\($0): \(phrase)" }
  }
}
