// SPDX-License-Identifier: Apache-2.0

// Two words of 64 bits side by side, on AArch64: the operations of `lanes_fma.h`. Fused
// multiplications round as whoever calls has set it (`kernel_neon.c`): it must be toward zero.

#ifndef LACUNA_LANES_H
#define LACUNA_LANES_H

#include <arm_neon.h>
#include <stdint.h>

// The functions of field51.h must be inlined, for their arguments to be in registers.
#define fes_inline static inline __attribute__((always_inline))

typedef uint64x2_t lanes;
enum { lane_count = 2 };

static inline lanes lanes_load(const uint64_t words[2]) { return vld1q_u64(words); }
static inline void lanes_store(uint64_t words[2], lanes a) { vst1q_u64(words, a); }
static inline lanes lanes_set(uint64_t word) { return vdupq_n_u64(word); }
static inline lanes lanes_add(lanes a, lanes b) { return vaddq_u64(a, b); }
static inline lanes lanes_sub(lanes a, lanes b) { return vsubq_u64(a, b); }
static inline lanes lanes_and(lanes a, lanes b) { return vandq_u64(a, b); }
static inline lanes lanes_or(lanes a, lanes b) { return vorrq_u64(a, b); }
static inline lanes lanes_shift_left(lanes a, unsigned n) { return a << lanes_set(n); }
static inline lanes lanes_shift_right(lanes a, unsigned n) { return a >> lanes_set(n); }

/// Lane i of `yes` where bit i of `mask` is set, of `no` where it is clear.
static inline lanes lanes_select(uint8_t mask, lanes yes, lanes no) {
  const lanes bits = {1, 2};
  return vbslq_u64(vtstq_u64(lanes_set(mask), bits), yes, no);
}

/// Bit i is set where lane i is zero.
static inline uint8_t lanes_zero(lanes a) {
  const lanes zero = vceqzq_u64(a);
  return (uint8_t)((vgetq_lane_u64(zero, 0) & 1) | (vgetq_lane_u64(zero, 1) & 2));
}

typedef float64x2_t doubles;

static inline doubles doubles_set(double a) { return vdupq_n_f64(a); }

/// a * b + c, rounded toward zero.
static inline doubles doubles_multiply_add(doubles a, doubles b, doubles c) {
  return vfmaq_f64(c, a, b);
}

/// A word below 2^52 as a double.
static inline doubles lanes_double(lanes a) { return vcvtq_f64_u64(a); }

/// As an operand of inline assembly that is read and written.
#define lanes_register(a) "+w"(a)

#include "lanes_double.h"

#endif
