// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The tool with a fault at one chosen call that changes the disk, and at all after it: writing, syncing, renaming,
/// linking, removing, whoever in the process makes the call, SQLite too. Linux alone can be told so from outside.
struct FaultyTool {
  enum Fault: String, CaseIterable, Sendable {
    /// The process ends there, as if it were killed; half of a write has reached the file.
    case killed
    /// The disk is full from there on.
    case full
  }

  private let library: URL

  /// Nil where a library cannot be put in front of the system's.
  init?(in folder: URL) async throws {
    #if os(Linux)
      let source = folder.appending(path: "faults.c")
      library = folder.appending(path: "faults.so")
      try Data(Self.source.utf8).write(to: source)
      try await Tool.shell(
        "cc -shared -fPIC -o '\(library.path)' '\(source.path)' -ldl", in: folder
      ).requireDone()
    #else
      return nil
    #endif
  }

  /// Runs a verb of a company whose first `count` such calls succeed.
  func run(
    _ arguments: [String], of company: Company, faultAfter count: Int, _ fault: Fault
  ) async throws -> Outcome {
    try await Tool.shell(
      "FAULT_AFTER=\(count) FAULT=\(fault.rawValue) LD_PRELOAD='\(library.path)' exec lacuna "
        + arguments.joined(separator: " "), in: company.room)
  }

  /// How many such calls a verb makes that goes well.
  func calls(_ arguments: [String], of company: Company) async throws -> Int {
    let log = company.folder.appending(path: "calls")
    try await Tool.shell(
      "FAULT_LOG='\(log.path)' LD_PRELOAD='\(library.path)' exec lacuna "
        + arguments.joined(separator: " "), in: company.room
    ).requireDone()
    return try Int(String(contentsOf: log, encoding: .utf8)) ?? 0
  }

  private static let source = #"""
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/stat.h>
    #include <sys/types.h>
    #include <unistd.h>

    static long done, after = -1;
    static int full;

    __attribute__((constructor)) static void begin(void) {
      const char *text = getenv("FAULT_AFTER");
      if (text) after = atol(text);
      const char *fault = getenv("FAULT");
      full = fault && !strcmp(fault, "full");
      unsetenv("LD_PRELOAD");
    }

    __attribute__((destructor)) static void end(void) {
      const char *path = getenv("FAULT_LOG");
      if (!path) return;
      FILE *file = fopen(path, "w");
      if (file) { fprintf(file, "%ld", done); fclose(file); }
    }

    /* 0: go on; 1: fail; the process ends where it is to be killed. */
    static int fault(void) { return after >= 0 && __atomic_fetch_add(&done, 1, __ATOMIC_SEQ_CST) >= after; }
    static int count(void) { if (after < 0) __atomic_fetch_add(&done, 1, __ATOMIC_SEQ_CST); return fault(); }
    static int regular(int fd) { struct stat s; return fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && fd > 2; }

    #define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
    #define STOP(half) do { if (!full) { half; _exit(137); } errno = ENOSPC; return -1; } while (0)

    ssize_t write(int fd, const void *bytes, size_t n) {
      REAL(write);
      if (regular(fd) && count()) STOP(if (real(fd, bytes, n / 2) < 0) {});
      return real(fd, bytes, n);
    }
    ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
      REAL(pwrite);
      if (count()) STOP(if (real(fd, bytes, n / 2, at) < 0) {});
      return real(fd, bytes, n, at);
    }
    ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) {
      REAL(pwrite64);
      if (count()) STOP(if (real(fd, bytes, n / 2, at) < 0) {});
      return real(fd, bytes, n, at);
    }
    int fsync(int fd) { REAL(fsync); if (count()) STOP(); return real(fd); }
    int fdatasync(int fd) { REAL(fdatasync); if (count()) STOP(); return real(fd); }
    /* A full disk removes; a killed process does not. */
    int unlink(const char *p) { REAL(unlink); if (count() && !full) _exit(137); return real(p); }
    int rename(const char *a, const char *b) { REAL(rename); if (count()) STOP(); return real(a, b); }
    int link(const char *a, const char *b) { REAL(link); if (count()) STOP(); return real(a, b); }
    """#
}
