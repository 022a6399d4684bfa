// SPDX-License-Identifier: Apache-2.0

// The path of NEON and the portable one, on the same inputs.

#include <stdio.h>
#include <string.h>

#include "CLadder.h"

enum { count = 65 };

/// xorshift64*.
static uint64_t draw(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * UINT64_C(2685821657736338717);
}

/// Random bytes; of a tenth of the inputs nearly all bits are set or clear, of a tenth the prime and
/// its neighbours.
static void fill(uint8_t *bytes, size_t length, uint64_t *state) {
  for (size_t i = 0; i < length; i++) bytes[i] = (uint8_t)(draw(state) >> 56);
  switch (draw(state) >> 32 & 15) {
    case 0: memset(bytes + 1, 0, length - 1); break;
    case 1: memset(bytes + 1, 0xff, length - 1); break;
    case 2:
      memset(bytes + 1, 0xff, length - 1);
      bytes[length - 1] = 0x7f;
      break;
  }
}

int main(void) {
  static uint8_t points[32 * count], scalars[32 * count], tokens[64 * count];
  static uint8_t one[32 * count], other[32 * count];
  uint64_t state = 25519;
  const int rounds = 300;
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < count; i++) {
      fill(points + 32 * i, 32, &state);
      fill(scalars + 32 * i, 32, &state);
      fill(tokens + 64 * i, 64, &state);
    }
    const size_t some = 1 + draw(&state) % count;
    const int verdict = lacuna_x25519_batch(one, points, some, scalars, lacuna_path_portable);
    int differs = lacuna_x25519_batch(other, points, some, scalars, lacuna_path_neon) != verdict;
    differs |= memcmp(one, other, 32 * some);
    lacuna_x25519_base_batch(one, scalars, some, lacuna_path_portable);
    lacuna_x25519_base_batch(other, scalars, some, lacuna_path_neon);
    differs |= memcmp(one, other, 32 * some);
    lacuna_elligator2_batch(one, tokens, some, lacuna_path_portable);
    lacuna_elligator2_batch(other, tokens, some, lacuna_path_neon);
    differs |= memcmp(one, other, 32 * some);
    if (differs) {
      printf("neon: differs in round %d\n", round);
      return 1;
    }
  }
  printf("neon: the same results in %d rounds of up to %d points\n", rounds, count);
  return 0;
}
