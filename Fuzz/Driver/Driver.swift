// SPDX-License-Identifier: Apache-2.0

import CFuzzDriver
import Foundation
import FuzzEntries

/// libFuzzer over one decoder, which LACUNA_FUZZ_ENTRY names: no argument, since libFuzzer starts itself again with
/// its own alone. Without it: the names, each with its longest input; and with LACUNA_FUZZ_SEEDS honest inputs of
/// each are written to that folder.
@main enum Driver {
  static let variables = ProcessInfo.processInfo.environment
  static let entry = FuzzEntry.all.first { $0.name == variables["LACUNA_FUZZ_ENTRY"] }

  static func main() throws {
    guard entry != nil else {
      if let folder = variables["LACUNA_FUZZ_SEEDS"] {
        try writeSeeds(to: URL(filePath: folder))
      } else {
        for entry in FuzzEntry.all { print(entry.name, entry.mostBytes) }
      }
      return
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
      unsafe CommandLine
      .unsafeArgv
    exit(unsafe LLVMFuzzerRunDriver(&count, &arguments, oneInput))
  }

  static func writeSeeds(to folder: URL) throws {
    for entry in FuzzEntry.all {
      let own = folder.appending(path: entry.name)
      try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
      for (index, seed) in try entry.seeds().enumerated() {
        try Data(seed).write(to: own.appending(path: "seed-\(index)"))
      }
    }
  }
}

/// Called for each input. libFuzzer keeps the input of a process that aborts.
@_cdecl("LLVMFuzzerTestOneInput")
func oneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: count))
  do {
    _ = try Driver.entry?.run(bytes)
  } catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    abort()
  }
  return 0
}
