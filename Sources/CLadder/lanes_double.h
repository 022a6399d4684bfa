// SPDX-License-Identifier: Apache-2.0

// How the lanes of `lanes_fma.h`, `lanes_fma512.h` and `lanes_neon.h`, which include this, are
// multiplied.
//
// Their processors multiply vectors of integers of 32 bits only; their doubles have 53. So factors
// are turned to doubles, and both halves of their product come exactly from two fused
// multiplications that round toward zero.

/// 19 * a, for a below 2^59.
static inline lanes lanes_times_19(lanes a) {
  lanes twice = lanes_add(a, a);
  // The compiler must not learn that this is a multiplication, for it would make one of 64 bits.
  __asm__("" : lanes_register(twice));
  return lanes_add(lanes_add(lanes_shift_left(twice, 3), twice), a);
}

/// The bits of the doubles 2^52 and 2^103. An integer added to a double within its mantissa is added
/// to its bits, in units of the last place: 1 for a double from 2^52, 2^51 for one from 2^103.
static const uint64_t double_52 = UINT64_C(0x4330000000000000);
static const uint64_t double_103 = UINT64_C(0x4660000000000000);

/// Adds a * b mod 2^51 to `low` and floor(a * b / 2^51) to `high`, for a and b below 2^52 and a
/// product below 2^103. With each come the bits of a double, which `lanes_before_products` made room
/// for.
static inline void lanes_add_product(lanes *low, lanes *high, lanes a, lanes b) {
  const doubles x = lanes_double(a), y = lanes_double(b);
  // 2^103 + 2^51 h: what is below 2^51 is cut off.
  const doubles upper = doubles_multiply_add(x, y, doubles_set(0x1p103));
  // 2^52 - 2^51 h, and then 2^52 + a * b - 2^51 h. Both are exact.
  const doubles rest = doubles_set(0x1p103 + 0x1p52) - upper;
  const doubles lower = doubles_multiply_add(x, y, rest);
  *low = lanes_add(*low, (lanes)lower);
  *high = lanes_add(*high, (lanes)upper);
}

/// a, to which `lanes_add_product` will add `low` low halves and `high` high ones.
static inline lanes lanes_before_products(lanes a, int low, int high) {
  return lanes_sub(a, lanes_set((uint64_t)low * double_52 + (uint64_t)high * double_103));
}
