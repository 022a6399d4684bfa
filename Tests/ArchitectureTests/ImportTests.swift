// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct ImportTests {
  @Test func `every import is in the table`() throws {
    let files = try Repository.sources() + Repository.tests()
    #expect(files.filter { $0.path.hasSuffix(".swift") }.flatMap(ImportRule.findings) == [])
  }

  @Test func `the table has a row for each Swift target and no other`() throws {
    let targets = try Repository.sources().filter { $0.path.hasSuffix(".swift") }.map(\.target)
    #expect(Set(targets) == Set(ImportTable.rows.keys))
  }

  @Test func `Package.swift declares what the table says`() throws {
    let declared = Manifest(try Repository.file("Package.swift").text).dependencies
    #expect(declared == ImportTable.rows.mapValues(\.declared))
  }

  /// What is not declared is built before its importer by luck alone.
  @Test func `Package.swift declares what tests import`() throws {
    let manifest = Manifest(try Repository.file("Package.swift").text)
    let targets = Set(manifest.dependencies.keys).union(manifest.testDependencies.keys)
    #expect(targets.isSuperset(of: ["CleanRoom", "Oracle", "FuzzEntries", "PrivacyTests"]))
    for file in try Repository.tests() where file.path.hasSuffix(".swift") {
      let declared = manifest.testDependencies[file.target] ?? []
      for module in Import.all(in: file).imports.map(\.module) where targets.contains(module) {
        #expect(declared.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test func `some modules have one importer`() {
    for (module, target) in ImportTable.exclusive {
      let importers = ImportTable.rows.filter { $0.value.declared.contains(module) }.keys
      #expect(Set(importers) == [target], "\(module)")
    }
  }

  @Test(
    "each form of import is read",
    arguments: [
      ("import A", "A", []),
      ("  import A  // why", "A", []),
      ("package import A", "A", ["package"]),
      ("internal import struct A.B", "A", ["internal"]),
      ("@testable import A", "A", ["@testable"]),
      (
        "@_spi(B) @preconcurrency public import A.B", "A",
        ["@_spi(B)", "@preconcurrency", "public"]
      ),
    ])
  func reads(line: String, module: String, modifiers: [String]) {
    let (imports, unread) = Import.all(in: sample("// import Z\n" + line))
    #expect(imports == [Import(line: 2, module: module, modifiers: modifiers)])
    #expect(unread == [])
  }

  @Test(
    "an import that breaks a rule is found",
    arguments: [
      ("Release", "import Foundation", 1),
      ("Release", "package import COpenSSL", 1),
      ("Exchange", "internal import struct Foundation.Data", 1),
      ("Exchange", "internal import struct FoundationEssentials.Data", 0),
      ("Release", "@testable import BigInt", 1),
      ("Release", "import BigInt; import Foundation", 1),
      ("CleanRoom", "#if canImport(FoundationNetworking)\nimport FoundationNetworking\n#endif", 2),
      ("CleanRoom", "import NIOCore", 2),
      ("Unheard", "import Release", 1),
    ])
  func finds(target: String, text: String, count: Int) {
    #expect(ImportRule.findings(in: sample(text, target: target)).count == count)
  }

  @Test func `the manifest is read`() {
    let manifest = Manifest(
      """
      let yams = Target.Dependency.product(name: "Yams", package: "Yams")
      let long = Target.Dependency.product(
        name: "LongName", package: "long-name")
      room("A"),
      room("B", ["A", yams]),
      room(
        "C",
        [
          "A", "B", long, unknown,
        ]),
      .executableTarget(
        name: "D", dependencies: ["C", yams], swiftSettings: strict),
      tests("ATests", ["A"]),
      tests(
        "CTests", ["C"], strict),
      .testTarget(
        name: "BTests", dependencies: ["B", yams], exclude: ["Goldens"]),
      """)
    #expect(
      manifest.testDependencies == ["ATests": ["A"], "BTests": ["B", "Yams"], "CTests": ["C"]])
    #expect(
      manifest.dependencies == [
        "A": [], "B": ["A", "Yams"], "C": ["A", "B", "LongName", "unknown"], "D": ["C", "Yams"],
      ])
  }
}

/// A file that is not there, to show that a rule finds what it forbids.
func sample(_ text: String, target: String = "Release") -> SourceFile {
  SourceFile(path: "Sources/\(target)/Sample.swift", text: text)
}
