// SPDX-License-Identifier: Apache-2.0

// Arithmetic modulo p = 2^255 - 19, an element a lane, on limbs of 51 bits: what
// `lanes_add_product` multiplies. Straight-line, constant time. `field52.h` has the same functions
// on limbs of 52.
//
//   fes      the sum of limb[i] * 2^(51 i), limbs below 2^51, the last below 2^51 + 2^13.
//   columns  the sum of column[i] * 2^(51 i). A product's are below 2^58.5: column 0 receives one
//            half of a product of limbs and nineteen times nine more, about 2^51 each, the others
//            receive less. On top of `columns_offset` they are below 2^60. They are added and
//            subtracted as they are, and carried if below 2^63.
//
// Modulo p, 2^255 is 19.

#ifndef LACUNA_FIELD51_H
#define LACUNA_FIELD51_H

#include "elements.h"

enum { limb_bits = 51 };
static const uint64_t limb_mask = (UINT64_C(1) << 51) - 1;

/// 2^7 p: twice this is `columns_offset`.
fes_inline columns columns_half_offset(void) {
  columns r = {{lanes_set((UINT64_C(1) << 58) - 19 * 128)}};
  for (int i = 1; i < 5; i++) r.column[i] = lanes_set((UINT64_C(1) << 58) - 128);
  return r;
}

/// 2^8 p, with every column above 2^58.5: what a product is subtracted from.
fes_inline columns columns_offset(void) {
  const columns half = columns_half_offset();
  return columns_add(half, half);
}

/// Columns to limbs.
fes_inline fes fes_carry(columns a) {
  // What is at 2^255 and above goes first, so that the last limb has room for what comes to it.
  lanes carry = lanes_times_19(lanes_shift_right(a.column[4], 51));
  fes r;
  for (int i = 0; i < 4; i++) {
    const lanes sum = lanes_add(a.column[i], carry);
    r.limb[i] = lanes_and(sum, lanes_set(limb_mask));
    carry = lanes_shift_right(sum, 51);
  }
  r.limb[4] = lanes_add(lanes_and(a.column[4], lanes_set(limb_mask)), carry);
  return r;
}

/// Limbs to columns.
fes_inline columns fes_columns(fes a) {
  columns r;
  for (int i = 0; i < 5; i++) r.column[i] = a.limb[i];
  return r;
}

/// sum + 19 * a, for a below 2^59.
fes_inline lanes lanes_add_19_times(lanes sum, lanes a) {
  return lanes_add(sum, lanes_times_19(a));
}

/// Ten columns to five.
fes_inline columns columns_fold(const lanes c[10]) {
  columns r;
  for (int i = 0; i < 5; i++) r.column[i] = lanes_add_19_times(c[i], c[i + 5]);
  return r;
}

/// start + a * b.
fes_inline columns fes_mul(columns start, fes a, fes b) {
  lanes c[10];
#pragma unroll
  for (int k = 0; k < 10; k++) {
    // How many pairs i, j add their low half here, and how many of those before their high half.
    const int low = k < 5 ? k + 1 : 9 - k, high = k < 6 ? k : 10 - k;
    c[k] = lanes_before_products(k < 5 ? start.column[k] : lanes_set(0), low, high);
  }
#pragma unroll
  for (int i = 0; i < 5; i++) {
#pragma unroll
    for (int j = 0; j < 5; j++) {
      lanes_add_product(&c[i + j], &c[i + j + 1], a.limb[i], b.limb[j]);
    }
  }
  return columns_fold(c);
}

/// 2 * half + a^2.
fes_inline columns fes_square(columns half, fes a) {
  lanes c[10];
#pragma unroll
  for (int k = 0; k < 10; k++) {
    // As above, of the pairs i < j.
    const int low = (k < 5 ? k + 1 : 9 - k) / 2, high = (k < 6 ? k : 10 - k) / 2;
    c[k] = lanes_before_products(k < 5 ? half.column[k] : lanes_set(0), low, high);
  }
#pragma unroll
  for (int i = 0; i < 4; i++) {
#pragma unroll
    for (int j = i + 1; j < 5; j++) {
      lanes_add_product(&c[i + j], &c[i + j + 1], a.limb[i], a.limb[j]);
    }
  }
#pragma unroll
  for (int k = 0; k < 10; k++) {
    c[k] = lanes_before_products(lanes_add(c[k], c[k]), k % 2 == 0, k % 2);
  }
#pragma unroll
  for (int i = 0; i < 5; i++) {
    lanes_add_product(&c[2 * i], &c[2 * i + 1], a.limb[i], a.limb[i]);
  }
  return columns_fold(c);
}

/// start + a * k for a public constant k below 2^40.
fes_inline columns fes_small(columns start, fes a, uint64_t k) {
  lanes c[6];
#pragma unroll
  for (int i = 0; i < 6; i++) {
    c[i] = lanes_before_products(i < 5 ? start.column[i] : lanes_set(0), i < 5, i > 0);
  }
#pragma unroll
  for (int i = 0; i < 5; i++) lanes_add_product(&c[i], &c[i + 1], a.limb[i], lanes_set(k));
  for (int i = 0; i < 5; i++) start.column[i] = c[i];
  start.column[0] = lanes_add_19_times(start.column[0], c[5]);
  return start;
}

#endif
