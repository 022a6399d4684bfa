# SPDX-License-Identifier: Apache-2.0
"""account-keys.md 2.4 to 8: rows to accounts, canonical records, and the keys that are sent."""
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field

from .domain_key import domain_and_key
from . import values as read
from .encoding import Refusal, u8, u16, u32, u64
from .name_key import country_key, name_key, trim
from .number import number_key
from .values import fold

MOST_HUNDREDTHS = 2 ** 63 - 1


@dataclass
class Account:
    kind: int
    key: bytes
    name: bytes = b""
    country: bytes = b""
    values: dict = field(default_factory=dict)
    products: tuple = ()
    amounts: dict = field(default_factory=dict)
    number: bytes = b""

    @property
    def domain(self):
        return self.key if self.kind == 1 else b""


def _index(vocabulary, text):
    folded = fold(trim(text))
    return next((i for i, v in enumerate(vocabulary) if folded and fold(v) == folded), None)


def owned(vocabulary, text):
    """Section 5: the products that a field says, without a mapping of values."""
    found = set()

    def look(piece):
        index = _index(vocabulary, piece)
        if index is not None:
            found.add(index)
        return index is not None
    if trim(text) and not look(text):
        for piece in re.split(r"[;|\n\r]", text):
            if trim(piece) and not look(piece):
                for part in piece.split(","):
                    look(part)
    return found


def account_key(domain, name, country):
    if domain:
        return 1, domain
    if name and country:
        return 2, u32(len(name)) + name + country
    return (3, name) if name else (4, b"")


def row_keys(website, name, country, lists):
    """Domain key, name and country of a row; the domain through the agreed table, if there is one (section 9)."""
    key, domain, _ = domain_and_key(website.encode(), lists)
    name = name_key(name)[0].encode()
    country = country_key(country, domain).encode() if name else b""
    key = key.encode()
    return lists.table.resolved(key, name, country) if lists.table else key, name, country


def row_number(row, domain, kind):
    """Section 9: the number of the agreed type, from the column of that name."""
    country = country_key(row.get("country") or "", domain)
    return number_key(kind, row.get(kind) or "", country)[0].encode() if kind else b""


def dimensions_of(plan, role):
    """Status, then the other dimensions of a side's groups, in the order in which tables first use them."""
    parts = [part for table in plan.tables for part in getattr(table, role)]
    names = [part[2] if part[0] == "status" else part[1] for part in parts if part[0] in ("dimension", "status")]
    return [name for name in dict.fromkeys(["status", *names]) if name is not None]


def amounts_of(agreement, role):
    """The amounts of a side, in the order of the agreement."""
    return [name for name, amount in agreement.amounts.items() if amount["of"] == role]


def read_list(data, plan, role, lists):
    """The accounts of a list with the fixed columns name, website, country, products, one a dimension and one an amount
    of its name, in the agreed currency or that of the column NAME-currency; no column has values of its owner."""
    agreement, grouped, alone = plan.a, {}, []
    dimensions = {name: agreement.dimensions[name] for name in dimensions_of(plan, role)}
    rows = []
    for row in csv.DictReader(io.StringIO(data.decode())):
        values = {}
        for dimension, d in dimensions.items():
            if "windows" in d:
                continue
            if d["unlisted"] == "left-out" and dimension not in row:
                raise Refusal("column-missing", dimension)
            index = _index(d["values"], row.get(dimension) or "")
            if index is None and d["unlisted"] == "other":
                index = len(d["values"])
            values[dimension] = index
        if None not in values.values():
            rows.append((row, values))
    for dimension, d in dimensions.items():
        if "windows" in d:
            for (_, values), index in zip(rows, read.windows([trim(row.get(dimension) or "") for row, _ in rows], d)):
                values[dimension] = len(d["values"]) if index is None and d["unlisted"] == "other" else index
    own = {name: agreement.amounts[name] for name in amounts_of(agreement, role)}
    rows = [(row, values) for row, values in rows if None not in values.values()]
    columns = {}
    for name, terms in own.items():
        if rows and name not in rows[0][0]:
            raise Refusal("amount-not-mapped", name)
        # The currency of each row stands in a column NAME-currency, if that is there.
        stated = [trim(row.get(name + "-currency") or "") for row, _ in rows] if rows and name + "-currency" in rows[0][0] else None
        columns[name] = read.amounts([trim(row.get(name) or "") for row, _ in rows], terms, stated, agreement.currencies)
    for place, (row, values) in enumerate(rows):
        domain, name, country = row_keys(row.get("website") or "", row.get("name") or "", row.get("country") or "", lists)
        kind, key = account_key(domain, name, country)
        number = row_number(row, domain_and_key((row.get("website") or "").encode(), lists)[1], agreement.number)
        line = (name, country, values, owned(agreement.products[role], row.get("products") or ""),
                {name: column[place] for name, column in columns.items()}, number)
        if kind == 4:
            alone.append((kind, key, [line]))
        else:
            grouped.setdefault((kind, key), []).append(line)
    found = [_roll_up(*x, dimensions) for x in [*((*k, rows) for k, rows in grouped.items()), *alone]]
    if len(found) < agreement.smallest:
        raise Refusal("list-too-small", str(len(found)))
    if len(found) > agreement.party[role].accounts:
        raise Refusal("list-too-large", str(len(found)))
    return found


