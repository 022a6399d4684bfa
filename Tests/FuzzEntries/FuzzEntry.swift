// SPDX-License-Identifier: Apache-2.0

/// A decoder of foreign bytes, as libFuzzer (`make fuzz`) and the tests call it: no bytes may trap, and what is
/// accepted must be what its writer writes.
package struct FuzzEntry: Sendable, CustomStringConvertible {
  package enum Outcome: Sendable {
    case accepted, refused
  }

  /// The name of its folder in Fuzz/corpus.
  package let name: String
  /// The longest input that is tried.
  package let mostBytes: Int
  /// Honest inputs, from the vectors or made here.
  package let seeds: @Sendable () throws -> [[UInt8]]
  private let decode: @Sendable ([UInt8]) throws -> Outcome

  /// - Parameter decode: throws a `Finding`, or the error of a fixture that cannot be made; else it has an outcome.
  init(
    _ name: String, mostBytes: Int, seeds: @escaping @Sendable () throws -> [[UInt8]],
    _ decode: @escaping @Sendable ([UInt8]) throws -> Outcome
  ) {
    self.name = name
    self.mostBytes = mostBytes
    self.seeds = seeds
    self.decode = decode
  }

  package var description: String { name }

  package func run(_ bytes: [UInt8]) throws -> Outcome { try decode(bytes) }

  package static let all: [FuzzEntry] = [
    agreement, agreementSignature, answer, card, content, domainKey, identity, keyFile, list,
    mapping, nameKey, offer, plaintext, reference, report, room, runKeyFile, sealedFile,
  ]
}

/// What a decoder did wrong without a trap.
package struct Finding: Error, CustomStringConvertible {
  package let description: String

  static func require(_ holds: Bool, _ description: String) throws(Finding) {
    guard holds else { throw Finding(description: description) }
  }
}
