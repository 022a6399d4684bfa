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

/// What the processor's register says of rounding and of exceptions.
typedef unsigned rounding;

/// Sets rounding toward zero, and exceptions to be passed over; returns what was set before.
static rounding round_toward_zero(void) {
  const rounding before = _mm_getcsr();
  _mm_setcsr(before | _MM_ROUND_TOWARD_ZERO | _MM_MASK_MASK);
  return before;
}

static void round_as(rounding before) { _mm_setcsr(before); }

#include "rounding.h"

#pragma clang attribute pop

const lacuna_kernel lacuna_kernel_fma = {multiply_rounding, multiply_base_rounding,
                                         elligator2_rounding};

#endif
