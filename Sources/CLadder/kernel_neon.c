// SPDX-License-Identifier: Apache-2.0

// The batch functions on AArch64.

#include "kernel.h"

#if defined(__aarch64__)

// The direction of rounding is set below, and the compiler may not presume another. What
// floating-point exceptions are raised nobody reads.
#pragma STDC FENV_ACCESS ON
#pragma clang fp exceptions(ignore)

#include "lanes_neon.h"

#include "field51.h"

/// What the processor's register says of rounding and of exceptions.
typedef uint64_t rounding;

static void round_as(rounding before) { __asm__ volatile("msr fpcr, %0" : : "r"(before)); }

/// Sets rounding toward zero, and exceptions to be passed over; returns what was set before.
static rounding round_toward_zero(void) {
  const rounding toward_zero = UINT64_C(3) << 22, trapped = UINT64_C(0x9f00);
  rounding before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  round_as((before | toward_zero) & ~trapped);
  return before;
}

#include "rounding.h"

const lacuna_kernel lacuna_kernel_neon = {multiply_rounding, multiply_base_rounding,
                                          elligator2_rounding};

#endif
