// SPDX-License-Identifier: Apache-2.0

// The batch functions of a path whose fused multiplications round as the processor's mode says: with
// the mode set, which `round_toward_zero` of the file that includes this does, and `round_as` ends.

#ifndef LACUNA_ROUNDING_H
#define LACUNA_ROUNDING_H

#include "batch.h"

static int multiply_rounding(uint8_t *products, const uint8_t *points, size_t count,
                             const uint8_t scalar[32]) {
  const rounding before = round_toward_zero();
  const int verdict = multiply(products, points, count, scalar);
  round_as(before);
  return verdict;
}

static void multiply_base_rounding(uint8_t *products, const uint8_t *scalars, size_t count) {
  const rounding before = round_toward_zero();
  multiply_base(products, scalars, count);
  round_as(before);
}

static void elligator2_rounding(uint8_t *points, const uint8_t *tokens, size_t count) {
  const rounding before = round_toward_zero();
  elligator2(points, tokens, count);
  round_as(before);
}

#endif
