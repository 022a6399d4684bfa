// SPDX-License-Identifier: Apache-2.0

// Four words of 64 bits side by side, on AVX2 and FMA: the operations of `lanes_ifma.h`, but for
// how words are multiplied.
//
// AVX2 multiplies integers of 32 bits only; its doubles have 53. So factors are turned to doubles,
// and both halves of their product come exactly from two fused multiplications that round toward
// zero, which whoever calls must have set (`kernel_fma.c`).

#ifndef LACUNA_LANES_H
#define LACUNA_LANES_H

#include <immintrin.h>
#include <stdint.h>

// Functions from here to the end of the file that includes this one are compiled for these
// extensions, whatever the rest of the program is compiled for.
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

// The functions of field51.h must be inlined, for their arguments to be in registers.
#define fes_inline static inline __attribute__((always_inline))

typedef __m256i lanes;
enum { lane_count = 4 };

static inline lanes lanes_load(const uint64_t words[4]) {
  return _mm256_loadu_si256((const __m256i *)words);
}

static inline void lanes_store(uint64_t words[4], lanes a) {
  _mm256_storeu_si256((__m256i *)words, a);
}

static inline lanes lanes_set(uint64_t word) { return _mm256_set1_epi64x((long long)word); }
static inline lanes lanes_add(lanes a, lanes b) { return _mm256_add_epi64(a, b); }
static inline lanes lanes_sub(lanes a, lanes b) { return _mm256_sub_epi64(a, b); }
static inline lanes lanes_and(lanes a, lanes b) { return _mm256_and_si256(a, b); }
static inline lanes lanes_or(lanes a, lanes b) { return _mm256_or_si256(a, b); }
static inline lanes lanes_shift_left(lanes a, unsigned n) { return _mm256_slli_epi64(a, (int)n); }
static inline lanes lanes_shift_right(lanes a, unsigned n) { return _mm256_srli_epi64(a, (int)n); }

/// 19 * a, for a below 2^59.
static inline lanes lanes_times_19(lanes a) {
  lanes twice = lanes_add(a, a);
  // The compiler must not learn that this is a multiplication, for it would make one of 64 bits.
  __asm__("" : "+x"(twice));
  return lanes_add(lanes_add(lanes_shift_left(twice, 3), twice), a);
}

/// The bits of the doubles 2^52 and 2^103. An integer added to a double within its mantissa is added
/// to its bits, in units of the last place: 1 for a double from 2^52, 2^51 for one from 2^103.
static const uint64_t double_52 = UINT64_C(0x4330000000000000);
static const uint64_t double_103 = UINT64_C(0x4660000000000000);

/// A word below 2^52 as a double.
static inline __m256d lanes_double(lanes a) {
  const __m256d shifted = _mm256_castsi256_pd(lanes_or(a, lanes_set(double_52)));
  return _mm256_sub_pd(shifted, _mm256_set1_pd(0x1p52));
}

/// Adds a * b mod 2^51 to `low` and floor(a * b / 2^51) to `high`, for a and b below 2^52 and a
/// product below 2^103. With each come the bits of a double, which `lanes_before_products` made room
/// for.
static inline void lanes_add_product(lanes *low, lanes *high, lanes a, lanes b) {
  const __m256d x = lanes_double(a), y = lanes_double(b);
  // 2^103 + 2^51 h: what is below 2^51 is cut off.
  const __m256d upper = _mm256_fmadd_pd(x, y, _mm256_set1_pd(0x1p103));
  // 2^52 - 2^51 h, and then 2^52 + a * b - 2^51 h. Both are exact.
  const __m256d rest = _mm256_sub_pd(_mm256_set1_pd(0x1p103 + 0x1p52), upper);
  const __m256d lower = _mm256_fmadd_pd(x, y, rest);
  *low = lanes_add(*low, _mm256_castpd_si256(lower));
  *high = lanes_add(*high, _mm256_castpd_si256(upper));
}

/// a, to which `lanes_add_product` will add `low` low halves and `high` high ones.
static inline lanes lanes_before_products(lanes a, int low, int high) {
  return lanes_sub(a, lanes_set((uint64_t)low * double_52 + (uint64_t)high * double_103));
}

/// Lane i of `yes` where bit i of `mask` is set, of `no` where it is clear.
static inline lanes lanes_select(uint8_t mask, lanes yes, lanes no) {
  const lanes bits = _mm256_set_epi64x(8, 4, 2, 1);
  const lanes chosen = _mm256_cmpeq_epi64(lanes_and(lanes_set(mask), bits), bits);
  return _mm256_blendv_epi8(no, yes, chosen);
}

/// Bit i is set where lane i is zero.
static inline uint8_t lanes_zero(lanes a) {
  const lanes zero = _mm256_cmpeq_epi64(a, _mm256_setzero_si256());
  return (uint8_t)_mm256_movemask_pd(_mm256_castsi256_pd(zero));
}

#endif
