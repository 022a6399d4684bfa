// SPDX-License-Identifier: Apache-2.0

#include "CLadder.h"

#include "field.h"

// The RFC's map takes an inversion and a test for squareness, each about 254 squarings. We take one
// power for both. With d = 1 + 2u^2 the first candidate is x1 = -J / d, and
//
//   g(x1) = x1^3 + J x1^2 + x1 = -J (J^2 - J^2 d + d^2) / d^3 = w / d^4,
//   w = -J d m,   m = d^2 + J^2 (1 - d) = d^2 - 2 J^2 u^2,
//
// so g(x1) is a square exactly when w is, and x1 = -J / d = J^2 m / w. From r = w^((p-5)/8):
//
//   w r^4 = w^((p-3)/2),   w * w r^4 = w^((p-1)/2) = chi(w) = 1 or -1,   1/w = chi(w) * w r^4.
//
// w is never zero: d is not, since -1/2 is no square modulo p, and m is not, since J^2 - 4 is none.

#define curve_j UINT64_C(486662)
static const uint64_t curve_j_squared = UINT64_C(236839902244);

void lacuna_elligator2(uint8_t x[32], const uint8_t token[64]) {
  const fe zero = {{0}}, one = {{1}}, j = {{curve_j}};

  const fe u2 = fe_square(fe_decode_wide(token));
  const fe d = fe_add(fe_add(u2, u2), one);
  const fe m = fe_sub(fe_square(d), fe_small(u2, 2 * curve_j_squared));
  const fe w = fe_small(fe_mul(fe_sub(zero, d), m), curve_j);

  const fe r = fe_power_p58(w);
  const fe root = fe_mul(fe_square_times(r, 2), w);
  const fe chi = fe_mul(root, w);
  const fe x1 = fe_small(fe_mul(m, fe_mul(chi, root)), curve_j_squared);
  const fe x2 = fe_sub(fe_sub(zero, x1), j);

  // chi is 1 (odd) for a square and p - 1 (even) otherwise.
  uint8_t sign[32];
  fe_encode(sign, chi);
  fe_encode(x, fe_select(UINT64_C(0) - (sign[0] & 1), x1, x2));
}
