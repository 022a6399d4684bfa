# SPDX-License-Identifier: Apache-2.0
"""Curve25519: X25519 and Elligator 2, x-coordinates only. Not constant-time: this is a reference, not the tool."""
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

P = 2 ** 255 - 19
J = 486662
BASE = (9).to_bytes(32, "little")


class Multiplier:
    """Multiplies many points by one scalar; a zero product is None."""

    def __init__(self, scalar):
        self.key = X25519PrivateKey.from_private_bytes(scalar)

    def __call__(self, u):
        try:
            return self.key.exchange(X25519PublicKey.from_public_bytes(u))
        except ValueError:
            return None


def x25519(scalar, u):
    """RFC 7748 section 5, or None where the product is zero."""
    return Multiplier(scalar)(u)


def x25519_base(scalar):
    return X25519PrivateKey.from_private_bytes(scalar).public_key().public_bytes_raw()


def elligator2_x(u):
    """x of RFC 9380 6.7.1's map for curve25519 (J = 486662, K = 1, Z = 2) at the field element u."""
    denominator = (1 + 2 * u * u) % P
    x1 = P - J if denominator == 0 else -J * pow(denominator, -1, P) % P
    g = x1 * (x1 * x1 + J * x1 + 1) % P
    square = pow(g, (P - 1) // 2, P) in (0, 1)
    return x1 if square else (-x1 - J) % P


def hash_to_point(token):
    """table.md 2, H: 64 bytes to 32, little-endian."""
    return elligator2_x(int.from_bytes(token, "big") % P).to_bytes(32, "little")


def is_canonical(point):
    return int.from_bytes(point, "little") < P


def _double(x):
    """x of twice the point, as a fraction (numerator, denominator); used only to make and to check torsion."""
    return (x * x - 1) ** 2 % P, 4 * x * (x * x + J * x + 1) % P


def times_eight(x):
    """x of eight times the point, or None for the neutral element."""
    for _ in range(3):
        numerator, denominator = _double(x)
        if denominator == 0:
            return None
        x = numerator * pow(denominator, -1, P) % P
    return x


def torsion_copy(point):
    """Another point with the same products: the point plus the point (0, 0) of order two, whose x is 1/x."""
    x = int.from_bytes(point, "little")
    return pow(x, -1, P).to_bytes(32, "little")
