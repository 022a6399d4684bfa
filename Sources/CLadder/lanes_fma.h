// SPDX-License-Identifier: Apache-2.0

// Four words of 64 bits side by side, on AVX2 and FMA: the operations of `lanes_ifma.h`, but for
// how words are multiplied.
//
// Fused multiplications round as whoever calls has set it (`kernel_fma.c`): it must be toward zero.

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

typedef __m256d doubles;

static inline doubles doubles_set(double a) { return _mm256_set1_pd(a); }

/// a * b + c, rounded toward zero.
static inline doubles doubles_multiply_add(doubles a, doubles b, doubles c) {
  return _mm256_fmadd_pd(a, b, c);
}

/// A word below 2^52 as a double.
static inline doubles lanes_double(lanes a) {
  const doubles start = doubles_set(0x1p52);
  return (doubles)lanes_or(a, (lanes)start) - start;
}

/// As an operand of inline assembly that is read and written.
#define lanes_register(a) "+v"(a)

#include "lanes_double.h"

#endif
