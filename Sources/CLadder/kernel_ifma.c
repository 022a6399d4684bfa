// SPDX-License-Identifier: Apache-2.0

// The batch functions on AVX-512 IFMA.

#include "kernel.h"

#if defined(__x86_64__)

#include "lanes_ifma.h"

#include "field52.h"

#include "batch.h"

#pragma clang attribute pop

const lacuna_kernel lacuna_kernel_ifma = {multiply, multiply_base, elligator2};

#endif
