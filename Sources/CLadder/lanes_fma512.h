// SPDX-License-Identifier: Apache-2.0

// Eight words of 64 bits side by side, on AVX-512 without IFMA: the operations of `lanes_fma.h`.
// Here each fused multiplication says itself how it rounds.

#ifndef LACUNA_LANES_H
#define LACUNA_LANES_H

#include <immintrin.h>
#include <stdint.h>

// Functions from here to the end of the file that includes this one are compiled for these
// extensions, whatever the rest of the program is compiled for.
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512bw,avx512dq"))), \
                             apply_to = function)

// The functions of field51.h must be inlined, for their arguments to be in registers.
#define fes_inline static inline __attribute__((always_inline))

#include "lanes_512.h"

typedef __m512d doubles;

static inline doubles doubles_set(double a) { return _mm512_set1_pd(a); }

/// a * b + c, rounded toward zero.
static inline doubles doubles_multiply_add(doubles a, doubles b, doubles c) {
  return _mm512_fmadd_round_pd(a, b, c, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
}

/// A word below 2^52 as a double.
static inline doubles lanes_double(lanes a) { return _mm512_cvtepu64_pd(a); }

/// As an operand of inline assembly that is read and written.
#define lanes_register(a) "+v"(a)

#include "lanes_double.h"

#endif
