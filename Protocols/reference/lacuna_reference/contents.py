# SPDX-License-Identifier: Apache-2.0
"""messages.md 1: contents of offer, answer and report, and what their bodies are refused for."""
from dataclasses import dataclass

from .controls import COUNT
from .encoding import Reader, Refusal, u16, u32, u64
from .curve import is_canonical

LABELS = {kind: f"lacuna/1 {kind}".encode().ljust(16, b"\0") for kind in ("offer", "answer", "report")}


@dataclass
class Preamble:
    kind: str
    sender: bytes
    recipient: bytes
    agreement: bytes
    run: bytes
    seed_number: int
    answers: bytes
    next_commitment: bytes
    head: bytes
    seen: bytes

    def encode(self):
        return (LABELS[self.kind] + self.sender + self.recipient + self.agreement + self.run + u32(self.seed_number)
                + self.answers + self.next_commitment + self.head + self.seen)


def read_preamble(content, due):
    reader = Reader(content, "content-malformed")
    label = reader.take(16)
    if label != LABELS[due]:
        raise Refusal("wrong-kind", "content")
    preamble = Preamble(due, reader.take(96), reader.take(96), reader.take(32), reader.take(16), reader.number(4),
                        reader.take(32), reader.take(32), reader.take(32), reader.take(32))
    return preamble, reader


def encode_offer(agreement, signature, counter, tables):
    """`tables`: for each the sections X_0 ... X_G."""
    head = u32(len(agreement)) + agreement + signature + u32(counter) + u16(len(tables))
    head += b"".join(u16(len(x)) + b"".join(u64(len(s)) for s in x) for x in tables)
    return head + b"".join(point for x in tables for section in x for point in section)


def encode_answer(signature, tables):
    """`tables`: for each the sections T and the sections Y."""
    head = signature + u16(len(tables))
    for t, y in tables:
        head += u16(len(t)) + u16(len(y)) + b"".join(u64(len(s)) for s in [*t, *y])
    return head + b"".join(x for t, y in tables for section in [*t, *y] for x in section)


def read_offer_head(reader):
    """The agreement inside, its signature and the run counter."""
    agreement = reader.take(reader.number(4))
    return agreement, reader.take(64), reader.number(4)


def _sizes(reader, n, most):
    sizes = [reader.number(8) for _ in range(n)]
    if sum(sizes) > most:
        raise Refusal("content-malformed", "sizes")
    return sizes


def _section(reader, n, size):
    found = []
    for _ in range(n):
        record = reader.take(size)
        if size == 32 and not is_canonical(record):
            raise Refusal("point-not-canonical")
        if found and found[-1] >= record:
            raise Refusal("not-ascending")
        found.append(record)
    return found


def read_offer_tables(reader, plan):
    """The sections of every table, within the bounds of section 3."""
    if reader.number(2) != len(plan.tables):
        raise Refusal("shape", "tables")
    sizes, accounts = [], {}
    for table in plan.tables:
        if reader.number(2) != table.G + 1:
            raise Refusal("shape", "groups")
        sizes.append(_sizes(reader, table.G + 1, reader.left() // 32))
        *own, controls = sizes[-1]
        if controls != COUNT * table.v[0]:
            raise Refusal("shape", "control accounts")
        v, fakes = table.v[0], 2 * table.t * table.P
        most = v * (plan.a.party["initiator"].accounts + 2 * table.G * plan.size_shift) + fakes * table.G
        if any(n < fakes or (n - fakes) % v for n in own) or sum(own) > most:
            raise Refusal("shape", f"table {table.index}")
        padded = [(n - fakes) // v for n in own]
        if accounts.setdefault(table.grouping, padded) != padded:
            raise Refusal("shape", f"grouping {table.grouping}")
    _fits(reader, 32 * sum(map(sum, sizes)))
    return [[_section(reader, n, 32) for n in own] for own in sizes], accounts


def read_answer_tables(reader, plan, offered):
    """`offered`: the sizes |X_g| of each table, control accounts last."""
    if reader.number(2) != len(plan.tables):
        raise Refusal("shape", "tables")
    sizes = []
    for table, sent in zip(plan.tables, offered):
        if (reader.number(2), reader.number(2)) != (table.G + 1, table.P + 1):
            raise Refusal("shape", "groups")
        tags, own = _sizes(reader, table.G + 1, reader.left()), _sizes(reader, table.P + 1, reader.left())
        if own[-1] != COUNT * table.v[1]:
            raise Refusal("shape", "control accounts")
        most = table.v[1] * plan.a.party["responder"].accounts + table.P * 2 * table.t * (table.G + 1)
        if tags != sent or sum(own[:-1]) > most:
            raise Refusal("shape", f"table {table.index}")
        sizes.append((tags, own))
    _fits(reader, sum(16 * sum(tags) + 32 * sum(own) for tags, own in sizes))
    tables = []
    for tags, own in sizes:
        t = [_section(reader, n, 16) for n in tags]
        flat = [x for section in t for x in section]
        if len(set(flat)) != len(flat):
            raise Refusal("tags-overlap")
        tables.append((t, [_section(reader, n, 32) for n in own]))
    return tables


def _fits(reader, needed):
    if reader.left() != needed:
        raise Refusal("content-malformed", "bytes remain" if reader.left() > needed else "bytes are missing")
