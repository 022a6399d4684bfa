// SPDX-License-Identifier: Apache-2.0

import Foundation
import FuzzEntries
import TestSupport
import Testing

/// What `make fuzz` does, in seconds and without libFuzzer: each corpus again, then random changes of it.
@Suite("Decoders of foreign bytes")
struct FuzzTests {
  private static let corpora = Vectors.folder.deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzz/corpus")

  private static func corpus(_ entry: FuzzEntry) throws -> [(name: String, bytes: [UInt8])] {
    try FileManager.default.contentsOfDirectory(
      at: corpora.appending(path: entry.name), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
  }

  @Test("Honest inputs are accepted", arguments: FuzzEntry.all)
  func seeds(entry: FuzzEntry) throws {
    let outcomes = try entry.seeds().map(entry.run)
    #expect(outcomes.contains(.accepted))
  }

  @Test("The corpus, again", arguments: FuzzEntry.all)
  func corpus(entry: FuzzEntry) throws {
    let corpus = try Self.corpus(entry)
    #expect((1...60).contains(corpus.count))
    for (name, bytes) in corpus {
      #expect(throws: Never.self, "\(entry)/\(name)") { try entry.run(bytes) }
      #expect(bytes.count <= entry.mostBytes, "\(entry)/\(name)")
    }
  }

  @Test("Random changes of the corpus", arguments: FuzzEntry.all, [UInt64(20_261_128)])
  func mutations(entry: FuzzEntry, seed: UInt64) throws {
    let inputs = try entry.seeds() + Self.corpus(entry).map(\.bytes)
    var mutation = Mutation(seed: seed)
    for round in 0..<20_000 {
      let bytes = mutation.next(of: inputs, limit: entry.mostBytes)
      do { _ = try entry.run(bytes) } catch {
        Issue.record("\(entry), seed \(seed), round \(round): \(error): \(bytes.hex)")
        return
      }
    }
  }

  @Test("Each corpus has a decoder")
  func names() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpora.path)
    #expect(Set(names) == Set(FuzzEntry.all.map(\.name)))
  }
}
