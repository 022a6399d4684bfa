# SPDX-License-Identifier: Apache-2.0
"""table.md 6 and 6a: from the counts of a match to the sections of a report, every figure with its law."""
from collections import Counter
from dataclasses import dataclass

from .encoding import u16
from .laws import Draw, half_width, laplace, truncated
from .noise import discrete_laplace, stream
from .plan import PARTS
from .shared import Grid, Grids, entries
from .shared_terms import amounts
from .table import NONE


def withheld(value, minimum):
    return "below-minimum" if max(value, 0) < minimum else None


class Figure:
    """A number with the law of its error and its basis."""

    def __init__(self, value, law, basis):
        self.value, self.law, self.basis = value, law, basis

    def __add__(self, other):
        return Figure(self.value + other.value, self.law + other.law, "derived")

    def estimate(self):
        h = half_width(self.law)
        return {"value": self.value, "lower": self.value - h, "upper": self.value + h}

    def json(self, minimum):
        return self.estimate() | {"basis": self.basis, "withheld": withheld(self.value, minimum)}


def total(figures):
    figures = list(figures)
    result = figures[0]
    for figure in figures[1:]:
        result = result + figure
    return result


@dataclass
class Shared:
    """Of a question about shared accounts; the sums by the key that asks for one."""
    grid: Grid
    counts: list
    sums: dict


def derived(figure):
    return Figure(figure.value, figure.law, "derived")


