// SPDX-License-Identifier: Apache-2.0

// Elligator 2, four groups of eight tokens at once. The formulas, and the grounds for them, are in
// elligator2.c.

#ifndef LACUNA_ELLIGATOR8_H
#define LACUNA_ELLIGATOR8_H

#include "bytes8.h"
#include "power8.h"

#define curve_j UINT64_C(486662)
#define curve_j_squared UINT64_C(236839902244)

/// m and w, from the token as a number modulo p.
fe8_inline void elligator8_start(fe8 *m, fe8 *w, fe8 u) {
  const columns u2 = fe8_square(columns_set(0), u);
  const fe8 d = fe8_carry(columns_add(columns_add(u2, u2), columns_set(1)));
  const columns subtracted = fe8_small(columns_set(0), fe8_carry(u2), 2 * curve_j_squared);
  *m = fe8_carry(columns_sub(fe8_square(columns_half_offset(), d), subtracted));
  const columns jdm = fe8_small(columns_set(0), fe8_product(d, *m), curve_j);
  *w = fe8_carry(columns_sub(columns_offset(), jdm));
}

/// The coordinate, from r = w^((p - 5) / 8).
fe8_inline fe8 elligator8_finish(fe8 m, fe8 w, fe8 r) {
  const fe8 r2 = fe8_carry(fe8_square(columns_set(0), r));
  const fe8 root = fe8_product(fe8_carry(fe8_square(columns_set(0), r2)), w);
  const fe8 chi = fe8_product(root, w);
  const columns x1 =
      fe8_small(columns_set(0), fe8_product(m, fe8_product(chi, root)), curve_j_squared);
  const columns x2 = columns_sub(columns_sub(columns_offset(), x1), columns_set(curve_j));
  // chi is 1 (odd) for a square and p - 1 (even) otherwise.
  const lanes parity = lanes_and(fe8_reduce(chi).column[0], lanes_set(1));
  return fe8_select(lanes_zero(parity), fe8_carry(x2), fe8_carry(x1));
}

/// `count` tokens, 1 to 32.
static void elligator32(uint8_t *out, const uint8_t *tokens, size_t count) {
  const int groups = (int)((count + 7) / 8);
  fe32 m, w, r;
  for (int g = 0; g < groups; g++) {
    const size_t start = 8 * (size_t)g;
    const fe8 u = tokens8_decode(tokens + 64 * start, count - start < 8 ? count - start : 8);
    elligator8_start(&m.group[g], &w.group[g], u);
  }
  r = w;
  fe32_power_p58(&r, groups);
  for (int g = 0; g < groups; g++) {
    const size_t start = 8 * (size_t)g;
    const fe8 x = elligator8_finish(m.group[g], w.group[g], r.group[g]);
    points8_encode(out + 32 * start, x, count - start < 8 ? count - start : 8);
  }
}

#endif
