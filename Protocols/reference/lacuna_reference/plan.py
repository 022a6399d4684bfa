# SPDX-License-Identifier: Apache-2.0
"""table.md 7: from an agreement to its tables, counts, sums, methods and charges."""
import itertools
import math
from dataclasses import dataclass, field
from fractions import Fraction

from .agreement import ROLES, bad
from .noise import shift
from .shared import Grids
from .shared_terms import KEYS as SHARED, amounts

SCHEMES = {"fallback": lambda k: (k, 1), "number-fallback": lambda k: (k, 1), "either": lambda n: (2 * n, 2), "names": lambda n: (n, 1),
           "domains-and-names": lambda n: (n, 1)}
# Of a sum, bit by bit: what its tables have of its epsilon, in thousandths (section 6a).
SHARES, PARTS = (39, 62, 98, 156, 248, 394), 63
SIGNS = {"fallback": 1, "number-fallback": 1, "either": 1, "names": 1, "domains-and-names": -1}


@dataclass
class Table:
    index: int
    scheme: str
    kinds: int
    grouping: int
    initiator: tuple
    responder: tuple
    G: int
    P: int
    epsilon: Fraction
    t: int
    amount: str | None = None
    bit: int = 0

    @property
    def v(self):
        """v_I and v_R."""
        return SCHEMES[self.scheme](self.kinds)


@dataclass
class Count:
    """Of accounts, or, with an amount, a sum of it in units."""
    initiator: tuple
    responder: tuple
    epsilon: Fraction
    amount: str | None = None
    tables: list = field(default_factory=list)


@dataclass
class Need:
    """What a question reads: an index into the counts once they are numbered."""
    initiator: object
    responder: tuple
    epsilon: Fraction
    amount: str | None = None
    count: object = None


