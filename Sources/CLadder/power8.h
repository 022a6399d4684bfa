// SPDX-License-Identifier: Apache-2.0

// The long powers, of several groups of eight in turn: a squaring waits for the one before it, so
// one group alone would leave the multiplier idle.

#ifndef LACUNA_POWER8_H
#define LACUNA_POWER8_H

#include "field8.h"

enum { power_groups = 4 };

/// Up to four groups of eight elements. How many there are, `groups` below, is public.
typedef struct {
  fe8 group[power_groups];
} fe32;

/// a^(2^count) * b.
static __attribute__((noinline)) void fe32_shift_mul(fe32 *a, int count, const fe32 *b,
                                                     int groups) {
  for (int i = 0; i < count; i++) {
    for (int g = 0; g < groups; g++) {
      a->group[g] = fe8_carry(fe8_square(columns_set(0), a->group[g]));
    }
  }
  for (int g = 0; g < groups; g++) a->group[g] = fe8_product(a->group[g], b->group[g]);
}

/// a^((p - 5) / 8), where (p - 5) / 8 = 2^252 - 3. In the names below, `ones_n` is a^(2^n - 1).
static void fe32_power_p58(fe32 *a, int groups) {
  fe32 a9 = *a;
  fe32_shift_mul(&a9, 3, a, groups);
  fe32 ones_5 = *a;
  for (int i = 0; i < 2; i++) fe32_shift_mul(&ones_5, 1, &a9, groups);
  fe32 ones_10 = ones_5;
  fe32_shift_mul(&ones_10, 5, &ones_5, groups);
  fe32 ones_20 = ones_10;
  fe32_shift_mul(&ones_20, 10, &ones_10, groups);
  fe32 ones_50 = ones_20;
  fe32_shift_mul(&ones_50, 20, &ones_20, groups);
  fe32_shift_mul(&ones_50, 10, &ones_10, groups);
  fe32 ones_100 = ones_50;
  fe32_shift_mul(&ones_100, 50, &ones_50, groups);
  fe32 power = ones_100;
  fe32_shift_mul(&power, 100, &ones_100, groups);
  fe32_shift_mul(&power, 50, &ones_50, groups);
  fe32_shift_mul(&power, 2, a, groups);
  *a = power;
}

/// 1 / a, or 0 for 0: the power p - 2 = 8 * (p - 5) / 8 + 3.
static fe8 fe8_invert(fe8 a) {
  fe32 power = {{a}};
  fe32_power_p58(&power, 1);
  const fe32 cube = {{fe8_product(fe8_carry(fe8_square(columns_set(0), a)), a)}};
  fe32_shift_mul(&power, 3, &cube, 1);
  return power.group[0];
}

#endif
