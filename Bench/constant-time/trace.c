// SPDX-License-Identifier: Apache-2.0

// Steps through the paths of AVX-512 instruction by instruction, for several secrets, and compares
// the traces.

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CLadder.h"

enum { count = 3, secrets = 3 };

static void run(lacuna_path path, int secret) {
  uint8_t scalars[32 * count], points[32 * count], tokens[64 * count], results[32 * count];
  for (size_t i = 0; i < sizeof tokens; i++) {
    tokens[i] = (uint8_t)(secret == 0 ? 0 : secret == 1 ? 0xff : 157 * i);
  }
  memcpy(scalars, tokens, sizeof scalars);
  memcpy(points, tokens + sizeof points, sizeof points);
  raise(SIGSTOP);
  lacuna_x25519_batch(results, points, count, scalars, path);
  lacuna_x25519_base_batch(results, scalars, count, path);
  lacuna_elligator2_batch(results, tokens, count, path);
  raise(SIGSTOP);
  _exit(0);
}

typedef struct {
  uint64_t hash;
  long steps;
} trace;

/// The trace between the two stops of a child.
static trace follow(lacuna_path path, int secret) {
  trace result = {UINT64_C(14695981039346656037), 0};
  const pid_t child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    run(path, secret);
  }
  int status;
  waitpid(child, &status, 0);
  do {
    struct user_regs_struct registers;
    ptrace(PTRACE_GETREGS, child, NULL, &registers);
    result.hash = (result.hash ^ registers.rip) * UINT64_C(1099511628211);
    result.steps++;
    ptrace(PTRACE_SINGLESTEP, child, NULL, NULL);
    waitpid(child, &status, 0);
  } while (WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP);
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  return result;
}

static int compare(lacuna_path path, const char *name) {
  if (path > lacuna_fastest_path()) {
    printf("%s: not on this machine\n", name);
    return 0;
  }
  const trace first = follow(path, 0);
  for (int secret = 1; secret < secrets; secret++) {
    const trace other = follow(path, secret);
    if (other.hash != first.hash || other.steps != first.steps) {
      printf("%s: the traces of secrets 0 and %d differ\n", name, secret);
      return 1;
    }
  }
  printf("%s: the same %ld instructions for %d secrets\n", name, first.steps, secrets);
  return 0;
}

int main(void) {
  return compare(lacuna_path_fma512, "fma512") | compare(lacuna_path_ifma, "ifma");
}
