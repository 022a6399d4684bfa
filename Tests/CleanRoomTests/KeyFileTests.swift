// SPDX-License-Identifier: Apache-2.0

import CleanRoom
import Cryptography
import Foundation
import TestSupport
import Testing

/// Secrets on disk: one line each, for their owner alone.
@Suite struct KeyFileTests {
  private let kinds: [KeyFile.Kind] = [.identity, .seed, .run]
  private let secret = (0..<32).map { UInt8($0 * 7) }

  private func read(_ kind: KeyFile.Kind, _ path: String) throws -> [UInt8] {
    guard let secret = try KeyFile.read(kind, from: path) else { return [] }
    return secret.withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  @Test func `what is written is read, with mode 0600`() throws {
    try withTemporaryFolder { folder in
      for kind in kinds {
        let path = folder.appending(path: "\(kind).key").path
        try KeyFile.write(SecretBytes(copying: secret), kind, to: path)
        #expect(try read(kind, path) == secret)
        let mode =
          try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        // Never overwritten.
        expect("key-exists") { try KeyFile.write(SecretBytes(copying: secret), kind, to: path) }
        for other in kinds where other != kind {
          expect("key-unreadable") { _ = try KeyFile.read(other, from: path) }
        }
      }
    }
  }

  @Test func `no file is no key`() throws {
    try withTemporaryFolder { folder in
      let isAbsent = try KeyFile.read(.seed, from: folder.path + "/none.key") == nil
      #expect(isAbsent)
    }
  }

  @Test(arguments: [0o640, 0o604, 0o644, 0o660])
  func `a key that others can read is refused`(mode: Int) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "seed.key").path
      try KeyFile.write(SecretBytes(copying: secret), .seed, to: path)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      expect("key-permissions") { _ = try KeyFile.read(.seed, from: path) }
    }
  }

  @Test func `anything but one line of 32 bytes is refused`() throws {
    let line = try keyText(secret, .seed)
    let short = try keyText(secret.dropLast(), .seed)
    let texts = [
      "", "\n", line + "\n" + line + "\n", line + "\n\n", "\n" + line, short,
      String(line.dropLast()), line + "q",
      line.replacingOccurrences(of: "lacunaseed", with: "lacunarun"), " " + line,
    ]
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "seed.key").path
      for text in texts {
        try writePrivately(Array(text.utf8), to: path)
        expect("key-unreadable") { _ = try KeyFile.read(.seed, from: path) }
      }
    }
  }

  @Test func `any bytes are a key or refused`() throws {
    var generator = SeededGenerator(seed: 71)
    let line = Array(try keyText(secret, .seed).utf8)
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "seed.key").path
      for _ in 0..<200 {
        var text = line
        text[Int.random(in: line.indices, using: &generator)] ^=
          1 << UInt8.random(in: 0...7, using: &generator)
        for bytes in [text, generator.bytes(Int.random(in: 0...120, using: &generator))] {
          try writePrivately(bytes, to: path)
          let error = #expect(throws: CleanRoomError.self) {
            _ = try KeyFile.read(.seed, from: path)
          }
          #expect(error?.code.name == "key-unreadable")
        }
      }
    }
  }
}

/// The line of a key file, without its end.
func keyText(_ secret: some Sequence<UInt8>, _ kind: KeyFile.Kind) throws -> String {
  try KeyFile.text(SecretBytes(copying: Array(secret)), kind).withBytes { text in
    String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
  }
}

/// Writes a file that only its owner can read.
func writePrivately(_ bytes: [UInt8], to path: String) throws {
  try write(bytes, to: path)
  try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
}
