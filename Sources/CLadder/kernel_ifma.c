// SPDX-License-Identifier: Apache-2.0

// The batch functions on AVX-512 IFMA.

#include "kernel.h"

#if defined(__x86_64__)

#include "lanes_ifma.h"
//
#include "field8.h"
//
#include "bytes8.h"
#include "ladder8.h"
#include "power8.h"
//
#include "elligator8.h"
#include "kernel8.h"

#pragma clang attribute pop

const lacuna_kernel lacuna_kernel_ifma = {multiply, multiply_base, elligator2};

#endif
