// SPDX-License-Identifier: Apache-2.0

// Field elements, one a lane, in the two forms that `field51.h` and `field52.h` give a meaning.

#ifndef LACUNA_ELEMENTS_H
#define LACUNA_ELEMENTS_H

/// What products read.
typedef struct {
  lanes limb[5];
} fes;

/// What products give, and what is added and subtracted.
typedef struct {
  lanes column[5];
} columns;

/// The number `word`, below 2^51, in every lane.
fes_inline columns columns_set(uint64_t word) {
  columns r = {{lanes_set(word)}};
  for (int i = 1; i < 5; i++) r.column[i] = lanes_set(0);
  return r;
}

fes_inline columns columns_add(columns a, columns b) {
  for (int i = 0; i < 5; i++) a.column[i] = lanes_add(a.column[i], b.column[i]);
  return a;
}

/// a - b; `a` was made on top of an offset, b was not.
fes_inline columns columns_sub(columns a, columns b) {
  for (int i = 0; i < 5; i++) a.column[i] = lanes_sub(a.column[i], b.column[i]);
  return a;
}

/// `yes` in the lanes whose bit is set in `mask`, `no` in the others.
fes_inline fes fes_select(uint8_t mask, fes yes, fes no) {
  for (int i = 0; i < 5; i++) no.limb[i] = lanes_select(mask, yes.limb[i], no.limb[i]);
  return no;
}

/// Bit i is set where lane i is zero, of what `fes_reduce` gives.
fes_inline uint8_t columns_zero(columns reduced) {
  lanes any = reduced.column[0];
  for (int i = 1; i < 5; i++) any = lanes_or(any, reduced.column[i]);
  return lanes_zero(any);
}

#endif
