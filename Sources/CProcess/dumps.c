// SPDX-License-Identifier: Apache-2.0

#include "CProcess.h"

#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

int lacuna_forbid_dumps(void) {
  // The Swift runtime answers a crash with registers and memory on the error stream.
  static const int crashes[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
    if (signal(crashes[i], SIG_DFL) == SIG_ERR) return -1;
  }
  // The hard limit, too: nothing that this process does later can raise it again.
  const struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
#ifdef __linux__
  // The limit does not bind where core_pattern is a program; this does, and /proc/PID/mem closes.
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -1;
#endif
  return 0;
}