def _roll_up(kind, key, rows, dimensions):
    names = Counter(row[:2] for row in rows if row[0])
    numbers = Counter(row[5] for row in rows if row[5])
    name, country = min(names, key=lambda x: (-names[x], x)) if names else (b"", b"")
    values = {}
    for dimension, d in dimensions.items():
        seen = Counter(row[2][dimension] for row in rows)
        others = len(d["values"])
        if d["roll-up"] == "precedence":
            values[dimension] = min(seen)
        else:
            listed = [i for i in seen if i != others]
            values[dimension] = min(seen, key=lambda i: (-seen[i], i)) if listed else others
    sums = {name: min(sum(row[4][name] for row in rows), MOST_HUNDREDTHS) for name in rows[0][4]}
    return Account(kind, key, name, country, values, tuple(sorted(set().union(*(row[3] for row in rows)))), sums,
                   min(numbers, key=lambda x: (-numbers[x], x)) if numbers else b"")


def canonical_records(accounts, plan, role):
    """Section 6: the record of each account."""
    order = dimensions_of(plan, role)
    parts = [part for table in plan.tables for part in getattr(table, role)]
    with_products = any(part[0] in ("subset", "owns") for part in parts)
    records = []
    for a in accounts:
        record = u8(a.kind) + u32(len(a.key)) + a.key + u32(len(a.name)) + a.name + u32(len(a.country)) + a.country
        if plan.a.number:
            record += u32(len(a.number)) + a.number
        record += b"".join(u16(a.values[d]) for d in order)
        if with_products:
            record += u16(len(a.products)) + b"".join(map(u16, a.products))
        records.append(record + b"".join(u64(a.amounts[name]) for name in amounts_of(plan.a, role)))
    return records


def canonical_list(accounts, plan, role):
    """The sorted records, one after another."""
    return b"".join(sorted(canonical_records(accounts, plan, role)))


def _candidates(a, scheme, x, role):
    """Keys as tuples (kind, fields...) before ambiguity is decided."""
    if scheme == "number-fallback":
        number = [(8, a.number)] if a.number else []
        keys = number + _candidates(a, "fallback", x - 1, role)
        return keys[:1] if role == "responder" else keys
    names = x >= 2 if scheme == "fallback" else True
    bare = x >= 3 if scheme == "fallback" else x >= 2
    n = [(a.name, a.country)] if a.name and a.country else []
    b = [(a.name,)] if a.name else []
    by_name = [(2, *f) for f in n] + [(3, *f) for f in b if bare]
    if scheme == "fallback" and not names:
        by_name = []
    domain = [(1, a.domain)] if a.domain else []
    if role == "responder":
        by_name = [key for key in by_name if key[0] == 2 or not a.country][:1]
    if scheme == "fallback":
        keys = domain + by_name
        return keys[:1] if role == "responder" else keys
    if scheme == "names":
        return by_name
    later = [(key[0] + 2, *key[1:]) for key in by_name]
    if scheme == "either":
        if role == "responder":
            return domain + later if a.domain else by_name
        return domain + by_name if a.domain else by_name + later
    return [(key[0] + 4, a.domain, *key[1:]) for key in by_name] if a.domain else []


def sent_keys(accounts, scheme, x, role):
    """Section 7: for each account the keys that it sends, ambiguous ones left out."""
    keys = [_candidates(a, scheme, x, role) for a in accounts]
    seen = Counter(key for each in keys for key in each)
    if scheme == "domains-and-names":
        names = [_candidates(a, "names", x, role) for a in accounts]
        by_name = Counter(key for each in names for key in each)
        return [[key for key in each if seen[key] == 1 and by_name[(key[0] - 4, *key[2:])] == 1] for each in keys]
    return [[key for key in each if seen[key] == 1] for each in keys]
