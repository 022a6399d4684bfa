// SPDX-License-Identifier: Apache-2.0

// Arithmetic modulo p = 2^255 - 19 on five limbs of 51 bits, constant time throughout.
//
// A `fe` stands for the sum of limb[i] * 2^(51 i). Limbs may run over 51 bits; what each function
// accepts and yields is stated as a bound on every limb:
//   tight: below 2^51 + 2^14, what `fe_mul`, `fe_small` and `fe_carry` yield
//   loose: below 2^54, what `fe_mul`, `fe_small` and `fe_encode` accept

#ifndef LACUNA_FIELD_H
#define LACUNA_FIELD_H

#include <stdint.h>

__extension__ typedef unsigned __int128 uint128;

typedef struct {
  uint64_t limb[5];
} fe;

static const uint64_t fe_mask = (UINT64_C(1) << 51) - 1;

/// a + b; two tight inputs give a loose result.
static inline fe fe_add(fe a, fe b) {
  for (int i = 0; i < 5; i++) a.limb[i] += b.limb[i];
  return a;
}

/// a - b, as a + 4p - b; tight inputs (b may be a sum of three) give a loose result.
static inline fe fe_sub(fe a, fe b) {
  a.limb[0] += UINT64_C(0x1fffffffffffb4) - b.limb[0];
  for (int i = 1; i < 5; i++) a.limb[i] += UINT64_C(0x1ffffffffffffc) - b.limb[i];
  return a;
}

/// One pass of carries over limbs below 2^63; the result is tight.
static inline fe fe_carry(fe a) {
  uint64_t carry = 0;
  for (int i = 0; i < 5; i++) {
    a.limb[i] += carry;
    carry = a.limb[i] >> 51;
    a.limb[i] &= fe_mask;
  }
  a.limb[0] += 19 * carry;
  a.limb[1] += a.limb[0] >> 51;
  a.limb[0] &= fe_mask;
  return a;
}

/// The carries of a product: columns below 2^115, the last below 2^111; the result is tight.
static inline fe fe_carry_wide(uint128 c0, uint128 c1, uint128 c2, uint128 c3, uint128 c4) {
  fe r;
  c1 += (uint64_t)(c0 >> 51);
  c2 += (uint64_t)(c1 >> 51);
  c3 += (uint64_t)(c2 >> 51);
  c4 += (uint64_t)(c3 >> 51);
  r.limb[0] = ((uint64_t)c0 & fe_mask) + 19 * (uint64_t)(c4 >> 51);
  r.limb[1] = ((uint64_t)c1 & fe_mask) + (r.limb[0] >> 51);
  r.limb[0] &= fe_mask;
  r.limb[2] = (uint64_t)c2 & fe_mask;
  r.limb[3] = (uint64_t)c3 & fe_mask;
  r.limb[4] = (uint64_t)c4 & fe_mask;
  return r;
}

/// a * b.
static inline fe fe_mul(fe a, fe b) {
  const uint128 a0 = a.limb[0], a1 = a.limb[1], a2 = a.limb[2], a3 = a.limb[3], a4 = a.limb[4];
  const uint64_t b0 = b.limb[0], b1 = b.limb[1], b2 = b.limb[2], b3 = b.limb[3], b4 = b.limb[4];
  const uint64_t w1 = 19 * b1, w2 = 19 * b2, w3 = 19 * b3, w4 = 19 * b4;
  return fe_carry_wide(a0 * b0 + a1 * w4 + a2 * w3 + a3 * w2 + a4 * w1,
                       a0 * b1 + a1 * b0 + a2 * w4 + a3 * w3 + a4 * w2,
                       a0 * b2 + a1 * b1 + a2 * b0 + a3 * w4 + a4 * w3,
                       a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * w4,
                       a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0);
}

/// a^2.
static inline fe fe_square(fe a) {
  const uint128 a0 = a.limb[0], a1 = a.limb[1], a2 = a.limb[2], a3 = a.limb[3];
  const uint64_t w3 = 19 * a.limb[3], w4 = 19 * a.limb[4];
  const uint64_t s0 = a.limb[0], s1 = a.limb[1], s2 = a.limb[2], s3 = a.limb[3], s4 = a.limb[4];
  return fe_carry_wide(a0 * s0 + 2 * (a1 * w4 + a2 * w3),
                       2 * (a0 * s1 + a2 * w4) + a3 * w3,
                       2 * (a0 * s2 + a3 * w4) + a1 * s1,
                       2 * (a0 * s3 + a1 * s2) + (uint128)s4 * w4,
                       2 * (a0 * s4 + a1 * s3) + a2 * s2);
}

