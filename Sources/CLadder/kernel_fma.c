// SPDX-License-Identifier: Apache-2.0

// The batch functions on AVX2 and FMA.

#include "kernel.h"

#if defined(__x86_64__)

// The direction of rounding is set below, and the compiler may not presume another. What
// floating-point exceptions are raised nobody reads.
#pragma STDC FENV_ACCESS ON
#pragma clang fp exceptions(ignore)

#include "lanes_fma.h"

#include "field51.h"

#include "batch.h"

/// Sets rounding toward zero, and exceptions to be passed over; returns what was set before.
static unsigned round_toward_zero(void) {
  const unsigned before = _mm_getcsr();
  _mm_setcsr(before | _MM_ROUND_TOWARD_ZERO | _MM_MASK_MASK);
  return before;
}

static int multiply_rounding(uint8_t *products, const uint8_t *points, size_t count,
                             const uint8_t scalar[32]) {
  const unsigned before = round_toward_zero();
  const int verdict = multiply(products, points, count, scalar);
  _mm_setcsr(before);
  return verdict;
}

static void multiply_base_rounding(uint8_t *products, const uint8_t *scalars, size_t count) {
  const unsigned before = round_toward_zero();
  multiply_base(products, scalars, count);
  _mm_setcsr(before);
}

static void elligator2_rounding(uint8_t *points, const uint8_t *tokens, size_t count) {
  const unsigned before = round_toward_zero();
  elligator2(points, tokens, count);
  _mm_setcsr(before);
}

#pragma clang attribute pop

const lacuna_kernel lacuna_kernel_fma = {multiply_rounding, multiply_base_rounding,
                                         elligator2_rounding};

#endif
