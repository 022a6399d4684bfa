// SPDX-License-Identifier: Apache-2.0

// The batch functions on plain words.

#include "kernel.h"
#include "lanes_portable.h"

#include "field52.h"

#include "batch.h"

const lacuna_kernel lacuna_kernel_portable = {multiply, multiply_base, elligator2};
