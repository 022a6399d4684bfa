# SPDX-License-Identifier: Apache-2.0
"""privacy.md 6: the law of a figure's error and the smallest symmetric interval of 95 %.

A law is a Counter of independent draws: ("truncated", epsilon, t) or ("laplace", epsilon, 0). All draws are symmetric
about zero once t is taken off, so a sign before one does not matter. Probabilities are whole numbers times 2^-96,
rounded down; what is rounded or cut off counts as not covered.
"""
from decimal import Decimal, localcontext
from functools import lru_cache

BITS, SLOT = 96, 28
SCALE, TAIL = 1 << BITS, 1 << 30


@lru_cache(maxsize=None)
def _draw(kind, epsilon, t):
    """Lower bounds of P(-k) ... P(k)."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(-epsilon.numerator) / Decimal(epsilon.denominator)
        alpha = exact.exp()
        if kind == "truncated":
            first, most = (1 - alpha) / (1 + alpha - 2 * alpha ** (t + 1)), t
        else:
            first, most = (1 - alpha) / (1 + alpha), None
        half = []
        while most is None or len(half) <= most:
            bound = int(first * SCALE) - 1
            if bound < TAIL and len(half) > 0:
                break
            half.append(max(bound, 0))
            first *= alpha
    return half[:0:-1] + half


def _convolve(a, b):
    """Kronecker substitution: two polynomials are two numbers."""
    size = SLOT
    x, y = (int.from_bytes(b"".join(v.to_bytes(size, "little") for v in p), "little") for p in (a, b))
    n = len(a) + len(b) - 1
    product = (x * y).to_bytes(size * (n + 1), "little")
    found = [int.from_bytes(product[size * i:size * i + size], "little") >> BITS for i in range(n)]
    cut, dropped = 0, 0
    while cut < n // 2 and dropped + found[cut] < TAIL:
        dropped += found[cut]
        cut += 1
    return found[cut:n - cut]


@lru_cache(maxsize=None)
def _power(draw, n):
    if n == 1:
        return _draw(*draw)
    half = _power(draw, n // 2)
    square = _convolve(half, half)
    return _convolve(square, _draw(*draw)) if n % 2 else square


@lru_cache(maxsize=None)
def _half_width(draws):
    total = [SCALE - 1]
    for draw, n in draws:
        total = _convolve(total, _power(draw, n))
    middle = len(total) // 2
    covered, h = total[middle], 0
    while 100 * covered < 95 * SCALE:
        h += 1
        covered += 2 * total[middle + h]
    return h


def half_width(law):
    """The smallest h with Pr(|E| <= h) >= 95/100."""
    return _half_width(tuple(sorted((draw, n) for draw, n in law.items() if n)))
