// SPDX-License-Identifier: Apache-2.0

import Ledger
import Synchronization

/// The machine's files, with a fault at one chosen operation and at all after it, as if the
/// process had been killed or the disk had gone.
final class FaultyFiles: FileLayer {
  private let local = LocalFiles()
  private let done = Mutex<[FileOperation]>([])
  private let faultAt: Int
  private let fault: LedgerError

  /// - Parameter faultAt: how many operations succeed first.
  init(faultAt: Int = .max, fault: LedgerError = .diskFull(path: "injected")) {
    self.faultAt = faultAt
    self.fault = fault
  }

  var operations: [FileOperation] { done.withLock { $0 } }

  private func step(_ operation: FileOperation) throws(LedgerError) {
    let count = done.withLock { list in
      list.append(operation)
      return list.count
    }
    if count > faultAt { throw fault }
  }

  func size(of path: String) throws(LedgerError) -> UInt64? {
    try step(.inspect)
    return try local.size(of: path)
  }
  func create(_ path: String, visibility: Visibility) throws(LedgerError) -> OpenFile {
    try step(.create)
    return try local.create(path, visibility: visibility)
  }
  func open(_ path: String) throws(LedgerError) -> OpenFile? {
    try step(.open)
    return try local.open(path)
  }
  func read(from file: OpenFile, atMost count: Int) throws(LedgerError) -> [UInt8] {
    try step(.read)
    return try local.read(from: file, atMost: count)
  }
  func write(_ bytes: Span<UInt8>, to file: OpenFile) throws(LedgerError) {
    do { try step(.write) } catch {
      // Half of a write may have reached the disk.
      try local.write(bytes.extracting(first: bytes.count / 2), to: file)
      throw error
    }
    try local.write(bytes, to: file)
  }
  func sync(_ file: OpenFile) throws(LedgerError) {
    try step(.sync)
    try local.sync(file)
  }
  func close(_ file: OpenFile) throws(LedgerError) {
    // Descriptors are closed whatever happens: tests must not use them up.
    try local.close(file)
    try step(.close)
  }
  func rename(_ path: String, to new: String, existing: ExistingFile) throws(LedgerError) -> Bool {
    try step(.rename)
    return try local.rename(path, to: new, existing: existing)
  }
  func syncFolder(of path: String) throws(LedgerError) {
    try step(.syncFolder)
    try local.syncFolder(of: path)
  }
  func remove(_ path: String) throws(LedgerError) {
    try step(.remove)
    try local.remove(path)
  }
}
