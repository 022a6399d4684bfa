// SPDX-License-Identifier: Apache-2.0

// The batch functions of a path, on the lanes that were included before.

#ifndef LACUNA_KERNEL8_H
#define LACUNA_KERNEL8_H

#include "elligator8.h"
#include "ladder8.h"
#include "power8.h"
#include "wipe.h"

/// How many groups of eight share an inversion: with 32 it takes less than a hundredth of the time.
enum { block_groups = 32, block_points = 8 * block_groups };

/// Multiples as x / z, and the products of the denominators before each one.
typedef struct {
  fe8 x[block_groups], z[block_groups], product[block_groups];
} block8;

/// x[g] / z[g] in place of x[g], or 0 where z[g] is 0, by one inversion (Montgomery's trick).
static __attribute__((noinline)) void block8_divide(block8 *block, int groups) {
  const fe8 one = fe8_carry(columns_set(1)), zero = fe8_carry(columns_set(0));
  fe8 product = one;
  for (int g = 0; g < groups; g++) {
    const uint8_t without = columns_zero(fe8_reduce(block->z[g]));
    block->x[g] = fe8_select(without, zero, block->x[g]);
    block->z[g] = fe8_select(without, one, block->z[g]);
    block->product[g] = product;
    product = fe8_product(product, block->z[g]);
  }
  fe8 inverse = fe8_invert(product);
  for (int g = groups - 1; g >= 0; g--) {
    block->x[g] = fe8_product(block->x[g], fe8_product(inverse, block->product[g]));
    inverse = fe8_product(inverse, block->z[g]);
  }
}

/// The number of lanes in use in the group that starts at `start`.
static inline size_t group_count(size_t start, size_t count) {
  return count - start < 8 ? count - start : 8;
}

static int multiply(uint8_t *products, const uint8_t *points, size_t count,
                    const uint8_t scalar[32]) {
  schedule8 schedule;
  block8 block;
  unsigned zeros = 0;
  words8 scalars = words8_decode(scalar, 0, 8);
  schedule8_set(&schedule, &scalars);
  for (size_t start = 0; start < count; start += block_points) {
    const size_t end = count - start < block_points ? count : start + block_points;
    int groups = 0;
    for (size_t i = start; i < end; i += 8, groups++) {
      const fe8 base = points8_decode(points + 32 * i, group_count(i, end));
      ladder8(&block.x[groups], &block.z[groups], base, &schedule);
    }
    block8_divide(&block, groups);
    groups = 0;
    for (size_t i = start; i < end; i += 8, groups++) {
      zeros |= points8_encode(products + 32 * i, block.x[groups], group_count(i, end));
    }
  }
  wipe(&scalars, sizeof scalars);
  wipe(&schedule, sizeof schedule);
  wipe(&block, sizeof block);
  wipe_frames();
  return zeros == 0;
}

static void multiply_base(uint8_t *products, const uint8_t *scalars, size_t count) {
  const fe8 base = fe8_carry(columns_set(9));
  words8 words;
  schedule8 schedule;
  block8 block;
  for (size_t start = 0; start < count; start += block_points) {
    const size_t end = count - start < block_points ? count : start + block_points;
    int groups = 0;
    for (size_t i = start; i < end; i += 8, groups++) {
      words = words8_decode(scalars + 32 * i, 32, group_count(i, end));
      schedule8_set(&schedule, &words);
      ladder8(&block.x[groups], &block.z[groups], base, &schedule);
    }
    block8_divide(&block, groups);
    groups = 0;
    for (size_t i = start; i < end; i += 8, groups++) {
      points8_encode(products + 32 * i, block.x[groups], group_count(i, end));
    }
  }
  wipe(&words, sizeof words);
  wipe(&schedule, sizeof schedule);
  wipe(&block, sizeof block);
  wipe_frames();
}

static void elligator2(uint8_t *points, const uint8_t *tokens, size_t count) {
  for (size_t start = 0; start < count; start += 8 * power_groups) {
    const size_t left = count - start;
    elligator32(points + 32 * start, tokens + 64 * start,
                left < 8 * power_groups ? left : 8 * power_groups);
  }
}

#endif
