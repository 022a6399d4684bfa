// SPDX-License-Identifier: Apache-2.0

import Accounts
import Agreements
import Blinding
import Cryptography

/// What can be measured.
enum Measure: String, CaseIterable {
  /// Writes the list that the others read: FILE TO COPIES.
  case copies
  /// The same with a different account in each row: ROWS TO.
  case distinct
  // Yardsticks: a pass over the bytes, SHA-256 of them, two codes a row of the length of most match keys.
  case lines, sha256, hmac
  // Steps of reading, each with those before it.
  case rows, values, domain, names, tokens
  // X25519 of one scalar and many points, as libcrypto does it, as blinding does it, and on NEON; the file is not read.
  case x25519, ladder, neon
  // What the verbs do: a survey of the columns, and the list as accounts.
  case survey, accounts

  func run(on file: BenchFile) throws -> Cost {
    switch self {
    case .copies, .distinct: throw BenchError.usage
    case .lines: try measured { try Yardstick.lines(file) }
    case .sha256: try measured { try Yardstick.digest(file) }
    case .hmac:
      try {
        let rows = try Yardstick.lines(file).rows
        return try measured { try Yardstick.codes(rows) }
      }()
    case .x25519: try measured { try Yardstick.products(on: .oneByOne) }
    case .ladder: try measured { try Yardstick.products(on: .fastest) }
    case .neon: try measured { try Yardstick.products(on: .neon) }
    case .survey:
      try measured {
        var survey = ListSurvey()
        try file.forEachChunk { try survey.read($0) }
        let columns = try survey.finish()
        return (rows: columns[0].shape.filled, check: UInt64(columns.count))
      }
    case .rows, .values, .domain, .names, .tokens:
      try {
        let scan = try ListScan(file, depth: depth)
        return try measured { try self == .tokens ? scan.tokens() : scan.keys() }
      }()
    case .accounts:
      try {
        let scan = try ListScan(file, depth: .names)
        return try measured { try scan.accounts() }
      }()
    }
  }

  private var depth: RowScan.Depth {
    switch self {
    case .values: .values
    case .domain: .domain
    case .names, .tokens: .names
    default: .rows
    }
  }

  private func measured(_ body: () throws -> (rows: Int, check: UInt64)) throws -> Cost {
    let start = Usage.microseconds
    let (rows, check) = try body()
    return Cost(
      rows: rows, check: check, microseconds: Usage.microseconds - start, peakKiB: Usage.peakKiB)
  }
}

/// What any machine can be held against.
enum Yardstick {
  /// Line ends, as `wc -l` counts them.
  static func lines(_ file: BenchFile) throws -> (rows: Int, check: UInt64) {
    var lines = 0
    try file.forEachChunk { chunk in
      for byte in chunk { lines &+= byte == 0x0A ? 1 : 0 }
    }
    return (lines - 1, UInt64(lines))
  }

  static func digest(_ file: BenchFile) throws -> (rows: Int, check: UInt64) {
    var hasher = try SHA256Hasher()
    try file.forEachChunk { try hasher.update($0) }
    return (0, UInt64(try hasher.finalize().bytes[0]))
  }

  /// A hundred thousand products of one scalar, of points that are products themselves.
  static func products(on path: CurvePath) throws -> (rows: Int, check: UInt64) {
    let scalar = try Scalar(SecretBytes(copying: [UInt8](repeating: 7, count: 32).span))
    var points = try (0..<1000).map { index in
      try Point(
        bytes: [UInt8(index & 0x7F), UInt8(index >> 7), 9] + [UInt8](repeating: 0, count: 29))
    }
    for _ in 0..<100 { points = try scalar.multiply(points, on: path) }
    return (100 * points.count, UInt64(points[0].bytes[0]))
  }

  /// Two codes a row under one key, messages as long as tokens of most domains are.
  static func codes(_ rows: Int) throws -> (rows: Int, check: UInt64) {
    var key = try HMACSHA512Key(SecretBytes(copying: [UInt8](repeating: 7, count: 32).span))
    var message = Array("lacuna/1 token\u{1}\u{0}\u{10}0123456789ab.com".utf8)
    var check: UInt64 = 0
    for index in 0..<2 * rows {
      message[20] = UInt8(truncatingIfNeeded: index)
      message[21] = UInt8(truncatingIfNeeded: index >> 8)
      _ = try key.code(for: message)
      check &+= 1
    }
    return (rows, check)
  }
}
