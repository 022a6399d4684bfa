// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The exclusive right to write a ledger, held on a file beside it for the time of a verb.
///
/// `flock` and not a transaction of SQLite: a verb reads, computes for minutes, then writes, and
/// what it read must still hold. The system releases the lock when the process ends in any way,
/// and refuses a second holder at once. The file stays where it is and holds nothing.
final class LedgerLock: Sendable {
  private let number: Int32

  /// - Throws: `busy` where another process, or another handle of this one, holds the lock.
  init(path: String) throws(LedgerError) {
    let number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode_t(0o600))
    guard number >= 0 else { throw failure(.lock, path) }
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      let refusal = errno == EWOULDBLOCK ? LedgerError.busy : failure(.lock, path)
      close(number)
      throw refusal
    }
    self.number = number
  }

  deinit {
    // Closing alone would leave the lock with any copy of the descriptor: a child has one until it becomes another
    // program.
    _ = flock(number, LOCK_UN)
    close(number)
  }
}
