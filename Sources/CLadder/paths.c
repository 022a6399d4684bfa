// SPDX-License-Identifier: Apache-2.0

#include "CLadder.h"
#include "kernel.h"

lacuna_path lacuna_fastest_path(void) {
#if defined(__x86_64__)
  // Each answer of the runtime includes whether the system saves the registers (XGETBV).
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) {
    return __builtin_cpu_supports("avx512ifma") ? lacuna_path_ifma : lacuna_path_fma512;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return lacuna_path_fma;
#endif
  return lacuna_path_portable;
}

static const lacuna_kernel *kernel(lacuna_path path) {
#if defined(__x86_64__)
  // A processor that has what one of them needs has what those before it need.
  if (path <= lacuna_fastest_path()) {
    if (path == lacuna_path_ifma) return &lacuna_kernel_ifma;
    if (path == lacuna_path_fma512) return &lacuna_kernel_fma512;
    if (path == lacuna_path_fma) return &lacuna_kernel_fma;
  }
#elif defined(__aarch64__)
  if (path == lacuna_path_neon) return &lacuna_kernel_neon;
#endif
  (void)path;
  return &lacuna_kernel_portable;
}

int lacuna_path_is_portable(lacuna_path path) { return kernel(path) == &lacuna_kernel_portable; }

int lacuna_x25519_batch(uint8_t *products, const uint8_t *points, size_t count,
                        const uint8_t scalar[32], lacuna_path path) {
  return kernel(path)->multiply(products, points, count, scalar);
}

void lacuna_x25519_base_batch(uint8_t *products, const uint8_t *scalars, size_t count,
                              lacuna_path path) {
  kernel(path)->multiply_base(products, scalars, count);
}

void lacuna_elligator2_batch(uint8_t *points, const uint8_t *tokens, size_t count,
                             lacuna_path path) {
  kernel(path)->elligator2(points, tokens, count);
}
