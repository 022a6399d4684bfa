// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// sbom.json names whatever the program is made of: `.ci/write-sbom` writes it from Package.swift.
@Suite struct BillOfMaterialsTests {
  struct Bill: Decodable {
    struct Component: Decodable {
      struct Licence: Decodable { let expression: String }

      let reference: String
      let name: String
      let version: String?
      let purl: String
      let licenses: [Licence]

      enum CodingKeys: String, CodingKey {
        case reference = "bom-ref"
        case name, version, purl, licenses
      }
    }

    struct Metadata: Decodable { let component: Component }

    struct Dependency: Decodable {
      let ref: String
      let dependsOn: [String]
    }

    let bomFormat: String
    let specVersion: String
    let metadata: Metadata
    let components: [Component]
    let dependencies: [Dependency]
  }

  private static let bill = Result {
    try JSONDecoder().decode(Bill.self, from: Data(Repository.file("sbom.json").text.utf8))
  }

  /// What a manifest asks for that the bill does not name, in words.
  private static func lacking(_ manifest: String, _ bill: Bill) -> [String] {
    var lacking: [String] = []
    let known = Dictionary(
      bill.components.map { ($0.purl, $0) }, uniquingKeysWith: { first, _ in first })
    let packages = manifest.matches(of: /\.package\(\s*url: "https:\/\/([^"]+)", from: "([^"]+)"/)
    for match in packages
    where known["pkg:swift/\(match.1)@\(match.2)"]?.version != String(match.2) {
      lacking.append("\(match.1) \(match.2)")
    }
    // Another form of requirement would not be read above.
    if manifest.matches(of: /\.package\(/).count != packages.count { lacking.append("a package") }
    for list in manifest.matches(of: /\.apt\(\[([^\]]*)\]/) {
      for name in list.1.matches(of: /"([^"]+)"/) where known["pkg:deb/debian/\(name.1)"] == nil {
        lacking.append(String(name.1))
      }
    }
    return lacking
  }

  @Test func `it names every package and library of Package.swift`() throws {
    let bill = try Self.bill.get()
    let manifest = try Repository.file("Package.swift").text
    #expect(bill.bomFormat == "CycloneDX" && bill.specVersion == "1.5")
    #expect(Self.lacking(manifest, bill) == [])
    // One more, one newer and one more library are found.
    for change in [
      (
        "dependencies: [",
        "dependencies: [.package(url: \"https://example.org/x\", from: \"1.0.0\"),"
      ),
      ("from: \"6.0.1\"", "from: \"6.0.2\""), ("\"libcsv-dev\"", "\"libcsv-dev\", \"libx-dev\""),
      ("dependencies: [", "dependencies: [.package(path: \"../x\"),"),
    ] {
      let changed = manifest.replacingOccurrences(of: change.0, with: change.1)
      #expect(!Self.lacking(changed, bill).isEmpty, "\(change)")
    }
  }

  @Test func `it names what the set-up installs, and what the build resolved`() throws {
    let bill = try Self.bill.get()
    let urls = bill.components.map(\.purl)
    let setup = try Repository.file(".ci/setup").text
    let list = try #require(setup.firstMatch(of: /debian='([^']*)'/))
    let installed = list.1.split(separator: " ").compactMap { $0.split(separator: ":").first }
    #expect(installed.count >= 5)
    for name in installed { #expect(urls.contains("pkg:deb/debian/\(name)"), "\(name)") }
    // SwiftPM wrote this file before it built these tests; it names what packages need in turn.
    let resolved = try Repository.file("Package.resolved").text
    let pins = resolved.matches(of: /"identity" : "([^"]+)"/).map { String($0.1) }
    #expect(pins.count >= 6)
    for pin in pins {
      #expect(bill.components.contains { $0.name.lowercased() == pin }, "\(pin)")
    }
  }

  @Test func `each has one name, a licence, and a line in NOTICE`() throws {
    let bill = try Self.bill.get()
    let notice = try String(
      contentsOf: Repository.root.appending(path: "NOTICE"), encoding: .utf8)
    let names = bill.components.map(\.name)
    #expect(Set(names).count == names.count)
    for component in bill.components {
      #expect(component.reference == component.name)
      #expect(component.licenses.count == 1, "\(component.name)")
      #expect(component.name == "Swift" || notice.contains(component.name), "\(component.name)")
    }
    let refs = Set(names)
    for dependency in bill.dependencies {
      #expect(dependency.ref == "lacuna" || refs.contains(dependency.ref))
      #expect(refs.isSuperset(of: dependency.dependsOn))
    }
    // Everything is reached from the program.
    let needs = Dictionary(uniqueKeysWithValues: bill.dependencies.map { ($0.ref, $0.dependsOn) })
    var reached: Set<String> = []
    var open = ["lacuna"]
    while let next = open.popLast() {
      for name in needs[next] ?? [] where reached.insert(name).inserted { open.append(name) }
    }
    #expect(reached == refs)
    let tool = try Repository.file("Sources/LacunaCommand/Lacuna.swift").text
    let version = try #require(bill.metadata.component.version)
    #expect(tool.contains("lacuna \(version), specification"))
  }
}
