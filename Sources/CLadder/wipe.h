// SPDX-License-Identifier: Apache-2.0

#ifndef LACUNA_WIPE_H
#define LACUNA_WIPE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Zeroes in a way that the compiler does not remove.
static inline void wipe(void *memory, size_t count) {
  memset(memory, 0, count);
  __asm__ volatile("" : : "r"(memory) : "memory");
}

/// Zeroes what functions that the caller called before have left below its frame: 32 KiB, twice the
/// frames of an optimised build. An unoptimised one leaves more.
static __attribute__((noinline)) void wipe_frames(void) {
  uint8_t frames[32768];
  wipe(frames, sizeof frames);
}

#endif
