# SPDX-License-Identifier: Apache-2.0
"""The notation of Protocols/README.md: integers, counted bytes, hashes; refusals by name."""
import hashlib
import hmac as _hmac


class Refusal(Exception):
    """The end of the work on a file: nothing is written, nothing is spent."""

    def __init__(self, name, detail=""):
        super().__init__(f"{name}: {detail}" if detail else name)
        self.name, self.detail = name, detail


def u8(n):
    return n.to_bytes(1, "big")


def u16(n):
    return n.to_bytes(2, "big")


def u32(n):
    return n.to_bytes(4, "big")


def u64(n):
    return n.to_bytes(8, "big")


def lp(x):
    return u16(len(x)) + x


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def hmac512(key, message):
    return _hmac.digest(key, message, "sha512")


def hkdf_extract(salt, secret):
    return hmac512(salt or bytes(64), secret)


def hkdf_expand(prk, info, n):
    out = block = b""
    counter = 1
    while len(out) < n:
        block = hmac512(prk, block + info + u8(counter))
        out, counter = out + block, counter + 1
    return out[:n]


def hkdf(secret, salt, info, n):
    """HKDF-SHA-512 (RFC 5869); an empty salt is 64 zero bytes."""
    return hkdf_expand(hkdf_extract(salt, secret), info, n)


class Reader:
    """Bytes of others, taken from the front; what is missing is a refusal of the given name."""

    def __init__(self, data, name):
        self.data, self.at, self.name = data, 0, name

    def take(self, n):
        if n > len(self.data) - self.at:
            raise Refusal(self.name, f"{n} bytes at {self.at} of {len(self.data)}")
        self.at += n
        return self.data[self.at - n:self.at]

    def number(self, size):
        return int.from_bytes(self.take(size), "big")

    def left(self):
        return len(self.data) - self.at
