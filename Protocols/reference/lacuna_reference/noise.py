# SPDX-License-Identifier: Apache-2.0
"""privacy.md 2 and 5: the least shift, and draws from a stream; table.md 1: streams."""
from decimal import Decimal, localcontext

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

from .encoding import hkdf


class Stream:
    """ChaCha20's keystream, zero nonce, counter from 0, read byte by byte."""

    def __init__(self, key):
        self.cipher = Cipher(algorithms.ChaCha20(key, bytes(16)), None).encryptor()
        self.buffer, self.read = b"", 0

    def take(self, n):
        while len(self.buffer) - self.read < n:
            self.buffer += self.cipher.update(bytes(max(256, n)))
        self.read += n
        return self.buffer[self.read - n:self.read]

    def record(self, i):
        """Bytes 32 i ... 32 i + 31, whatever was read."""
        while len(self.buffer) < 32 * i + 32:
            self.buffer += self.cipher.update(bytes(4096))
        return self.buffer[32 * i:32 * i + 32]


class Bytes:
    """A stream of given bytes, for vectors."""

    def __init__(self, data):
        self.data, self.read = data, 0

    def take(self, n):
        self.read += n
        assert self.read <= len(self.data)
        return self.data[self.read - n:self.read]


def stream(key, label):
    return Stream(hkdf(key, b"", b"lacuna/1 stream" + label, 32))


def uniform(coins, m):
    length = (m - 1).bit_length()
    while True:
        v = int.from_bytes(coins.take(-(-length // 8)), "big") % 2 ** length
        if v < m:
            return v


def bernoulli(coins, a, m):
    return uniform(coins, m) < a


def bernoulli_exp(coins, a, m):
    k = 1
    while bernoulli(coins, a, m * k):
        k += 1
    return k % 2 == 1


def discrete_laplace(coins, epsilon):
    n, d = epsilon.numerator, epsilon.denominator
    while True:
        u = uniform(coins, d)
        if not bernoulli_exp(coins, u, d):
            continue
        v = 0
        while bernoulli_exp(coins, 1, 1):
            v += 1
        y = (u + d * v) // n
        negative = bernoulli(coins, 1, 2)
        if negative and y == 0:
            continue
        return -y if negative else y


def truncated_discrete_laplace(coins, epsilon, t):
    while True:
        x = discrete_laplace(coins, epsilon)
        if -t <= x <= t:
            return t + x


def alpha_bounds(epsilon, bits):
    """Two whole numbers that enclose e^-epsilon times 2^bits."""
    with localcontext() as context:
        context.prec = bits // 3 + 20
        value = int((-Decimal(epsilon.numerator) / Decimal(epsilon.denominator)).exp() * 2 ** bits)
    return value - 1, value + 2


def _powers(x, n, bits, up):
    """x^n in fixed point, rounded down or up at each step."""
    result, one = 2 ** bits, 2 ** bits - 1 if up else 0
    while n:
        if n & 1:
            result = result * x + one >> bits
        x, n = x * x + one >> bits, n >> 1
    return result


def shift(epsilon, exponent, moved):
    """The least t >= 1 with P(0) + ... + P(moved - 1) <= 2^-exponent, decided by enclosures."""
    def holds(t, bits=512):
        while True:
            low, high = alpha_bounds(epsilon, bits)
            one = 2 ** bits
            down, up = (lambda n: _powers(low, n, bits, False)), (lambda n: _powers(high, n, bits, True))
            left_low = down(t) * ((one - up(moved)) * 2 ** exponent + 2 * down(moved))
            left_high = up(t) * ((one - down(moved)) * 2 ** exponent + 2 * up(moved))
            right_low, right_high = (one + low) * down(moved - 1), (one + high) * up(moved - 1)
            if left_high <= right_low:
                return True
            if left_low > right_high:
                return False
            bits *= 2
    low, high = 0, 1
    while not holds(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
