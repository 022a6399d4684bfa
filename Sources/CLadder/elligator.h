// SPDX-License-Identifier: Apache-2.0

// Elligator 2, four groups of tokens at once, a token a lane. The formulas, and the grounds for
// them, are in elligator2.c.

#ifndef LACUNA_ELLIGATOR_H
#define LACUNA_ELLIGATOR_H

#include "bytes.h"
#include "power.h"

#define curve_j UINT64_C(486662)
#define curve_j_squared UINT64_C(236839902244)

/// m and w, from the token as a number modulo p.
fes_inline void elligator_start(fes *m, fes *w, fes u) {
  const columns u2 = fes_square(columns_set(0), u);
  const fes d = fes_carry(columns_add(columns_add(u2, u2), columns_set(1)));
  const columns subtracted = fes_small(columns_set(0), fes_carry(u2), 2 * curve_j_squared);
  *m = fes_carry(columns_sub(fes_square(columns_half_offset(), d), subtracted));
  const columns jdm = fes_small(columns_set(0), fes_product(d, *m), curve_j);
  *w = fes_carry(columns_sub(columns_offset(), jdm));
}

/// The coordinate, from r = w^((p - 5) / 8).
fes_inline fes elligator_finish(fes m, fes w, fes r) {
  const fes r2 = fes_carry(fes_square(columns_set(0), r));
  const fes root = fes_product(fes_carry(fes_square(columns_set(0), r2)), w);
  const fes chi = fes_product(root, w);
  const columns x1 =
      fes_small(columns_set(0), fes_product(m, fes_product(chi, root)), curve_j_squared);
  const columns x2 = columns_sub(columns_sub(columns_offset(), x1), columns_set(curve_j));
  // chi is 1 (odd) for a square and p - 1 (even) otherwise.
  const lanes parity = lanes_and(fes_reduce(chi).column[0], lanes_set(1));
  return fes_select(lanes_zero(parity), fes_carry(x2), fes_carry(x1));
}

/// `count` tokens, at least one, at most as many as four groups hold.
static void elligator_groups(uint8_t *out, const uint8_t *tokens, size_t count) {
  const int groups = (int)((count + lane_count - 1) / lane_count);
  fes_groups m, w, r;
  for (int g = 0; g < groups; g++) {
    const size_t start = lane_count * (size_t)g;
    const fes u = tokens_decode(tokens + 64 * start, group_count(start, count));
    elligator_start(&m.group[g], &w.group[g], u);
  }
  r = w;
  groups_power_p58(&r, groups);
  for (int g = 0; g < groups; g++) {
    const size_t start = lane_count * (size_t)g;
    const fes x = elligator_finish(m.group[g], w.group[g], r.group[g]);
    points_encode(out + 32 * start, x, group_count(start, count));
  }
}

#endif