class Evaluation:
    """What I knows after the match. `accounts[i]` are the exact N_g of grouping i, `padded[i]` its N_g + M_g."""

    def __init__(self, plan, matched, unmatched, own_sizes, accounts, padded, report_key):
        self.plan, self.matched, self.unmatched = plan, matched, unmatched
        self.own_sizes, self.accounts, self.padded, self.key = own_sizes, accounts, padded, report_key

    @classmethod
    def empty(cls, plan):
        """Of counts that are all zero: the shape of the report, for the side that only reads it."""
        sizes = [plan.size(grouping) for grouping in plan.groupings]
        zeros = [[0] * n for n in sizes]
        return cls(plan, [[[0] * t.P for _ in range(t.G)] for t in plan.tables], [[0] * t.P for t in plan.tables],
                   [[0] * t.P for t in plan.tables], zeros, zeros, None)

    def draw(self, question, family, g, p, epsilon):
        """e, and its law."""
        law = Counter({laplace(epsilon): 1})
        if self.key is None:
            return 0, law
        label = b"answer noise" + u16(question) + u16(family) + u16(g) + u16(p)
        return discrete_laplace(stream(self.key, label), epsilon), law

    def released(self, figure, question, family, g, p, epsilon):
        e, law = self.draw(question, family, g, p, epsilon)
        return Figure(figure.value + e, figure.law + law, "released")

    def U(self, count, g, p):
        """U[g,p] of a count, or V[g,p] of a sum, with R's noise alone."""
        value, law = 0, Counter()
        for table in count.tables:
            sign = -1 if table.scheme == "domains-and-names" else 1
            value += sign * (self.matched[table.index][g][p] - table.t) << table.bit
            law[truncated(table, 1 << table.bit)] += 1
        return Figure(value, law, None)

    def lacking(self, count, role, group):
        """L: the accounts of a group that the other side does not have."""
        table, = count.tables
        law = Counter({truncated(table): 1})
        if role == "responder":
            return Figure(self.unmatched[table.index][group] - table.t, law, None)
        matched = self.matched[table.index][group][0] - table.t
        return Figure(self.accounts[table.grouping][group] - matched, law, None)

    def disclosed_initiator(self, table, g):
        """N~_g."""
        law = Counter({Draw("truncated", self.plan.a.size_epsilon, self.plan.size_shift): 1})
        return Figure(self.padded[table.grouping][g] - self.plan.size_shift, law, "derived")

    def disclosed_responder(self, table, p):
        """N~_p."""
        law = Counter({truncated(table): table.G + 1})
        return Figure(self.own_sizes[table.index][p] - (table.G + 1) * table.t, law, "derived")

    def account_map(self, number):
        """Cells, unmatched of I and unmatched of R; the two last are empty where pairs are counted."""
        count = self.plan.needs[number][0].count
        table, rule, k = count.tables[0], self.plan.a.rule, self.plan.k
        each = self.plan.a.questions[number]["epsilon"] / self.plan.delta1
        bare = [[self.U(count, g, p) for p in range(table.P)] for g in range(table.G)]
        cells = [[self.released(x, number, 0, g, p, each) for p, x in enumerate(row)] for g, row in enumerate(bare)]
        if rule != "fallback":
            return cells, [], []
        rows = []
        for g in range(table.G):
            if k == 1:
                matched = total(bare[g])
                exact = Figure(self.accounts[table.grouping][g] - matched.value, matched.law, None)
                rows.append(self.released(exact, number, 0, g, NONE, each))
            else:
                matched, size = total(cells[g]), self.disclosed_initiator(table, g)
                rows.append(Figure(size.value - matched.value, size.law + matched.law, "derived"))
        columns = []
        for p in range(table.P):
            matched = sum(cells[g][p].value for g in range(table.G))
            law = Counter({truncated(table): 1, laplace(each): table.G})
            columns.append(Figure(self.disclosed_responder(table, p).value - matched, law, "derived"))
        return cells, rows, columns

    def white_space(self, number):
        """For each row the figures of its products, and of all of it."""
        plan, q = self.plan, self.plan.a.questions[number]
        role, needs, method = q["of"], self.plan.needs[number], plan.methods[number]
        counts, own = [need.count for need in needs], needs[0].responder
        own = own if role == "responder" else needs[0].initiator
        products = "products" in q["by"]
        m = plan.m[role] if products else 0
        dimensions = [part for part in own if part[0] == "dimension"]
        subsets = plan.subsets(role) if products and method != "tables" else [()]
        result = []
        for row in range(plan.size(dimensions)):
            if method == "tables":
                sums = [self.lacking(counts[b], role, 2 * row) for b in range(m)]
                sums.append(self.lacking(counts[m], role, row))
            else:
                groups = [self.lacking(counts[0], role, row * len(subsets) + i) for i in range(len(subsets))]
                if method == "groups":
                    each = q["epsilon"] / plan.delta1
                    first = row * len(subsets)
                    groups = [self.released(x, number, 0, *((NONE, first + i) if role == "responder" else
                                                            (first + i, NONE)), each) for i, x in enumerate(groups)]
                sums = [total(x for x, s in zip(groups, subsets) if b in s) for b in range(m)] + [total(groups)]
            if method != "groups":
                each = q["epsilon"] / (plan.delta1 * (plan.c[role] + 1))
                sums = [self.released(x, number, 1, row, b, each) for b, x in enumerate(sums)]
            elif products:
                sums = [derived(x) for x in sums]
            result.append(sums)
        return result

    def cross_sell(self, number):
        """Three tables, products of I by products of R: both, I only, R only."""
        plan, q, method = self.plan, self.plan.a.questions[number], self.plan.methods[number]
        counts = [need.count for need in plan.needs[number]]
        (mi, mr), (ci, cr) = plan.m.values(), plan.c.values()
        result = [[[None] * mr for _ in range(mi)] for _ in range(3)]
        wide = q["epsilon"] / (plan.delta1 * (ci * mr + mi * cr - ci * cr))
        if method == "pairs":
            for a in range(mi):
                for b in range(mr):
                    for f, (g, p) in enumerate(((0, 0), (0, 1), (1, 0))):
                        figure = self.U(counts[a * mr + b], g, p)
                        result[f][a][b] = self.released(figure, number, f + 1, a, b, wide)
            return result
        si, sr = plan.subsets("initiator"), plan.subsets("responder")
        cells = [[self.U(counts[0], g, p) for p in range(len(sr))] for g in range(len(si))]
        if method == "cells":
            each = q["epsilon"] / plan.delta1
            cells = [[self.released(x, number, 0, g, p, each) for p, x in enumerate(row)]
                     for g, row in enumerate(cells)]
        for a in range(mi):
            for b in range(mr):
                for f, (i, r) in enumerate(((True, True), (True, False), (False, True))):
                    figure = total(cells[g][p] for g, s in enumerate(si) if (a in s) == i
                                   for p, z in enumerate(sr) if (b in z) == r)
                    result[f][a][b] = derived(figure) if method == "cells" else \
                        self.released(figure, number, f + 1, a, b, wide)
        return result

    def shared(self, number):
        """Counts and sums of every entry, by row and column."""
        plan, q = self.plan, self.plan.a.questions[number]
        grid, families = Grids(plan.a).grid(q), []
        cells = entries(grid, plan.part_size, q["of"])
        for family, need in enumerate(plan.needs[number]):
            each = need.epsilon / (plan.delta1 * (1 if family == 0 else PARTS))
            families.append([[self.released(self.entry(need.count, found), number, family, r, c, each)
                              for c, found in enumerate(row)] for r, row in enumerate(cells)])
        return Shared(grid, families[0], dict(zip(amounts(q), families[1:])))

    def entry(self, count, cells):
        return sum((self.U(count, g, p) for g, p in cells), Figure(0, Counter(), None))

    def list_sizes(self):
        """About how many accounts each side has; None where the match rule does not tell."""
        plan, table = self.plan, self.plan.tables[0]
        initiator = total(self.disclosed_initiator(table, g) for g in range(table.G))
        for number, q in enumerate(plan.a.questions):
            if q["question"] == "account-map" and plan.k == 1:
                cells, rows, _ = self.account_map(number)
                flat = [x for row in cells for x in row] + rows
                law = Counter({laplace(q["epsilon"] / plan.delta1): len(flat)})
                initiator = Figure(sum(x.value for x in flat), law, "derived")
        if plan.a.rule != "fallback":
            return initiator, None
        return initiator, total(self.disclosed_responder(table, p) for p in range(table.P))
