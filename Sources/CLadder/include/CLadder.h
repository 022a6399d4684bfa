// SPDX-License-Identifier: Apache-2.0

#ifndef LACUNA_CLADDER_H
#define LACUNA_CLADDER_H

#include <stddef.h>
#include <stdint.h>

/// Elligator 2 for curve25519, x-coordinate only: RFC 9380 section 6.7.1 with J = 486662, Z = 2.
///
/// `token` is a big-endian integer, reduced modulo p = 2^255 - 19 (512 bits to 255: the bias is
/// 2^-257). `x` receives the canonical little-endian x-coordinate of a point of the curve, never of
/// its twist. The point may have a torsion part; a clamped scalar removes it. A token that is 0
/// modulo p gives x = 0, the point of order two.
///
/// Secrecy: constant time by construction. Straight-line code on 64-bit words: no branch, address
/// or loop bound depends on the token, the choice between the two candidates is by mask, and the
/// widening multiplication takes constant time on x86-64 and AArch64.
void lacuna_elligator2(uint8_t x[32], const uint8_t token[64]);

/// How the batch functions below compute several points at once, each in its lane. The results are
/// the same, bit for bit.
typedef enum {
  /// Eight on plain 64-bit words, for any machine: to test the others by, and slower than one by
  /// one.
  lacuna_path_portable,
  /// Two on AArch64, for nobody to choose but tests: on no such machine was it measured. As
  /// `lacuna_path_portable` elsewhere.
  lacuna_path_neon,
  /// Four on AVX2 and FMA; as `lacuna_path_portable` where the processor or the system lacks them.
  lacuna_path_fma,
  /// Eight on AVX-512, multiplied as those of `lacuna_path_fma`; as `lacuna_path_portable` where the
  /// processor or the system lacks it.
  lacuna_path_fma512,
  /// Eight on AVX-512 IFMA; as `lacuna_path_portable` where the processor or the system lacks it.
  lacuna_path_ifma
} lacuna_path;

/// The last of the paths that this machine has all it needs for, but `lacuna_path_neon`.
lacuna_path lacuna_fastest_path(void);

/// 1 for `lacuna_path_portable`, and for paths that this machine computes as that.
int lacuna_path_is_portable(lacuna_path path);

/// X25519 (RFC 7748 section 5) of one scalar and `count` points: 32 bytes a point and a product.
/// The scalar is clamped; the top bit of a point is ignored, p and more are reduced; products are
/// canonical. Returns 1, or 0 if any product is zero, which a point of low order gives.
///
/// `products` may be `points`. Any count will do; one takes as long as a group of lanes, and the
/// inversion is shared by 32 groups.
///
/// Secrecy: constant time by construction, in the scalar and in the points. No branch, address or
/// loop bound depends on them: the bits of the scalar become masks, by which the ladder selects,
/// and the vector multiplications take constant time as the scalar ones do; on doubles, of
/// `lacuna_path_neon`, `lacuna_path_fma` and `lacuna_path_fma512`, this rests on no operand being
/// subnormal, infinite or NaN. Bench/constant-time checks what the optimiser made of it. What holds
/// bits of the scalar or multiples of points is wiped from the stack, frames of functions called
/// included; registers are not.
int lacuna_x25519_batch(uint8_t *products, const uint8_t *points, size_t count,
                        const uint8_t scalar[32], lacuna_path path);

/// X25519 of `count` scalars, 32 bytes each, and the base point 9; never zero.
///
/// Secrecy: as `lacuna_x25519_batch`, all scalars being secret.
void lacuna_x25519_base_batch(uint8_t *products, const uint8_t *scalars, size_t count,
                              lacuna_path path);

/// `lacuna_elligator2` of `count` tokens, 64 bytes each, to 32 bytes a point.
///
/// Secrecy: as `lacuna_elligator2`.
void lacuna_elligator2_batch(uint8_t *points, const uint8_t *tokens, size_t count,
                             lacuna_path path);

#endif
