// SPDX-License-Identifier: Apache-2.0

// X25519 (RFC 7748 section 5), eight points at once.

#ifndef LACUNA_LADDER8_H
#define LACUNA_LADDER8_H

/// A point in projective coordinates, as the next step reads it: x + z and x - z.
typedef struct {
  fe8 sum, difference;
} point8;

/// Two points that differ by the base point. In the notation of the RFC, of (x_2 : z_2) and
/// (x_3 : z_3), `twice` is the one that the last step doubled.
typedef struct {
  point8 twice, other;
} rungs8;

/// Which point each step doubles, a bit a lane. A clamped scalar has bit 254 set and bits 0 to 2 clear,
/// so those steps are fixed. `swap` has an entry for each of the bits 253 to 2, set where the bit
/// differs from the one above it.
enum { ladder_steps = 251 };
typedef struct {
  uint8_t swap[ladder_steps + 1];
} schedule8;

/// The schedule of eight scalars, clamped or not.
static void schedule8_set(schedule8 *schedule, const words8 *scalars) {
  unsigned above = 0xff;
  for (int step = 0; step < ladder_steps; step++) {
    const int bit = 253 - step;
    const lanes word = lanes_load(scalars->word[bit / 64]);
    const lanes tested = lanes_and(word, lanes_set(UINT64_C(1) << (bit % 64)));
    const unsigned here = 0xffu ^ lanes_zero(tested);
    schedule->swap[step] = (uint8_t)(here ^ above);
    above = here;
  }
  schedule->swap[ladder_steps] = (uint8_t)above;
}

fe8_inline point8 point8_set(columns x, columns z) {
  return (point8){fe8_carry(columns_add(x, z)), fe8_carry(columns_sub(x, z))};
}

fe8_inline point8 point8_select(uint8_t mask, point8 yes, point8 no) {
  return (point8){fe8_select(mask, yes.sum, no.sum),
                  fe8_select(mask, yes.difference, no.difference)};
}

/// 2p; *x is on top of an offset.
fe8_inline void point8_double(columns *x, columns *z, point8 p) {
  const columns aa = fe8_square(columns_half_offset(), p.sum);
  const columns bb = fe8_square(columns_set(0), p.difference);
  const fe8 e = fe8_carry(columns_sub(aa, bb));
  *x = fe8_mul(columns_offset(), fe8_carry(aa), fe8_carry(bb));
  *z = fe8_mul(columns_set(0), e, fe8_carry(fe8_small(aa, e, 121665)));
}

/// p + q, whose difference has the affine coordinate `base`; *x is on top of an offset.
fe8_inline void point8_add(columns *x, columns *z, point8 p, point8 q, fe8 base) {
  const columns da = fe8_mul(columns_offset(), p.sum, q.difference);
  const columns cb = fe8_mul(columns_set(0), p.difference, q.sum);
  *x = fe8_square(columns_half_offset(), fe8_carry(columns_add(da, cb)));
  const columns square = fe8_square(columns_set(0), fe8_carry(columns_sub(da, cb)));
  *z = fe8_mul(columns_set(0), base, fe8_carry(square));
}

/// The scalar's multiple of the point with the coordinate `base`, as x / z. Both zero only if `base`
/// is; z is zero if the multiple is of order one.
static __attribute__((noinline)) void ladder8(fe8 *x, fe8 *z, fe8 base,
                                              const schedule8 *schedule) {
  columns x2, z2, x3, z3;
  // Bit 254: 2p beside p.
  rungs8 rungs;
  rungs.other = point8_set(columns_add(columns_offset(), fe8_columns(base)), columns_set(1));
  point8_double(&x2, &z2, rungs.other);
  rungs.twice = point8_set(x2, z2);
  for (int step = 0; step < ladder_steps; step++) {
    // Swapping both would only change the sign under the second square of the addition.
    point8_double(&x2, &z2, point8_select(schedule->swap[step], rungs.other, rungs.twice));
    point8_add(&x3, &z3, rungs.twice, rungs.other, base);
    rungs.twice = point8_set(x2, z2);
    rungs.other = point8_set(x3, z3);
  }
  // Bits 2 to 0: the other rung is needed no more.
  point8 multiple = point8_select(schedule->swap[ladder_steps], rungs.other, rungs.twice);
  for (int bit = 2; bit >= 0; bit--) {
    point8_double(&x2, &z2, multiple);
    if (bit > 0) multiple = point8_set(x2, z2);
  }
  *x = fe8_carry(x2);
  *z = fe8_carry(z2);
}

#endif
