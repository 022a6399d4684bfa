// SPDX-License-Identifier: Apache-2.0

// The batch functions of a path, on the lanes that were included before.

#ifndef LACUNA_BATCH_H
#define LACUNA_BATCH_H

#include "elligator.h"
#include "ladder.h"
#include "power.h"
#include "wipe.h"

/// How many groups of lanes share an inversion: with 32 it takes less than a hundredth of the time.
enum { block_groups = 32, block_points = lane_count * block_groups };

/// Multiples as x / z, and the products of the denominators before each one.
typedef struct {
  fes x[block_groups], z[block_groups], product[block_groups];
} lane_block;

/// x[g] / z[g] in place of x[g], or 0 where z[g] is 0, by one inversion (Montgomery's trick).
static __attribute__((noinline)) void block_divide(lane_block *block, int groups) {
  const fes one = fes_carry(columns_set(1)), zero = fes_carry(columns_set(0));
  fes product = one;
  for (int g = 0; g < groups; g++) {
    const uint8_t without = columns_zero(fes_reduce(block->z[g]));
    block->x[g] = fes_select(without, zero, block->x[g]);
    block->z[g] = fes_select(without, one, block->z[g]);
    block->product[g] = product;
    product = fes_product(product, block->z[g]);
  }
  fes inverse = fes_invert(product);
  for (int g = groups - 1; g >= 0; g--) {
    block->x[g] = fes_product(block->x[g], fes_product(inverse, block->product[g]));
    inverse = fes_product(inverse, block->z[g]);
  }
}

static int multiply(uint8_t *products, const uint8_t *points, size_t count,
                    const uint8_t scalar[32]) {
  lane_schedule schedule;
  lane_block block;
  unsigned zeros = 0;
  lane_words scalars = words_decode(scalar, 0, lane_count);
  schedule_set(&schedule, &scalars);
  for (size_t start = 0; start < count; start += block_points) {
    const size_t end = count - start < block_points ? count : start + block_points;
    int groups = 0;
    for (size_t i = start; i < end; i += lane_count, groups++) {
      const fes base = points_decode(points + 32 * i, group_count(i, end));
      ladder(&block.x[groups], &block.z[groups], base, &schedule);
    }
    block_divide(&block, groups);
    groups = 0;
    for (size_t i = start; i < end; i += lane_count, groups++) {
      zeros |= points_encode(products + 32 * i, block.x[groups], group_count(i, end));
    }
  }
  wipe(&scalars, sizeof scalars);
  wipe(&schedule, sizeof schedule);
  wipe(&block, sizeof block);
  wipe_frames();
  return zeros == 0;
}

static void multiply_base(uint8_t *products, const uint8_t *scalars, size_t count) {
  const fes base = fes_carry(columns_set(9));
  lane_words words;
  lane_schedule schedule;
  lane_block block;
  for (size_t start = 0; start < count; start += block_points) {
    const size_t end = count - start < block_points ? count : start + block_points;
    int groups = 0;
    for (size_t i = start; i < end; i += lane_count, groups++) {
      words = words_decode(scalars + 32 * i, 32, group_count(i, end));
      schedule_set(&schedule, &words);
      ladder(&block.x[groups], &block.z[groups], base, &schedule);
    }
    block_divide(&block, groups);
    groups = 0;
    for (size_t i = start; i < end; i += lane_count, groups++) {
      points_encode(products + 32 * i, block.x[groups], group_count(i, end));
    }
  }
  wipe(&words, sizeof words);
  wipe(&schedule, sizeof schedule);
  wipe(&block, sizeof block);
  wipe_frames();
}

static void elligator2(uint8_t *points, const uint8_t *tokens, size_t count) {
  for (size_t start = 0; start < count; start += lane_count * power_groups) {
    const size_t left = count - start;
    elligator_groups(points + 32 * start, tokens + 64 * start,
                     left < lane_count * power_groups ? left : lane_count * power_groups);
  }
}

#endif