class Plan:
    def __init__(self, agreement):
        a = self.a = agreement
        k = len(a.keys)
        self.k, self.n = k, k - 1
        self.parts = {"fallback": [("number-fallback" if a.number else "fallback", k)], "either": [("either", k - 1)],
                      "union": [("fallback", 1), ("names", k - 1), ("domains-and-names", k - 1)]}[a.rule]
        self.delta1 = {"fallback": k, "either": 2 * (k - 1), "union": k}[a.rule]
        self.w = sum((len(self.parts) * SCHEMES[s](x)[1]) ** 2 for s, x in self.parts)
        self.m = {role: len(a.products[role]) for role in ROLES}
        self.c = {role: min(a.most, self.m[role]) for role in ROLES}
        self.methods, self.needs = [], []
        for q in a.questions:
            ask = self._shared if q["question"] in SHARED else getattr(self, "_" + q["question"].replace("-", "_"))
            method, needs = ask(q, q["epsilon"])
            self.methods.append(method)
            self.needs.append(needs)
        self._number()
        self.size_shift = shift(a.size_epsilon, a.exponent, 1)
        self.offer_charge = a.size_epsilon * len(self.groupings)
        self.report_charge = sum(q["epsilon"] for q in a.questions)
        self.answer_charge = sum(c.epsilon for c in self.counts)
        if max(self.offer_charge + self.report_charge, self.answer_charge) > a.cap:
            raise bad("privacy.yearly-cap")
        if len(self.tables) > 200 or any(t.G * t.P > 10000 for t in self.tables):
            raise bad("questions")

    def subset_count(self, role):
        return sum(math.comb(self.m[role], size) for size in range(self.c[role] + 1))

    def subsets(self, role):
        return [s for size in range(self.c[role] + 1) for s in itertools.combinations(range(self.m[role]), size)]

    def part_size(self, part):
        if part[0] == "dimension":
            d = self.a.dimensions[part[1]]
            return len(d["values"]) + (d["unlisted"] == "other")
        if part[0] == "status":
            return 2 if part[2] is None else self.part_size(("dimension", part[2])) + 1
        return 2 if part[0] == "owns" else self.subset_count(part[1])

    def size(self, grouping):
        return math.prod(map(self.part_size, grouping))

    def group(self, grouping, account):
        """The number of an account's group; `account` has `values` and `products` (indices, ascending)."""
        number = 0
        for part in grouping:
            if part[0] == "dimension":
                index = account.values[part[1]]
            elif part[0] == "status":
                has, index = account.values["status"] == part[1], self.part_size(part) - 1
                index = index if not has else 0 if part[2] is None else account.values[part[2]]
            else:
                counted = account.products[:self.c[part[1]]]
                index = self._subset_index(part[1], counted) if part[0] == "subset" else int(part[2] not in counted)
            number = number * self.part_size(part) + index
        return number

    def _subset_index(self, role, subset):
        if not hasattr(self, "_indices"):
            self._indices = {}
        if role not in self._indices:
            self._indices[role] = {s: i for i, s in enumerate(self.subsets(role))}
        return self._indices[role][tuple(subset)]

    def _account_map(self, q, e):
        groupings = {role: [("dimension", "status")] for role in ROLES}
        if "by" in q:
            groupings[q["by"]["of"]].append(("dimension", q["by"]["dimension"]))
        return "-", [Need(tuple(groupings["initiator"]), tuple(groupings["responder"]), e)]

    def _white_space(self, q, e):
        role, by = q["of"], q["by"]
        rows = tuple(("dimension", d) for d in by if d != "products")
        m, n, method = self.m[role], self.size(rows), "groups"
        if "products" in by:
            d, errors, s = self.delta1 * (self.c[role] + 1), [], self.subset_count(role)
            if n * s <= 10000:
                holding = self._holding(role)
                errors.append((sum(x * (1 + self.delta1 ** 2) for x in [holding] * m + [s]), "groups"))
                errors.append((sum(x + d * d for x in [holding] * m + [s]), "margins"))
            if m < 200 and 2 * n <= 10000:
                errors.append(((m + 1) * ((m + 1) ** 2 + d * d), "tables"))
            method = self._best(errors)
        if method == "tables":
            each = [(rows + (("owns", role, b),), e / (m + 1)) for b in range(m)] + [(rows, e / (m + 1))]
        else:
            each = [(rows + ((("subset", role),) if "products" in by else ()), e)]
        if role == "responder":
            return method, [Need(None, g, share) for g, share in each]
        return method, [Need(g, (), share) for g, share in each]

    def _cross_sell(self, q, e):
        (mi, mr), (ci, cr) = self.m.values(), self.c.values()
        d, t, errors = self.delta1 * (ci * mr + mi * cr - ci * cr), mi * mr, []
        si, sr = self.subset_count("initiator"), self.subset_count("responder")
        if si * sr <= 10000:
            hi, hr = self._holding("initiator"), self._holding("responder")
            sums = [hi * hr, hi * (sr - hr), (si - hi) * hr] * t
            errors.append((sum(x * (self.w + self.delta1 ** 2) for x in sums), "cells"))
            errors.append((sum(x * self.w + d * d for x in sums), "margins"))
        if t * len(self.parts) <= 200:
            errors.append((3 * t * (self.w * t * t + d * d), "pairs"))
        method = self._best(errors)
        if method == "pairs":
            return method, [Need((("owns", "initiator", x),), (("owns", "responder", y),), e / t)
                            for x in range(mi) for y in range(mr)]
        return method, [Need((("subset", "initiator"),), (("subset", "responder"),), e)]

    def _shared(self, q, e):
        grid, sums = Grids(self.a).grid(q), amounts(q)
        groupings = (grid.own, grid.other) if q["of"] == "initiator" else (grid.other, grid.own)
        each = e / (1 + 2 * len(sums))
        return "-", [Need(*groupings, each), *(Need(*groupings, 2 * each, q[key]) for key in sums)]

    def _holding(self, role):
        """In how many subsets each product is."""
        return sum(math.comb(self.m[role] - 1, size - 1) for size in range(1, self.c[role] + 1))

    @staticmethod
    def _best(errors):
        if not errors:
            raise bad("questions")
        return min(errors, key=lambda x: x[0])[1]

    def _number(self):
        self.counts = []
        needs = [x for each in self.needs for x in each]
        for need in [x for x in needs if x.initiator is not None] + [x for x in needs if x.initiator is None]:
            for count in self.counts:
                if (need.responder, need.amount) == (count.responder, count.amount) \
                        and need.initiator in (None, count.initiator):
                    count.epsilon = max(count.epsilon, need.epsilon)
                    need.count = count
                    break
            else:
                need.count = Count(need.initiator or (), need.responder, need.epsilon, need.amount)
                self.counts.append(need.count)
        self.groupings, self.tables, shifts = [], [], {}
        for count in self.counts:
            if count.initiator not in self.groupings:
                self.groupings.append(count.initiator)
            for scheme, x, own, bit in self._tables(count):
                v = SCHEMES[scheme](x)[1]
                if (own, v) not in shifts:
                    shifts[own, v] = shift(own, self.a.exponent, v)
                table = Table(len(self.tables), scheme, x, self.groupings.index(count.initiator), count.initiator,
                              count.responder, self.size(count.initiator), self.size(count.responder), own,
                              shifts[own, v], count.amount, bit)
                count.tables.append(table)
                self.tables.append(table)

    def _tables(self, count):
        """Scheme, kinds, epsilon and bit of each table of a count or sum."""
        if count.amount is not None:
            return [("fallback", self.k, count.epsilon * share / 1000, bit) for bit, share in enumerate(SHARES)]
        return [(scheme, x, count.epsilon / (len(self.parts) * SCHEMES[scheme](x)[1]), 0) for scheme, x in self.parts]
