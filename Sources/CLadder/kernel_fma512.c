// SPDX-License-Identifier: Apache-2.0

// The batch functions on AVX-512 without IFMA.

#include "kernel.h"

#if defined(__x86_64__)

#include "lanes_fma512.h"

#include "field51.h"

#include "batch.h"

#pragma clang attribute pop

const lacuna_kernel lacuna_kernel_fma512 = {multiply, multiply_base, elligator2};

#endif
