// SPDX-License-Identifier: Apache-2.0

// Eight words of 64 bits side by side, on AVX-512 IFMA. `lanes_portable.h` has the same operations
// on plain words; what is written on these serves both.

#ifndef LACUNA_LANES_H
#define LACUNA_LANES_H

#include <immintrin.h>
#include <stdint.h>

// Functions from here to the end of the file that includes this one are compiled for these
// extensions, whatever the rest of the program is compiled for.
#pragma clang attribute push(                                                       \
    __attribute__((target("avx512f,avx512ifma,avx512vl,avx512bw,avx512dq"))),       \
    apply_to = function)

// The functions of field52.h must be inlined, for their arguments to be in registers.
#define fes_inline static inline __attribute__((always_inline))

typedef __m512i lanes;
enum { lane_count = 8 };

static inline lanes lanes_load(const uint64_t words[8]) { return _mm512_loadu_si512(words); }
static inline void lanes_store(uint64_t words[8], lanes a) { _mm512_storeu_si512(words, a); }
static inline lanes lanes_set(uint64_t word) { return _mm512_set1_epi64((long long)word); }
static inline lanes lanes_add(lanes a, lanes b) { return _mm512_add_epi64(a, b); }
static inline lanes lanes_sub(lanes a, lanes b) { return _mm512_sub_epi64(a, b); }
static inline lanes lanes_and(lanes a, lanes b) { return _mm512_and_si512(a, b); }
static inline lanes lanes_or(lanes a, lanes b) { return _mm512_or_si512(a, b); }
static inline lanes lanes_shift_left(lanes a, unsigned n) { return _mm512_slli_epi64(a, n); }
static inline lanes lanes_shift_right(lanes a, unsigned n) { return _mm512_srli_epi64(a, n); }

/// sum + (a * b mod 2^52), of the low 52 bits of a and b.
static inline lanes lanes_add_low(lanes sum, lanes a, lanes b) {
  return _mm512_madd52lo_epu64(sum, a, b);
}

/// sum + floor(a * b / 2^52), of the low 52 bits of a and b.
static inline lanes lanes_add_high(lanes sum, lanes a, lanes b) {
  return _mm512_madd52hi_epu64(sum, a, b);
}

/// Lane i of `yes` where bit i of `mask` is set, of `no` where it is clear.
static inline lanes lanes_select(uint8_t mask, lanes yes, lanes no) {
  return _mm512_mask_blend_epi64(mask, no, yes);
}

/// Bit i is set where lane i is zero.
static inline uint8_t lanes_zero(lanes a) { return _mm512_testn_epi64_mask(a, a); }

#endif
