// SPDX-License-Identifier: Apache-2.0

// Eight words of 64 bits side by side, on AVX-512 IFMA. `lanes_portable.h` has the same operations
// on plain words; what is written on these serves both.

#ifndef LACUNA_LANES_H
#define LACUNA_LANES_H

#include <immintrin.h>
#include <stdint.h>

// Functions from here to the end of the file that includes this one are compiled for these
// extensions, whatever the rest of the program is compiled for.
#pragma clang attribute push(                                                       \
    __attribute__((target("avx512f,avx512ifma,avx512vl,avx512bw,avx512dq"))),       \
    apply_to = function)

// The functions of field52.h must be inlined, for their arguments to be in registers.
#define fes_inline static inline __attribute__((always_inline))

#include "lanes_512.h"

/// sum + (a * b mod 2^52), of the low 52 bits of a and b.
static inline lanes lanes_add_low(lanes sum, lanes a, lanes b) {
  return _mm512_madd52lo_epu64(sum, a, b);
}

/// sum + floor(a * b / 2^52), of the low 52 bits of a and b.
static inline lanes lanes_add_high(lanes sum, lanes a, lanes b) {
  return _mm512_madd52hi_epu64(sum, a, b);
}

#endif
