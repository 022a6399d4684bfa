// SPDX-License-Identifier: Apache-2.0

// Arithmetic modulo p = 2^255 - 19, an element a lane, on limbs of 52 bits: what `lanes_add_low` and
// `lanes_add_high` multiply. Straight-line, constant time. `field51.h` has the same functions on
// limbs of 51.
//
// There are two forms, so that no carry is made that nothing needs:
//
//   fes      the sum of (limb[i] mod 2^52) * 2^(52 i), what products read. Bits of the first four
//            limbs from 52 up were carried already and are left in place, for a product does not
//            see them. The last limb is below 2^47 + 2^7.
//   columns  the sum of column[i] * 2^(52 i), all 64 bits of a column counting, what products give:
//            below 2^56, or 2^58 on top of `columns_offset`. They are added and subtracted as they
//            are, and carried if below 2^59.
//
// Modulo p, 2^260 is 608 and 2^255 is 19.

#ifndef LACUNA_FIELD52_H
#define LACUNA_FIELD52_H

#include "elements.h"

enum { limb_bits = 52 };

/// 2^9 p, with every column above 2^55: twice this is `columns_offset`.
fes_inline columns columns_half_offset(void) {
  columns r = {{lanes_set((UINT64_C(1) << 56) - 19 * 512)}};
  for (int i = 1; i < 5; i++) r.column[i] = lanes_set((UINT64_C(1) << 56) - 16);
  return r;
}

/// 2^10 p, with every column between 2^56 and 2^57: what a product is subtracted from.
fes_inline columns columns_offset(void) {
  columns r = {{lanes_set((UINT64_C(1) << 57) - 19 * 1024)}};
  for (int i = 1; i < 5; i++) r.column[i] = lanes_set((UINT64_C(1) << 57) - 32);
  return r;
}

/// sum + 19 * a, for a below 2^47.
fes_inline lanes lanes_add_19_times(lanes sum, lanes a) {
  return lanes_add_low(sum, a, lanes_set(19));
}

/// Columns to limbs.
fes_inline fes fes_carry(columns a) {
  // What is at 2^255 and above goes first, so that the last limb has room for what comes to it.
  const lanes top = lanes_shift_right(a.column[4], 47);
  fes r;
  r.limb[0] = lanes_add_19_times(a.column[0], top);
  for (int i = 1; i < 4; i++) {
    r.limb[i] = lanes_add(a.column[i], lanes_shift_right(r.limb[i - 1], 52));
  }
  const lanes last = lanes_and(a.column[4], lanes_set((UINT64_C(1) << 47) - 1));
  r.limb[4] = lanes_add(last, lanes_shift_right(r.limb[3], 52));
  return r;
}

/// Limbs to columns, each below 2^52.
fes_inline columns fes_columns(fes a) {
  columns r;
  for (int i = 0; i < 5; i++) {
    r.column[i] = lanes_and(a.limb[i], lanes_set((UINT64_C(1) << 52) - 1));
  }
  return r;
}

/// The ten columns of a product to five. Columns 5 to 8 are below 2^56. Column 9 is the high half
/// of the last limbs' product, below 2^42 + 2^4: 608 times it is below 2^52 and has no high half.
fes_inline columns columns_fold(const lanes c[10]) {
  const lanes k = lanes_set(608);
  columns r;
  for (int i = 0; i < 5; i++) r.column[i] = lanes_add_low(c[i], c[i + 5], k);
  for (int i = 1; i < 5; i++) {
    r.column[i] = lanes_add_high(r.column[i], c[i + 4], k);
    // The bits of a column that no product sees count for the next one.
    r.column[i] = lanes_add_low(r.column[i], lanes_shift_right(c[i + 4], 52), k);
  }
  return r;
}

/// start + a * b.
fes_inline columns fes_mul(columns start, fes a, fes b) {
  lanes c[10];
  for (int i = 0; i < 5; i++) c[i] = start.column[i];
  for (int i = 5; i < 10; i++) c[i] = lanes_set(0);
  for (int i = 0; i < 5; i++) {
    for (int j = 0; j < 5; j++) {
      c[i + j] = lanes_add_low(c[i + j], a.limb[i], b.limb[j]);
      c[i + j + 1] = lanes_add_high(c[i + j + 1], a.limb[i], b.limb[j]);
    }
  }
  return columns_fold(c);
}

/// 2 * half + a^2.
fes_inline columns fes_square(columns half, fes a) {
  lanes c[10];
  for (int i = 0; i < 5; i++) c[i] = half.column[i];
  for (int i = 5; i < 10; i++) c[i] = lanes_set(0);
  for (int i = 0; i < 4; i++) {
    for (int j = i + 1; j < 4; j++) {
      c[i + j] = lanes_add_low(c[i + j], a.limb[i], a.limb[j]);
      c[i + j + 1] = lanes_add_high(c[i + j + 1], a.limb[i], a.limb[j]);
    }
  }
  for (int i = 0; i < 7; i++) c[i] = lanes_add(c[i], c[i]);
  // The last limb alone is small enough to be doubled itself.
  const lanes last = lanes_add(a.limb[4], a.limb[4]);
  for (int i = 0; i < 4; i++) {
    c[2 * i] = lanes_add_low(c[2 * i], a.limb[i], a.limb[i]);
    c[2 * i + 1] = lanes_add_high(c[2 * i + 1], a.limb[i], a.limb[i]);
    c[i + 4] = lanes_add_low(c[i + 4], a.limb[i], last);
    c[i + 5] = lanes_add_high(c[i + 5], a.limb[i], last);
  }
  c[8] = lanes_add_low(c[8], a.limb[4], a.limb[4]);
  c[9] = lanes_add_high(c[9], a.limb[4], a.limb[4]);
  return columns_fold(c);
}

/// start + a * k for a public constant k below 2^40.
fes_inline columns fes_small(columns start, fes a, uint64_t k) {
  const lanes factor = lanes_set(k);
  for (int i = 0; i < 5; i++) {
    start.column[i] = lanes_add_low(start.column[i], a.limb[i], factor);
  }
  for (int i = 1; i < 5; i++) {
    start.column[i] = lanes_add_high(start.column[i], a.limb[i - 1], factor);
  }
  const lanes top = lanes_add_high(lanes_set(0), a.limb[4], factor);
  start.column[0] = lanes_add_low(start.column[0], top, lanes_set(608));
  return start;
}

#endif
