// SPDX-License-Identifier: Apache-2.0

// Eight words of 64 bits side by side, in C for any 64-bit machine: the operations of
// `lanes_ifma.h`.

#ifndef LACUNA_LANES_H
#define LACUNA_LANES_H

#include <stdint.h>

__extension__ typedef unsigned __int128 uint128;

// The functions of field52.h stay functions: inlined into each other they are large and no faster.
#define fes_inline static __attribute__((noinline))

typedef struct {
  uint64_t lane[8];
} lanes;
enum { lane_count = 8 };

static const uint64_t lanes_factor = (UINT64_C(1) << 52) - 1;

static inline lanes lanes_load(const uint64_t words[8]) {
  lanes a;
  for (int i = 0; i < 8; i++) a.lane[i] = words[i];
  return a;
}

static inline void lanes_store(uint64_t words[8], lanes a) {
  for (int i = 0; i < 8; i++) words[i] = a.lane[i];
}

static inline lanes lanes_set(uint64_t word) {
  lanes a;
  for (int i = 0; i < 8; i++) a.lane[i] = word;
  return a;
}

static inline lanes lanes_add(lanes a, lanes b) {
  for (int i = 0; i < 8; i++) a.lane[i] += b.lane[i];
  return a;
}

static inline lanes lanes_sub(lanes a, lanes b) {
  for (int i = 0; i < 8; i++) a.lane[i] -= b.lane[i];
  return a;
}

static inline lanes lanes_and(lanes a, lanes b) {
  for (int i = 0; i < 8; i++) a.lane[i] &= b.lane[i];
  return a;
}

static inline lanes lanes_or(lanes a, lanes b) {
  for (int i = 0; i < 8; i++) a.lane[i] |= b.lane[i];
  return a;
}

static inline lanes lanes_shift_left(lanes a, unsigned n) {
  for (int i = 0; i < 8; i++) a.lane[i] <<= n;
  return a;
}

static inline lanes lanes_shift_right(lanes a, unsigned n) {
  for (int i = 0; i < 8; i++) a.lane[i] >>= n;
  return a;
}

/// sum + (a * b mod 2^52), of the low 52 bits of a and b.
static inline lanes lanes_add_low(lanes sum, lanes a, lanes b) {
  for (int i = 0; i < 8; i++) {
    sum.lane[i] += (a.lane[i] & lanes_factor) * (b.lane[i] & lanes_factor) & lanes_factor;
  }
  return sum;
}

/// sum + floor(a * b / 2^52), of the low 52 bits of a and b.
static inline lanes lanes_add_high(lanes sum, lanes a, lanes b) {
  for (int i = 0; i < 8; i++) {
    const uint128 product = (uint128)(a.lane[i] & lanes_factor) * (b.lane[i] & lanes_factor);
    sum.lane[i] += (uint64_t)(product >> 52);
  }
  return sum;
}

/// Lane i of `yes` where bit i of `mask` is set, of `no` where it is clear.
static inline lanes lanes_select(uint8_t mask, lanes yes, lanes no) {
  for (int i = 0; i < 8; i++) {
    uint64_t word = UINT64_C(0) - (uint64_t)(mask >> i & 1);
    // The compiler must not learn that the word has two values only, lest it branch on it.
    __asm__("" : "+r"(word));
    no.lane[i] ^= word & (no.lane[i] ^ yes.lane[i]);
  }
  return no;
}

/// Bit i is set where lane i is zero.
static inline uint8_t lanes_zero(lanes a) {
  unsigned mask = 0;
  for (int i = 0; i < 8; i++) {
    // The top bit of a | -a is clear for zero alone.
    mask |= (unsigned)(~(a.lane[i] | (UINT64_C(0) - a.lane[i])) >> 63) << i;
  }
  return (uint8_t)mask;
}

#endif
