// SPDX-License-Identifier: Apache-2.0

// Between bytes and field elements, one a lane. A group of fewer than the lanes leaves some over,
// which hold zero on the way in and are not written on the way out.

#ifndef LACUNA_BYTES_H
#define LACUNA_BYTES_H

#include <stddef.h>
#include <stdint.h>

/// Four words of 64 bits a lane, least significant first, of which the first 255 or 256 bits count.
typedef struct {
  uint64_t word[4][lane_count];
} lane_words;

/// The number of lanes in use in the group that starts at `start`.
static inline size_t group_count(size_t start, size_t count) {
  return count - start < lane_count ? count - start : lane_count;
}

/// The same word, kept to itself: of loops over lanes the compiler would else make gathers, through
/// which some processors leak what they gather (INTEL-SA-00828).
static inline uint64_t word_alone(uint64_t word) {
  __asm__("" : "+r"(word));
  return word;
}

/// Eight bytes as a little-endian integer.
static inline uint64_t word_decode(const uint8_t bytes[8]) {
  uint64_t word = 0;
  for (int i = 7; i >= 0; i--) word = word << 8 | bytes[i];
  return word_alone(word);
}

/// Eight bytes as a big-endian integer.
static inline uint64_t word_decode_big(const uint8_t bytes[8]) {
  uint64_t word = 0;
  for (int i = 0; i < 8; i++) word = word << 8 | bytes[i];
  return word_alone(word);
}

static inline void word_encode(uint8_t bytes[8], uint64_t word) {
  word = word_alone(word);
  for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)(word >> (8 * i));
}

/// How far the limbs fall behind the words, each; and how many bits are left for the last of them.
enum { limb_lag = 64 - limb_bits, last_limb_bits = 255 - 4 * limb_bits };

/// All 256 bits as columns below 2^limb_bits, the last below 2^(limb_bits + 1).
fes_inline columns words_columns(const lane_words *words) {
  const lanes mask = lanes_set((UINT64_C(1) << limb_bits) - 1);
  lanes w[4];
  for (int i = 0; i < 4; i++) w[i] = lanes_load(words->word[i]);
  columns r = {{lanes_and(w[0], mask)}};
  for (int i = 1; i < 4; i++) {
    const lanes low = lanes_shift_right(w[i - 1], 64 - limb_lag * i);
    r.column[i] = lanes_and(lanes_or(low, lanes_shift_left(w[i], limb_lag * i)), mask);
  }
  r.column[4] = lanes_shift_right(w[3], 64 - limb_lag * 4);
  return r;
}

/// `count` times 32 bytes, which start `stride` bytes apart.
static inline lane_words words_decode(const uint8_t *bytes, size_t stride, size_t count) {
  lane_words words = {{{0}}};
  for (size_t i = 0; i < count; i++) {
    for (int j = 0; j < 4; j++) words.word[j][i] = word_decode(bytes + stride * i + 8 * j);
  }
  return words;
}

/// The coordinates of `count` points, 32 bytes each, as RFC 7748 decodes them: the top bit of the
/// last byte is ignored, and p or more is reduced.
static inline fes points_decode(const uint8_t *points, size_t count) {
  const lane_words words = words_decode(points, 32, count);
  columns r = words_columns(&words);
  r.column[4] = lanes_and(r.column[4], lanes_set((UINT64_C(1) << last_limb_bits) - 1));
  return fes_carry(r);
}

/// The one representative below p, its limbs without spent bits.
fes_inline columns fes_reduce(fes a) {
  const lanes mask = lanes_set((UINT64_C(1) << limb_bits) - 1);
  columns r = fes_columns(a);
  // The number is below 2^255 + 2^217, so p goes into it once at most: if 19 more reach 2^255.
  lanes carry = lanes_set(19);
  for (int i = 0; i < 4; i++) carry = lanes_shift_right(lanes_add(r.column[i], carry), limb_bits);
  const lanes quotient = lanes_shift_right(lanes_add(r.column[4], carry), last_limb_bits);
  r.column[0] = lanes_add_19_times(r.column[0], quotient);
  for (int i = 1; i < 5; i++) {
    r.column[i] = lanes_add(r.column[i], lanes_shift_right(r.column[i - 1], limb_bits));
    r.column[i - 1] = lanes_and(r.column[i - 1], mask);
  }
  r.column[4] = lanes_and(r.column[4], lanes_set((UINT64_C(1) << last_limb_bits) - 1));
  return r;
}

/// The first `count` lanes, 32 canonical bytes each. Bit i of the result is set where lane i is
/// zero.
static inline unsigned points_encode(uint8_t *points, fes a, size_t count) {
  const columns r = fes_reduce(a);
  lane_words words;
  for (int i = 0; i < 4; i++) {
    const lanes low = lanes_shift_right(r.column[i], limb_lag * i);
    const lanes high = lanes_shift_left(r.column[i + 1], limb_bits - limb_lag * i);
    lanes_store(words.word[i], lanes_or(low, high));
  }
  for (size_t i = 0; i < count; i++) {
    for (int j = 0; j < 4; j++) word_encode(points + 32 * i + 8 * j, words.word[j][i]);
  }
  return columns_zero(r) & ((1u << count) - 1);
}

/// `count` tokens, 64 bytes each: big-endian integers modulo p.
static inline fes tokens_decode(const uint8_t *tokens, size_t count) {
  lane_words low = {{{0}}}, high = {{{0}}};
  for (size_t i = 0; i < count; i++) {
    for (int j = 0; j < 4; j++) {
      high.word[j][i] = word_decode_big(tokens + 64 * i + 8 * (3 - j));
      low.word[j][i] = word_decode_big(tokens + 64 * i + 8 * (7 - j));
    }
  }
  // 2^256 is 38 modulo p.
  const fes upper = fes_carry(words_columns(&high));
  return fes_carry(fes_small(words_columns(&low), upper, 38));
}

#endif
