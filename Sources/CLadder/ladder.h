// SPDX-License-Identifier: Apache-2.0

// X25519 (RFC 7748 section 5), a point a lane.

#ifndef LACUNA_LADDER_H
#define LACUNA_LADDER_H

#include "bytes.h"

/// A point in projective coordinates, as the next step reads it: x + z and x - z.
typedef struct {
  fes sum, difference;
} lane_points;

/// Two points that differ by the base point. In the notation of the RFC, of (x_2 : z_2) and
/// (x_3 : z_3), `twice` is the one that the last step doubled.
typedef struct {
  lane_points twice, other;
} lane_rungs;

/// Which point each step doubles, a bit a lane. A clamped scalar has bit 254 set and bits 0 to 2
/// clear, so those steps are fixed. `swap` has an entry for each of the bits 253 to 2, set where
/// the bit differs from the one above it.
enum { ladder_steps = 251 };
typedef struct {
  uint8_t swap[ladder_steps + 1];
} lane_schedule;

/// The schedule of as many scalars as lanes, clamped or not.
static __attribute__((noinline)) void schedule_set(lane_schedule *schedule,
                                                   const lane_words *scalars) {
  const unsigned all = (1u << lane_count) - 1;
  unsigned above = all;
  for (int step = 0; step < ladder_steps; step++) {
    const int bit = 253 - step;
    const lanes word = lanes_load(scalars->word[bit / 64]);
    const lanes tested = lanes_and(word, lanes_set(UINT64_C(1) << (bit % 64)));
    const unsigned here = all ^ lanes_zero(tested);
    schedule->swap[step] = (uint8_t)(here ^ above);
    above = here;
  }
  schedule->swap[ladder_steps] = (uint8_t)above;
}


fes_inline lane_points points_select(uint8_t mask, lane_points yes, lane_points no) {
  return (lane_points){fes_select(mask, yes.sum, no.sum),
                  fes_select(mask, yes.difference, no.difference)};
}

/// Two products, of which sum and difference are read next; `first` is on top of an offset.
typedef struct {
  columns first, second;
} lane_pairs;

/// Sum and difference of a pair.
fes_inline lane_points points_set(lane_pairs pair) {
  return (lane_points){fes_carry(columns_add(pair.first, pair.second)),
                  fes_carry(columns_sub(pair.first, pair.second))};
}

/// The squares that doubling p starts with.
fes_inline lane_pairs points_squares(lane_points p) {
  return (lane_pairs){fes_square(columns_half_offset(), p.sum),
                 fes_square(columns_set(0), p.difference)};
}

/// 2p as (x, z), from the squares.
fes_inline lane_pairs points_double(lane_pairs squares) {
  const fes e = fes_carry(columns_sub(squares.first, squares.second));
  const fes aa = fes_carry(squares.first), bb = fes_carry(squares.second);
  return (lane_pairs){fes_mul(columns_offset(), aa, bb),
                 fes_mul(columns_set(0), e, fes_carry(fes_small(squares.first, e, 121665)))};
}

/// The products that adding p and q starts with.
fes_inline lane_pairs points_products(lane_points p, lane_points q) {
  return (lane_pairs){fes_mul(columns_offset(), p.sum, q.difference),
                 fes_mul(columns_set(0), p.difference, q.sum)};
}

/// p + q as (x, z), from the products, where the difference of p and q has the coordinate `base`.
fes_inline lane_pairs points_add(lane_pairs products, fes base) {
  const lane_points crossed = points_set(products);
  const columns square = fes_square(columns_set(0), crossed.difference);
  return (lane_pairs){fes_square(columns_half_offset(), crossed.sum),
                 fes_mul(columns_set(0), base, fes_carry(square))};
}

/// The scalar's multiple of the point with the coordinate `base`, as x / z. For a point of low
/// order, and for no other, z is zero.
static __attribute__((noinline)) void ladder(fes *x_out, fes *z_out, fes base,
                                              const lane_schedule *schedule) {
  // Bit 254: p, and 2p.
  lane_rungs rungs;
  const columns x = columns_add(columns_offset(), fes_columns(base));
  rungs.other = points_set((lane_pairs){x, columns_set(1)});
  rungs.twice = points_set(points_double(points_squares(rungs.other)));
  for (int step = 0; step < ladder_steps; step++) {
    // To swap the points of the addition too would change a sign that its second square removes.
    const lane_pairs squares =
        points_squares(points_select(schedule->swap[step], rungs.other, rungs.twice));
    const lane_pairs products = points_products(rungs.twice, rungs.other);
    const lane_pairs twice = points_double(squares), other = points_add(products, base);
    rungs.twice = points_set(twice);
    rungs.other = points_set(other);
  }
  // Bits 2 to 0: the other point is needed no more.
  lane_points multiple = points_select(schedule->swap[ladder_steps], rungs.other, rungs.twice);
  for (int bit = 2; bit > 0; bit--) multiple = points_set(points_double(points_squares(multiple)));
  const lane_pairs result = points_double(points_squares(multiple));
  *x_out = fes_carry(result.first);
  *z_out = fes_carry(result.second);
}

#endif
