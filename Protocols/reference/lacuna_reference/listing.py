# SPDX-License-Identifier: Apache-2.0
"""A content in hexadecimal with its fields named (messages.md 1): a line a field, `offset hex name`.

A section has a line a record, a text a line for each of its own.
"""
from . import contents
from .encoding import Refusal

PREAMBLE = [(16, "label"), (96, "sender"), (96, "recipient"), (32, "agreement digest"), (16, "run id"),
            (4, "seed number"), (32, "content digest of the message it answers"), (32, "next commitment"),
            (32, "sender's head"), (32, "recipient's head, last seen")]


def _text(reader, name):
    length = reader.take(4)
    yield length, name + ", length"
    for number, line in enumerate(reader.take(int.from_bytes(length, "big")).splitlines(keepends=True), 1):
        yield line, f"{name}, line {number}"


def _offer(reader):
    yield from _text(reader, "agreement")
    yield reader.take(64), "agreement signature of I"
    yield reader.take(4), "run counter"
    yield from _tables(reader, ("G + 1",), [("X", 32)])


def _answer(reader):
    yield reader.take(64), "agreement signature of R"
    yield from _tables(reader, ("G + 1", "P + 1"), [("T", 16), ("Y", 32)])


def _tables(reader, counts, kinds):
    """`counts`: how the numbers of sections are called; `kinds`: the sections that each counts, and bytes a record."""
    number = reader.take(2)
    yield number, "tables"
    sizes = {}
    for table in range(int.from_bytes(number, "big")):
        groups = []
        for name in counts:
            groups.append(reader.take(2))
            yield groups[-1], f"table {table}, {name}"
        for (name, _), n in zip(kinds, groups):
            for group in range(int.from_bytes(n, "big")):
                size = reader.take(8)
                yield size, f"table {table}, |{name}_{group}|"
                sizes.setdefault(table, []).append((name, group, int.from_bytes(size, "big")))
    width = dict(kinds)
    for table, sections in sizes.items():
        for name, group, size in sections:
            for i in range(size):
                yield reader.take(width[name]), f"table {table}, {name}_{group}, record {i}"


BODIES = {"offer": _offer, "answer": _answer, "report": lambda reader: _text(reader, "report.json")}


def listing(content, kind):
    """The text of the listing."""
    _, reader = contents.read_preamble(content, kind)
    fields, at = [], 0
    for width, name in PREAMBLE:
        fields.append((content[at:at + width], name))
        at += width
    fields += BODIES[kind](reader)
    if reader.left():
        raise Refusal("content-malformed", "bytes remain")
    lines, at = [], 0
    for data, name in fields:
        lines.append(f"{at:06} {data.hex()} {name}\n")
        at += len(data)
    return "".join(lines)