/// a^(2^count); `count` is public.
static inline fe fe_square_times(fe a, int count) {
  for (int i = 0; i < count; i++) a = fe_square(a);
  return a;
}

/// a * k for a public constant k below 2^40.
static inline fe fe_small(fe a, uint64_t k) {
  const uint128 wide = k;
  return fe_carry_wide(wide * a.limb[0], wide * a.limb[1], wide * a.limb[2], wide * a.limb[3],
                       wide * a.limb[4]);
}

/// `yes` where mask is all ones, `no` where it is zero.
static inline fe fe_select(uint64_t mask, fe yes, fe no) {
  // The compiler must not learn that the mask has two values only, lest it branch on it.
  __asm__("" : "+r"(mask));
  for (int i = 0; i < 5; i++) no.limb[i] ^= mask & (no.limb[i] ^ yes.limb[i]);
  return no;
}

/// a^((p - 5) / 8), where (p - 5) / 8 = 2^252 - 3: 251 squarings, 11 multiplications.
/// In the names below, `ones_n` is a^(2^n - 1).
static inline fe fe_power_p58(fe a) {
  const fe a2 = fe_square(a);
  const fe a9 = fe_mul(fe_square_times(a2, 2), a);
  const fe a11 = fe_mul(a9, a2);
  const fe ones_5 = fe_mul(fe_square(a11), a9);
  const fe ones_10 = fe_mul(fe_square_times(ones_5, 5), ones_5);
  const fe ones_20 = fe_mul(fe_square_times(ones_10, 10), ones_10);
  const fe ones_40 = fe_mul(fe_square_times(ones_20, 20), ones_20);
  const fe ones_50 = fe_mul(fe_square_times(ones_40, 10), ones_10);
  const fe ones_100 = fe_mul(fe_square_times(ones_50, 50), ones_50);
  const fe ones_200 = fe_mul(fe_square_times(ones_100, 100), ones_100);
  const fe ones_250 = fe_mul(fe_square_times(ones_200, 50), ones_50);
  return fe_mul(fe_square_times(ones_250, 2), a);
}

/// The 32-byte little-endian encoding of the one representative below p.
static inline void fe_encode(uint8_t bytes[32], fe a) {
  // Two passes leave a value below 2p; the third finds whether it is p or more, by adding 19.
  a = fe_carry(fe_carry(a));
  uint64_t quotient = 19;
  for (int i = 0; i < 5; i++) quotient = (a.limb[i] + quotient) >> 51;
  uint64_t carry = 19 * quotient;
  for (int i = 0; i < 5; i++) {
    a.limb[i] += carry;
    carry = a.limb[i] >> 51;
    a.limb[i] &= fe_mask;
  }
  const uint64_t words[4] = {
      a.limb[0] | a.limb[1] << 51, a.limb[1] >> 13 | a.limb[2] << 38,
      a.limb[2] >> 26 | a.limb[3] << 25, a.limb[3] >> 39 | a.limb[4] << 12};
  for (int i = 0; i < 32; i++) bytes[i] = (uint8_t)(words[i / 8] >> (8 * (i % 8)));
}

/// Sixty-four bytes as a big-endian integer, modulo p; the result is tight.
static inline fe fe_decode_wide(const uint8_t bytes[64]) {
  uint64_t words[8] = {0};  // least significant first
  for (int i = 0; i < 64; i++) words[7 - i / 8] = words[7 - i / 8] << 8 | bytes[i];
  fe half[2];
  for (int i = 0; i < 2; i++) {
    const uint64_t *w = words + 4 * i;
    half[i].limb[0] = w[0] & fe_mask;
    half[i].limb[1] = (w[0] >> 51 | w[1] << 13) & fe_mask;
    half[i].limb[2] = (w[1] >> 38 | w[2] << 26) & fe_mask;
    half[i].limb[3] = (w[2] >> 25 | w[3] << 39) & fe_mask;
    half[i].limb[4] = w[3] >> 12;
  }
  // 2^256 is 38 modulo p.
  for (int i = 0; i < 5; i++) half[0].limb[i] += 38 * half[1].limb[i];
  return fe_carry(half[0]);
}

#endif
