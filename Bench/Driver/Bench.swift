// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One measurement in one process: `lacuna-bench MEASURE FILE`. It prints one line of name=value pairs (Bench/README.md).
///
/// A process of its own, so that its peak memory is its own, too.
@main enum Bench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let measure = Measure(rawValue: arguments[1]) else {
      print(Measure.allCases.map(\.rawValue).joined(separator: "\n"))
      return
    }
    if measure == .copies {
      guard arguments.count == 5, let copies = Int(arguments[4]) else { throw BenchError.usage }
      try ListCopies(count: copies).write(arguments[2], to: arguments[3])
      return
    }
    if measure == .distinct {
      guard let count = Int(arguments[2]), arguments.count == 4 else { throw BenchError.usage }
      try DistinctRows(count: count).write(to: arguments[3])
      return
    }
    let file = BenchFile(path: arguments[2])
    let result = try measure.run(on: file)
    print(result.line)
  }
}

enum BenchError: Error {
  case usage
  case unreadable(String)
}

/// What one run cost.
struct Cost {
  let rows: Int
  /// What came out, so that nothing can be left undone.
  let check: UInt64
  let microseconds: Int
  let peakKiB: Int

  var line: String { "rows=\(rows) us=\(microseconds) kib=\(peakKiB) check=\(check)" }
}

/// What the system has counted for this process.
enum Usage {
  /// User and system time.
  static var microseconds: Int {
    let usage = now
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000
      + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
  }

  /// The most memory that was resident.
  static var peakKiB: Int {
    #if os(Linux)
      now.ru_maxrss
    #else
      now.ru_maxrss / 1024
    #endif
  }

  private static var now: rusage {
    var usage = rusage()
    #if os(Linux)
      _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      _ = unsafe getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }
}

/// A file in chunks, as the tool reads lists.
struct BenchFile {
  let path: String

  func forEachChunk(_ body: ([UInt8]) throws -> Void) throws {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0 else { throw BenchError.unreadable(path) }
    defer { close(file) }
    while true {
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        count = unsafe max(0, read(file, buffer.baseAddress, buffer.count))
      }
      if chunk.isEmpty { return }
      try body(chunk)
    }
  }
}
