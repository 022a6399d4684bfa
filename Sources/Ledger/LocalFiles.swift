// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The machine's own files.
package struct LocalFiles: FileLayer {
  package init() {}

  package func size(of path: String) throws(LedgerError) -> UInt64? {
    var status = stat()
    if unsafe stat(path, &status) == 0 { return UInt64(exactly: status.st_size) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw failure(.inspect, path)
  }

  package func create(_ path: String, visibility: Visibility) throws(LedgerError) -> OpenFile {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let number = descriptor(path, flags, mode_t(visibility.rawValue))
    guard number >= 0 else { throw failure(.create, path) }
    return OpenFile(number: number, path: path)
  }

  package func open(_ path: String) throws(LedgerError) -> OpenFile? {
    let number = descriptor(path, O_RDONLY | O_CLOEXEC, 0)
    if number >= 0 { return OpenFile(number: number, path: path) }
    if errno == ENOENT { return nil }
    throw failure(.open, path)
  }

  package func read(from file: OpenFile, atMost count: Int) throws(LedgerError) -> [UInt8] {
    // Most files are shorter: memory that is not read into is not touched.
    do {
      return try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = try unsafe read(from: file, into: UnsafeMutableRawBufferPointer(buffer))
      }
    } catch {
      throw error as? LedgerError ?? failure(.read, file.path)
    }
  }

  /// Fills the span from its beginning; returns how much of it, less than all only at the end of the file.
  package func read(
    from file: OpenFile, into span: inout MutableSpan<UInt8>
  ) throws(LedgerError) -> Int {
    try unsafe span.withUnsafeMutableBytes { buffer throws(LedgerError) in
      try unsafe read(from: file, into: buffer)
    }
  }

  private func read(
    from file: OpenFile, into buffer: UnsafeMutableRawBufferPointer
  ) throws(LedgerError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let done = unsafe systemRead(
        file.number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      if done < 0 && errno == EINTR { continue }
      guard done >= 0 else { throw failure(.read, file.path) }
      if done == 0 { break }
      filled += done
    }
    return filled
  }

  package func write(_ bytes: Span<UInt8>, to file: OpenFile) throws(LedgerError) {
    var written = 0
    while written < bytes.count {
      let done = unsafe bytes.withUnsafeBytes { buffer in
        unsafe systemWrite(
          file.number, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if done < 0 && errno == EINTR { continue }
      guard done > 0 else { throw failure(.write, file.path) }
      written += done
    }
  }

  package func sync(_ file: OpenFile) throws(LedgerError) {
    #if canImport(Darwin)
      // fsync leaves the bytes in the drive's cache there.
      if fcntl(file.number, F_FULLFSYNC) == 0 { return }
    #endif
    guard fsync(file.number) == 0 else { throw failure(.sync, file.path) }
  }

  package func close(_ file: OpenFile) throws(LedgerError) {
    guard systemClose(file.number) == 0 || errno == EINTR else { throw failure(.close, file.path) }
  }

  package func rename(
    _ path: String, to new: String, existing: ExistingFile
  ) throws(LedgerError) -> Bool {
    switch existing {
    case .replace:
      guard unsafe systemRename(path, new) == 0 else { throw failure(.rename, new) }
    case .keep:
      // A link fails where the name is taken; a rename would replace the file.
      guard unsafe link(path, new) == 0 else {
        if errno == EEXIST { return false }
        // File systems without links (exFAT): look first; the ledger's lock keeps us apart.
        guard errno == EPERM || errno == EOPNOTSUPP else { throw failure(.rename, new) }
        guard try size(of: new) == nil else { return false }
        return try rename(path, to: new, existing: .replace)
      }
      try remove(path)
    }
    return true
  }

  package func syncFolder(of path: String) throws(LedgerError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard let file = try open(folder) else { throw failure(.syncFolder, path) }
    defer { try? close(file) }
    guard fsync(file.number) == 0 else { throw failure(.syncFolder, path) }
  }

  package func remove(_ path: String) throws(LedgerError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure(.remove, path) }
  }
}

/// What the system's error number says about an operation on `path`. Call it at once.
func failure(_ operation: FileOperation, _ path: String) -> LedgerError {
  let code = errno
  if code == ENOSPC || code == EDQUOT { return .diskFull(path: path) }
  let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  return .fileSystem(operation, path: path, reason: reason)
}

// Within the type, its own methods hide the functions of the same names.
private let systemRead = unsafe read
private let systemWrite = unsafe write
private let systemClose = close
private let systemRename = unsafe rename
private func descriptor(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  unsafe open(path, flags, mode)
}
