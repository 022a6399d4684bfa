// SPDX-License-Identifier: Apache-2.0

#ifndef LACUNA_CLADDER_H
#define LACUNA_CLADDER_H

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

#endif
