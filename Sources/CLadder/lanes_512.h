// SPDX-License-Identifier: Apache-2.0

// Eight words of 64 bits side by side, on AVX-512, but for how they are multiplied: what
// `lanes_ifma.h` and `lanes_fma512.h` have in common, and include.

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

/// Lane i of `yes` where bit i of `mask` is set, of `no` where it is clear.
static inline lanes lanes_select(uint8_t mask, lanes yes, lanes no) {
  return _mm512_mask_blend_epi64(mask, no, yes);
}

/// Bit i is set where lane i is zero.
static inline uint8_t lanes_zero(lanes a) { return _mm512_testn_epi64_mask(a, a); }
