// SPDX-License-Identifier: Apache-2.0

// Between bytes and eight field elements. A group of fewer than eight leaves lanes over, which hold
// zero on the way in and are not written on the way out.

#ifndef LACUNA_BYTES8_H
#define LACUNA_BYTES8_H

#include <stddef.h>

#include "field8.h"

/// Four words of 64 bits a lane, least significant first, of which the first 255 or 256 bits count.
typedef struct {
  uint64_t word[4][8];
} words8;

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

/// All 256 bits as columns below 2^52.
fe8_inline columns words8_columns(const words8 *words) {
  const lanes mask = lanes_set((UINT64_C(1) << 52) - 1);
  lanes w[4];
  for (int i = 0; i < 4; i++) w[i] = lanes_load(words->word[i]);
  columns r = {{lanes_and(w[0], mask)}};
  for (int i = 1; i < 4; i++) {
    const lanes low = lanes_shift_right(w[i - 1], 64 - 12 * i);
    r.column[i] = lanes_and(lanes_or(low, lanes_shift_left(w[i], 12 * i)), mask);
  }
  r.column[4] = lanes_shift_right(w[3], 16);
  return r;
}

/// `count` times 32 bytes, which start `stride` bytes apart.
static inline words8 words8_decode(const uint8_t *bytes, size_t stride, size_t count) {
  words8 words = {{{0}}};
  for (size_t i = 0; i < count; i++) {
    for (int j = 0; j < 4; j++) words.word[j][i] = word_decode(bytes + stride * i + 8 * j);
  }
  return words;
}

/// The coordinates of `count` points, 32 bytes each, as RFC 7748 decodes them: the top bit of the
/// last byte is ignored, and p or more is reduced.
static inline fe8 points8_decode(const uint8_t *points, size_t count) {
  const words8 words = words8_decode(points, 32, count);
  columns r = words8_columns(&words);
  r.column[4] = lanes_and(r.column[4], lanes_set((UINT64_C(1) << 47) - 1));
  return fe8_carry(r);
}

/// The first `count` lanes, 32 canonical bytes each. Bit i of the result is set where lane i is
/// zero.
static inline unsigned points8_encode(uint8_t *points, fe8 a, size_t count) {
  const columns r = fe8_reduce(a);
  words8 words;
  for (int i = 0; i < 4; i++) {
    const lanes low = lanes_shift_right(r.column[i], 12 * i);
    lanes_store(words.word[i], lanes_or(low, lanes_shift_left(r.column[i + 1], 52 - 12 * i)));
  }
  for (size_t i = 0; i < count; i++) {
    for (int j = 0; j < 4; j++) word_encode(points + 32 * i + 8 * j, words.word[j][i]);
  }
  return columns_zero(r) & ((1u << count) - 1);
}

/// `count` tokens, 64 bytes each: big-endian integers modulo p.
static inline fe8 tokens8_decode(const uint8_t *tokens, size_t count) {
  words8 low = {{{0}}}, high = {{{0}}};
  for (size_t i = 0; i < count; i++) {
    for (int j = 0; j < 4; j++) {
      high.word[j][i] = word_decode_big(tokens + 64 * i + 8 * (3 - j));
      low.word[j][i] = word_decode_big(tokens + 64 * i + 8 * (7 - j));
    }
  }
  // 2^256 is 38 modulo p.
  const fe8 upper = fe8_carry(words8_columns(&high));
  return fe8_carry(fe8_small(words8_columns(&low), upper, 38));
}

#endif
