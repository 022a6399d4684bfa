// SPDX-License-Identifier: Apache-2.0

// What each path implements: the batch functions of CLadder.h, without the choice of a path.

#ifndef LACUNA_KERNEL_H
#define LACUNA_KERNEL_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  int (*multiply)(uint8_t *products, const uint8_t *points, size_t count, const uint8_t scalar[32]);
  void (*multiply_base)(uint8_t *products, const uint8_t *scalars, size_t count);
  void (*elligator2)(uint8_t *points, const uint8_t *tokens, size_t count);
} lacuna_kernel;

extern const lacuna_kernel lacuna_kernel_portable;

#if defined(__x86_64__)
extern const lacuna_kernel lacuna_kernel_fma;
extern const lacuna_kernel lacuna_kernel_fma512;
extern const lacuna_kernel lacuna_kernel_ifma;
#elif defined(__aarch64__)
extern const lacuna_kernel lacuna_kernel_neon;
#endif

#endif
