// SPDX-License-Identifier: Apache-2.0

/// What each target under Sources may import: the arrows of the house, in one place.
enum ImportTable {
  struct Row: Sendable {
    /// Targets and packages, as Package.swift declares them for the target.
    let declared: Set<String>
    /// Modules that come with Swift or with the system.
    let platform: Set<String>

    init(_ declared: Set<String> = [], platform: Set<String> = []) {
      self.declared = declared
      self.platform = platform
    }
  }

  static let rows: [String: Row] = [
    "Accounts": Row(
      [
        "Agreements", "CCompression", "CDelimitedText", "CPublicLists", "CPublicSuffix", "Parallel",
        "Yams",
      ]),
    "Agreements": Row(["Cryptography", "Crypto", "Release", "Yams"]),
    "Blinding": Row(["Cryptography", "Parallel"]),
    "CleanRoom": Row(
      [
        "Accounts", "Agreements", "Blinding", "Cryptography", "Exchange", "Ledger", "Matching",
        "Parallel", "Questions", "Release", "Reporting",
      ], platform: ["Foundation", "Synchronization"]),
    "Cryptography": Row(["CLadder", "COpenSSL"]),
    "Exchange": Row(
      ["Agreements", "Blinding", "Crypto", "Cryptography"], platform: ["FoundationEssentials"]),
    "LacunaCommand": Row(
      [
        "Accounts", "Agreements", "ArgumentParser", "CProcess", "CleanRoom", "Ledger", "Release",
        "Reporting",
        "Samples",
      ], platform: ["Foundation", "Synchronization"]),
    "Ledger": Row(["Crypto", "GRDB", "Release"], platform: ["Darwin", "Foundation", "Glibc"]),
    "Matching": Row(["Blinding", "Cryptography"]),
    "Parallel": Row(platform: ["Dispatch", "Synchronization"]),
    "Questions": Row(["Agreements", "Release"]),
    "Release": Row(["BigInt"]),
    "Reporting": Row(),
    "Samples": Row(["CSampleLists"]),
  ]

  /// Modules that one target alone may import.
  static let exclusive = [
    "ArgumentParser": "LacunaCommand",
    "CLadder": "Cryptography",
    "COpenSSL": "Cryptography",
    "GRDB": "Ledger",
  ]
}
