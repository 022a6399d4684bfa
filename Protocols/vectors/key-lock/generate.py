#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the vectors of this folder from Protocols/identity.md 4 and RFC 8439, with Python's scrypt."""
import hashlib
import pathlib
import struct


def block(key, counter, nonce):
    state = list(struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key)
                 + (counter,) + struct.unpack("<3I", nonce))
    work = state[:]

    def rotate(value, bits):
        return (value << bits | value >> 32 - bits) & 0xffffffff

    def quarter(a, b, c, d):
        for x, y, z, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            work[x] = (work[x] + work[y]) & 0xffffffff
            work[z] = rotate(work[z] ^ work[x], bits)

    for _ in range(10):
        for column in range(4):
            quarter(column, 4 + column, 8 + column, 12 + column)
        for d in range(4):
            quarter(d, 4 + (d + 1) % 4, 8 + (d + 2) % 4, 12 + (d + 3) % 4)
    return struct.pack("<16I", *((a + b) & 0xffffffff for a, b in zip(work, state)))


def seal(key, nonce, context, data):
    out = b"".join(
        bytes(a ^ b for a, b in zip(data[i:i + 64], block(key, 1 + i // 64, nonce)))
        for i in range(0, len(data), 64))
    once = block(key, 0, nonce)[:32]
    r = int.from_bytes(once[:16], "little") & 0x0ffffffc0ffffffc0ffffffc0fffffff
    pad = lambda text: text + bytes(-len(text) % 16)
    message = pad(context) + pad(out) + struct.pack("<QQ", len(context), len(out))
    total = 0
    for i in range(0, len(message), 16):
        total = (total + int.from_bytes(message[i:i + 16] + b"\1", "little")) * r % (2**130 - 5)
    tag = (total + int.from_bytes(once[16:], "little")) % 2**128
    return out + tag.to_bytes(16, "little")


# RFC 8439, 2.8.2: the sealing above is the one that is meant.
assert seal(bytes(range(0x80, 0xa0)), bytes.fromhex("070000004041424344454647"),
            bytes.fromhex("50515253c0c1c2c3c4c5c6c7"),
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
            b"the future, sunscreen would be it.").hex().endswith("1ae10b594f09e26a7e902ecbd0600691")


def write(name, passphrase, cost, secret):
    lock_key = hashlib.sha256(name.encode() + b" lock key").digest()
    salt = hashlib.sha256(name.encode() + b" salt").digest()[:16]
    nonce = hashlib.sha256(name.encode() + b" nonce").digest()[:12]
    second = hashlib.sha256(name.encode() + b" second").digest()[:12]
    n, r, p = cost
    wrap = hashlib.scrypt(passphrase, salt=salt, n=n, r=r, p=p, dklen=32, maxmem=2**30)
    head = f"lacuna lock 1\nscrypt: {n} {r} {p}\nsalt: {salt.hex()}\nnonce: {nonce.hex()}\n"
    lock = head + "key: " + seal(wrap, nonce, b"lacuna/1 lock" + head.encode(), lock_key).hex() + "\n"
    sealed = ("lacuna sealed 1\nnonce: " + second.hex() + "\nbytes: "
              + seal(lock_key, second, b"lacuna/1 sealed key", secret).hex() + "\n")
    lines = [("passphrase", passphrase), ("lock-key", lock_key), ("cost", f"{n} {r} {p}".encode()),
             ("salt", salt), ("nonce", nonce), ("lock", lock.encode()), ("plain", secret),
             ("sealed-nonce", second), ("sealed", sealed.encode())]
    text = "".join(f"{key}: {value.hex()}\n" for key, value in lines)
    (pathlib.Path(__file__).parent / f"{name}.txt").write_text(text)


write("standard-cost", b"correct horse battery staple", (131072, 8, 1), b"lacunaseed1q\n")
write("small-cost", "p\u00e4ssw\u00f6rd".encode(), (1024, 4, 2), b"")
write("longer-than-a-block", b"12345678", (2, 8, 1), b"lacuna run 1\n" * 30)
