// SPDX-License-Identifier: Apache-2.0

// X25519 (RFC 7748 section 5), eight points at once.

#ifndef LACUNA_LADDER8_H
#define LACUNA_LADDER8_H

#include "bytes8.h"

/// A point in projective coordinates, as the next step reads it: x + z and x - z.
typedef struct {
  fe8 sum, difference;
} point8;

/// Two points that differ by the base point. In the notation of the RFC, of (x_2 : z_2) and
/// (x_3 : z_3), `twice` is the one that the last step doubled.
typedef struct {
  point8 twice, other;
} rungs8;

/// Which point each step doubles, a bit a lane. A clamped scalar has bit 254 set and bits 0 to 2
/// clear, so those steps are fixed. `swap` has an entry for each of the bits 253 to 2, set where
/// the bit differs from the one above it.
enum { ladder_steps = 251 };
typedef struct {
  uint8_t swap[ladder_steps + 1];
} schedule8;

/// The schedule of eight scalars, clamped or not.
static __attribute__((noinline)) void schedule8_set(schedule8 *schedule, const words8 *scalars) {
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


fe8_inline point8 point8_select(uint8_t mask, point8 yes, point8 no) {
  return (point8){fe8_select(mask, yes.sum, no.sum),
                  fe8_select(mask, yes.difference, no.difference)};
}

/// Two products, of which sum and difference are read next; `first` is on top of an offset.
typedef struct {
  columns first, second;
} pair8;

/// Sum and difference of a pair.
fe8_inline point8 point8_set(pair8 pair) {
  return (point8){fe8_carry(columns_add(pair.first, pair.second)),
                  fe8_carry(columns_sub(pair.first, pair.second))};
}

/// The squares that doubling p starts with.
fe8_inline pair8 point8_squares(point8 p) {
  return (pair8){fe8_square(columns_half_offset(), p.sum),
                 fe8_square(columns_set(0), p.difference)};
}

/// 2p as (x, z), from the squares.
fe8_inline pair8 point8_double(pair8 squares) {
  const fe8 e = fe8_carry(columns_sub(squares.first, squares.second));
  const fe8 aa = fe8_carry(squares.first), bb = fe8_carry(squares.second);
  return (pair8){fe8_mul(columns_offset(), aa, bb),
                 fe8_mul(columns_set(0), e, fe8_carry(fe8_small(squares.first, e, 121665)))};
}

/// The products that adding p and q starts with.
fe8_inline pair8 point8_products(point8 p, point8 q) {
  return (pair8){fe8_mul(columns_offset(), p.sum, q.difference),
                 fe8_mul(columns_set(0), p.difference, q.sum)};
}

/// p + q as (x, z), from the products, where the difference of p and q has the coordinate `base`.
fe8_inline pair8 point8_add(pair8 products, fe8 base) {
  const point8 crossed = point8_set(products);
  const columns square = fe8_square(columns_set(0), crossed.difference);
  return (pair8){fe8_square(columns_half_offset(), crossed.sum),
                 fe8_mul(columns_set(0), base, fe8_carry(square))};
}

/// The scalar's multiple of the point with the coordinate `base`, as x / z. For a point of low
/// order, and for no other, z is zero.
static __attribute__((noinline)) void ladder8(fe8 *x_out, fe8 *z_out, fe8 base,
                                              const schedule8 *schedule) {
  // Bit 254: p, and 2p.
  rungs8 rungs;
  const columns x = columns_add(columns_offset(), fe8_columns(base));
  rungs.other = point8_set((pair8){x, columns_set(1)});
  rungs.twice = point8_set(point8_double(point8_squares(rungs.other)));
  for (int step = 0; step < ladder_steps; step++) {
    // To swap the points of the addition too would change a sign that its second square removes.
    const pair8 squares =
        point8_squares(point8_select(schedule->swap[step], rungs.other, rungs.twice));
    const pair8 products = point8_products(rungs.twice, rungs.other);
    const pair8 twice = point8_double(squares), other = point8_add(products, base);
    rungs.twice = point8_set(twice);
    rungs.other = point8_set(other);
  }
  // Bits 2 to 0: the other point is needed no more.
  point8 multiple = point8_select(schedule->swap[ladder_steps], rungs.other, rungs.twice);
  for (int bit = 2; bit > 0; bit--) multiple = point8_set(point8_double(point8_squares(multiple)));
  const pair8 result = point8_double(point8_squares(multiple));
  *x_out = fe8_carry(result.first);
  *z_out = fe8_carry(result.second);
}

#endif
