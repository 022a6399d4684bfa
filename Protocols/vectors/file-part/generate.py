#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the vectors of this folder from Protocols/messages.md 5 alone."""
import hashlib
import pathlib


def sha(data):
    return hashlib.sha256(data).digest()


def sealed(kind, run, length):
    """A file with the header of a sealed file; what is behind it is never looked at here."""
    start = b"lacuna/1" + bytes([kind]) + bytes(7) + run + sha(b"recipient")
    body = b"".join(sha(i.to_bytes(4, "big")) for i in range(length // 32 + 1))
    return (start + body)[:length]


def part(file, piece, number):
    count = -(-len(file) // piece)
    data = file[(number - 1) * piece:number * piece]
    head = b"lacuna/1 part" + bytes(3)
    head += number.to_bytes(4, "big") + count.to_bytes(4, "big")
    head += len(file).to_bytes(8, "big") + piece.to_bytes(8, "big")
    head += file[:64] + sha(file) + sha(data)
    return count, head + sha(head) + data


def write(name, kind, length, size, number):
    run = sha(name.encode())[:16]
    file = sealed(kind, run, length)
    count, data = part(file, size - 200, number)
    lines = [("kind", ["", "offer", "answer", "report"][kind]), ("run-id", run.hex()),
             ("part-size", size), ("number", number), ("count", count), ("length", length),
             ("file-digest", sha(file).hex()), ("part-length", len(data)), ("file", file.hex()),
             ("part", data.hex())]
    text = "".join(f"{key}: {value}\n" for key, value in lines)
    (pathlib.Path(__file__).parent / f"{name}.txt").write_text(text)


write("first-of-three", 1, 1024, 600, 1)
write("middle-of-three", 2, 1024, 600, 2)
write("last-is-shorter", 3, 1024, 600, 3)
write("last-is-full", 1, 800, 600, 2)
write("last-is-one-byte", 2, 801, 600, 3)
