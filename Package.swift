// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// `make fuzz` asks for it: our targets with libFuzzer's counters, and the program that drives them.
let fuzzing = Context.environment["LACUNA_FUZZ"] != nil
let instrumented: [SwiftSetting] =
  strict + (fuzzing ? [.unsafeFlags(["-sanitize=fuzzer"])] : [])

/// A target of ours: its name, and what it may import. Tests/ArchitectureTests holds the sources
/// to this table.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: instrumented)
}

/// What only calls the code under test runs as fast unoptimised, and is compiled in half the time.
let quick = strict + [.unsafeFlags(["-Onone"])]

/// Tests that enumerate or draw by themselves take the settings `strict`.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting] = quick
) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "lacuna",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "CleanRoom", targets: ["CleanRoom"]),
    .executable(name: "lacuna", targets: ["LacunaCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The C boundary: module maps over system libraries, our field arithmetic, embedded lists.
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
      name: "CPublicSuffix", pkgConfig: "libpsl",
      providers: [.apt(["libpsl-dev", "libidn2-dev"]), .brew(["libpsl", "libidn2"])]),
    .systemLibrary(
      name: "CCompression", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CDelimitedText", providers: [.apt(["libcsv-dev"]), .brew(["libcsv"])]),
    .target(name: "CLadder"),
    .target(name: "CProcess"),
    .target(
      name: "CPublicLists",
      exclude: [
        "NOTICE.txt", "control-initiator.csv", "control-responder.csv", "country-names.txt",
        "free-mail-domains.txt", "name-characters.txt",
        "name-words.txt",
        "public_suffix_list.dat", "shared-hosts.txt",
      ]),
    .target(name: "CSampleLists", exclude: ["README.md", "companies.csv"]),

    // The house, in the order data flows through it.
    room("Release", [bigInt]),
    room("Agreements", ["Release", "Cryptography", crypto, yams]),
    room("Questions", ["Agreements", "Release"]),
    room(
      "Accounts",
      [
        "Agreements", "Parallel", "CCompression", "CDelimitedText", "CPublicSuffix", "CPublicLists",
        yams,
      ]),
    room("Cryptography", ["COpenSSL", "CLadder"]),
    room("Parallel"),
    room("Blinding", ["Cryptography", "Parallel"]),
    room("Matching", ["Blinding", "Cryptography"]),
    room("Exchange", ["Blinding", "Agreements", "Cryptography", crypto]),
    room("Ledger", ["Release", crypto, grdb]),
    room("Reporting"),
    room("Samples", ["CSampleLists"]),
    room(
      "CleanRoom",
      [
        "Accounts", "Agreements", "Questions", "Cryptography", "Blinding", "Exchange", "Matching",
        "Parallel", "Release", "Ledger", "Reporting",
      ]),
    .executableTarget(
      name: "LacunaCommand",
      dependencies: [
        "Accounts", "Agreements", "CProcess", "CleanRoom", "Ledger", "Release", "Reporting",
        "Samples",
        arguments,
      ],
      swiftSettings: strict),

    // Tests; TestSupport finds the vectors of Protocols/vectors.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("ReleaseTests", ["Release", "TestSupport", bigInt], strict),
    tests("CryptographyTests", ["Cryptography", "TestSupport"], strict),
    tests(
      "AgreementsTests",
      ["Agreements", "Cryptography", "Questions", "Release", "TestSupport", crypto]),
    tests("AccountsTests", ["Accounts", "Agreements", "Parallel", "TestSupport"]),
    tests(
      "BlindingTests",
      [
        "Accounts", "Agreements", "Blinding", "CleanRoom", "Cryptography", "Exchange", "Matching",
        "Parallel",
        "Questions",
        "Release", "Reporting", "TestSupport",
      ], strict),
    tests(
      "ExchangeTests",
      [
        "Exchange", "Agreements", "Blinding", "Cryptography", "Forging", "Release", "TestSupport",
        crypto,
      ]),
    tests("LedgerTests", ["Ledger", "Release", grdb]),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting"], exclude: ["Goldens"],
      swiftSettings: strict),
    tests("SamplesTests", ["Samples"]),
    tests("ArchitectureTests", ["TestSupport"]),
    // The plaintext clean room: what the pipeline must equal when the noise is zero.
    .target(
      name: "Oracle", dependencies: ["Accounts", "Agreements", "Questions"], path: "Tests/Oracle",
      swiftSettings: strict),
    tests(
      "CleanRoomTests",
      [
        "Accounts", "Agreements", "Blinding", "CleanRoom", "Cryptography", "Exchange", "Ledger",
        "Oracle",
        "Parallel", "Questions", "Release", "Reporting", "Samples", "TestSupport",
      ]),
    tests(
      "PrivacyTests",
      [
        "Accounts", "Agreements", "Blinding", "CleanRoom", "Cryptography", "Exchange", "Ledger",
        "Matching", "Oracle",
        "Parallel", "Questions", "Release", "Reporting", "TestSupport",
      ], strict),
    // Each decoder of foreign bytes behind one entry: libFuzzer drives it, and so does a test.
    .target(
      name: "FuzzEntries",
      dependencies: [
        "Accounts", "Agreements", "Blinding", "CleanRoom", "Cryptography", "Exchange", "Reporting",
        "TestSupport",
      ],
      path: "Tests/FuzzEntries", swiftSettings: instrumented),
    tests("FuzzTests", ["FuzzEntries", "TestSupport"]),
    // What an honest sender never seals.
    .target(
      name: "Forging", dependencies: ["Agreements", "Exchange", crypto], path: "Tests/Forging",
      swiftSettings: strict),
    // Runs the built tool; depending on it makes SwiftPM build it first.
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "LacunaCommand", "Accounts", "Agreements", "CleanRoom", "Cryptography", "Exchange",
        "Forging",
        "Ledger", "Release", "TestSupport",
      ],
      exclude: ["Transcripts"],
      swiftSettings: quick),
    tests(
      "SharedDataTests",
      [
        "Accounts", "Agreements", "Blinding", "CleanRoom", "Cryptography", "Exchange", "Ledger",
        "Parallel", "Questions", "Release", "Reporting", "TestSupport", "Oracle",
      ]),
  ]
)

/// `make bench` asks for it: the program that measures.
if Context.environment["LACUNA_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "lacuna-bench", dependencies: ["Accounts", "Agreements", "Blinding", "Cryptography"],
      path: "Bench/Driver", swiftSettings: strict))
}

if fuzzing {
  package.targets += [
    .systemLibrary(name: "CFuzzDriver", path: "Fuzz/CFuzzDriver"),
    .executableTarget(
      name: "lacuna-fuzz", dependencies: ["CFuzzDriver", "FuzzEntries"], path: "Fuzz/Driver",
      swiftSettings: strict + [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ]
}
