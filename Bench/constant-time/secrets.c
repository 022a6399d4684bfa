// SPDX-License-Identifier: Apache-2.0

// Every function of CLadder.h, on the paths that valgrind can run, on secrets that memcheck takes for
// undefined.

#include <stdio.h>
#include <valgrind/memcheck.h>

#include "CLadder.h"

enum { count = 9 };

int main(void) {
  static uint8_t scalars[32 * count], points[32 * count], tokens[64 * count], results[32 * count];
  VALGRIND_MAKE_MEM_UNDEFINED(scalars, sizeof scalars);
  VALGRIND_MAKE_MEM_UNDEFINED(points, sizeof points);
  VALGRIND_MAKE_MEM_UNDEFINED(tokens, sizeof tokens);

  int unseen = 0;
  for (lacuna_path path = lacuna_path_portable; path <= lacuna_path_fma; path++) {
    if (path > lacuna_fastest_path()) {
      puts("fma: not on this machine");
      break;
    }
    // The verdict on zero products is meant to be seen.
    int verdict = lacuna_x25519_batch(results, points, count, scalars, path);
    VALGRIND_MAKE_MEM_DEFINED(&verdict, sizeof verdict);
    // That nothing is reported means something only if the results count as undefined.
    uint8_t bits[32];
    const int known = VALGRIND_GET_VBITS(results, bits, sizeof bits);
    unseen |= known != 1 || bits[0] != 0xff || verdict > 1;
    lacuna_x25519_base_batch(results, scalars, count, path);
    lacuna_elligator2_batch(results, tokens, count, path);
  }
  for (int i = 0; i < count; i++) lacuna_elligator2(results + 32 * i, tokens + 64 * i);
  return unseen;
}
