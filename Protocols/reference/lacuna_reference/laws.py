# SPDX-License-Identifier: Apache-2.0
"""privacy.md 6: the law of a figure's error and the smallest symmetric interval of 95 %.

A law is a Counter of independent draws. All draws are symmetric about zero once t is taken off, so a sign before one
does not matter. Probabilities are whole numbers times 10^-29, rounded down; what is rounded or cut off counts as not
covered.
"""
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from .encoding import Refusal

DIGITS, SLOT = 29, 66
SCALE, TAIL = 10 ** DIGITS, 10 ** 9
WIDEST, UNLIKELY = 131072, SCALE >> 60
NINETY_FIVE, EACH_OF_TWO = Fraction(95, 100), Fraction(975, 1000)
# Decimal's product of long numbers is a number-theoretic transform: exact, and quick where that of int is not.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Draw(NamedTuple):
    """`scale` times a draw of discrete Laplace, "truncated" at t or not ("laplace")."""
    kind: str
    epsilon: Fraction
    t: int = 0
    scale: int = 1


def truncated(table, scale=1):
    return Draw("truncated", table.epsilon, table.t, scale)


def laplace(epsilon):
    return Draw("laplace", epsilon)


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
            if len(half) > WIDEST + 1 and bound >= UNLIKELY:
                raise Refusal("agreement-malformed", "no interval: the noise is too wide")
    return half[:0:-1] + half


def _number(values):
    return EXACT.create_decimal("".join(str(v).zfill(SLOT) for v in reversed(values)))


def _convolve(a, b):
    """Kronecker substitution: two polynomials are two numbers, with a slot of digits for each coefficient."""
    n = len(a) + len(b) - 1
    product = format(EXACT.multiply(_number(a), _number(b)), "f").zfill(SLOT * n)
    end = len(product)
    # A coefficient times 10^-29, rounded down.
    found = [int(product[end - SLOT * i - SLOT:end - SLOT * i - DIGITS]) for i in range(n)]
    cut, dropped = 0, 0
    while cut < n // 2 and dropped + found[cut] < TAIL:
        dropped += found[cut]
        cut += 1
    found = found[cut:n - cut]
    if len(found) // 2 > WIDEST and found[len(found) // 2 - WIDEST - 1] >= UNLIKELY:
        raise Refusal("agreement-malformed", "no interval: the noise is too wide")
    return found


@lru_cache(maxsize=None)
def _power(kind, epsilon, t, n):
    if n == 1:
        return _draw(kind, epsilon, t)
    half = _power(kind, epsilon, t, n // 2)
    square = _convolve(half, half)
    return _convolve(square, _draw(kind, epsilon, t)) if n % 2 else square


def _spread(values, scale):
    found = [0] * ((len(values) - 1) * scale + 1)
    found[::scale] = values
    return found


@lru_cache(maxsize=None)
def _sum(draws):
    total = [SCALE - 1]
    for (kind, epsilon, t, scale), n in draws:
        total = _convolve(total, _spread(_power(kind, epsilon, t, n), scale))
    return total


@lru_cache(maxsize=None)
def _half_width(draws, coverage):
    total = _sum(draws)
    middle = len(total) // 2
    covered, h = total[middle], 0
    while covered * coverage.denominator < coverage.numerator * SCALE:
        h += 1
        covered += 2 * total[middle + h]
    return h


def half_width(law, coverage=NINETY_FIVE):
    """The smallest h with Pr(|E| <= h) >= coverage."""
    return _half_width(tuple(sorted((draw, n) for draw, n in law.items() if n)), coverage)
