// SPDX-License-Identifier: Apache-2.0

/// Who may read a new file. The process's umask may take rights away, never add any.
package enum Visibility: UInt32, Sendable {
  /// 0644: files that leave, and reports.
  case everyone = 0o644
  /// 0600: keys, ledgers, annexes.
  case owner = 0o600
}

/// What becomes of a file that stands where another is to be published.
package enum ExistingFile: Sendable {
  /// It stays; publishing succeeds only if its bytes are the same.
  case keep
  /// It is replaced: the user asked for that.
  case replace
}

/// An open file. `number` is the operating system's descriptor.
package struct OpenFile: Sendable {
  package let number: Int32
  package let path: String

  package init(number: Int32, path: String) {
    self.number = number
    self.path = path
  }
}

/// The operations on files that publication rests on, so that tests can make each of them fail.
package protocol FileLayer: Sendable {
  /// nil where there is no such file.
  func size(of path: String) throws(LedgerError) -> UInt64?
  /// A new empty file; fails where the name is taken, even by a symbolic link.
  func create(_ path: String, visibility: Visibility) throws(LedgerError) -> OpenFile
  /// nil where there is no such file.
  func open(_ path: String) throws(LedgerError) -> OpenFile?
  /// Fewer bytes than asked for only at the end of the file.
  func read(from file: OpenFile, atMost count: Int) throws(LedgerError) -> [UInt8]
  func write(_ bytes: Span<UInt8>, to file: OpenFile) throws(LedgerError)
  /// Returns when the file's bytes are on the disk.
  func sync(_ file: OpenFile) throws(LedgerError)
  func close(_ file: OpenFile) throws(LedgerError)
  /// False, with nothing changed, where `existing` is `keep` and the new name is taken.
  func rename(_ path: String, to new: String, existing: ExistingFile) throws(LedgerError) -> Bool
  /// Returns when the names in the folder that holds `path` are on the disk.
  func syncFolder(of path: String) throws(LedgerError)
  /// Succeeds also where there is no such file.
  func remove(_ path: String) throws(LedgerError)
}
