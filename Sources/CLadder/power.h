// SPDX-License-Identifier: Apache-2.0

// The long powers, of several groups of lanes in turn: a squaring waits for the one before it, so
// one group alone would leave the multiplier idle.

#ifndef LACUNA_POWER_H
#define LACUNA_POWER_H

/// a * b as limbs.
fes_inline fes fes_product(fes a, fes b) { return fes_carry(fes_mul(columns_set(0), a, b)); }

enum { power_groups = 4 };

/// Up to four groups. How many there are, `groups` below, is public.
typedef struct {
  fes group[power_groups];
} fes_groups;

/// a^(2^count) * b.
static __attribute__((noinline)) void groups_shift_mul(fes_groups *a, int count,
                                                       const fes_groups *b, int groups) {
  for (int i = 0; i < count; i++) {
    for (int g = 0; g < groups; g++) {
      a->group[g] = fes_carry(fes_square(columns_set(0), a->group[g]));
    }
  }
  for (int g = 0; g < groups; g++) a->group[g] = fes_product(a->group[g], b->group[g]);
}

/// a^((p - 5) / 8), where (p - 5) / 8 = 2^252 - 3. In the names below, `ones_n` is a^(2^n - 1).
static void groups_power_p58(fes_groups *a, int groups) {
  fes_groups a9 = *a;
  groups_shift_mul(&a9, 3, a, groups);
  fes_groups ones_5 = *a;
  for (int i = 0; i < 2; i++) groups_shift_mul(&ones_5, 1, &a9, groups);
  fes_groups ones_10 = ones_5;
  groups_shift_mul(&ones_10, 5, &ones_5, groups);
  fes_groups ones_20 = ones_10;
  groups_shift_mul(&ones_20, 10, &ones_10, groups);
  fes_groups ones_50 = ones_20;
  groups_shift_mul(&ones_50, 20, &ones_20, groups);
  groups_shift_mul(&ones_50, 10, &ones_10, groups);
  fes_groups ones_100 = ones_50;
  groups_shift_mul(&ones_100, 50, &ones_50, groups);
  fes_groups power = ones_100;
  groups_shift_mul(&power, 100, &ones_100, groups);
  groups_shift_mul(&power, 50, &ones_50, groups);
  groups_shift_mul(&power, 2, a, groups);
  *a = power;
}

/// 1 / a, or 0 for 0: the power p - 2 = 8 * (p - 5) / 8 + 3.
static fes fes_invert(fes a) {
  fes_groups power = {{a}};
  groups_power_p58(&power, 1);
  const fes_groups cube = {{fes_product(fes_carry(fes_square(columns_set(0), a)), a)}};
  groups_shift_mul(&power, 3, &cube, 1);
  return power.group[0];
}

#endif
