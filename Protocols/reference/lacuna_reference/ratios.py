# SPDX-License-Identifier: Apache-2.0
"""table.md 6 and 7a: the ratios of a question about shared accounts, in thousandths."""
from fractions import Fraction

from .figures import total
from .laws import EACH_OF_TWO, half_width
from .plan import PARTS
from .shared_terms import measure_of

MOST = 1 << 40


class Term:
    """A sum of entries, in what it is measured in: `unit` a unit."""

    def __init__(self, figures, unit=Fraction(1)):
        figure = total(figures)
        h = half_width(figure.law, EACH_OF_TWO)
        self.value, self.lower, self.upper = (x * unit for x in (figure.value, figure.value - h, figure.value + h))

    def ends(self):
        return max(self.lower, 0), max(self.upper, 0)


def share(a, b):
    if a.value < 0 or b.value < 0 or a.value + b.value <= 0 or a.lower + b.lower <= 0:
        return None
    (al, au), (bl, bu) = a.ends(), b.ends()
    return _thousandths(a.value / (a.value + b.value), al / (al + bu), au / (au + bl))


def quotient(a, b):
    if a.value < 0 or b.value < 0 or b.lower <= 0:
        return None
    (al, au), (bl, bu) = a.ends(), b.ends()
    return _thousandths(a.value / b.value, al / bu, au / bl)


def _thousandths(value, lower, upper):
    found = {"value": 1000 * value // 1, "lower": 1000 * lower // 1, "upper": -(-1000 * upper // 1)}
    return None if max(found.values()) >= MOST else found


def ratios(plan, q, shared):
    """Name, measure, and for each row the estimate or None."""
    return [(name, measure, [rate(Term(*a(row)), Term(*b(row))) for row in range(len(shared.counts))])
            for name, measure, rate, a, b in _asked(plan, q, shared)]


def _asked(plan, q, shared):
    """The terms of each ratio, as functions of the row."""
    def count(*columns):
        return lambda row: ([shared.counts[row][c] for c in columns],)

    def summed(key, *columns):
        unit = Fraction(plan.a.amounts[q[key]]["most"], PARTS)
        return lambda row: ([shared.sums[key][row][c] for c in columns], unit)

    def mean(name, key):
        if key not in q:
            return []
        return [(name, measure_of(plan.a.amounts[q[key]]), quotient, summed(key, 0), count(0))]
    question = q["question"]
    if question == "attach-rate":
        return [("attach rate", "", share, count(0), count(1))]
    if question == "influence":
        found = [("influenced share", "", share, summed("won", 1), summed("won", 0, 2))]
        return [("sourced share", "", share, summed("won", 0), summed("won", 1, 2))] * ("sourced" in q) + found
    if question == "with-without":
        return [("win rate", "", share, count(0), count(1)),
                *mean("deal size, won", "size"), *mean("days to close, won", "days")]
    if question == "retention":
        return [("net revenue retention", "", quotient, summed("closing", 0), summed("opening", 0))]
    if question == "lifetime-value":
        return [*mean("revenue to date, an account", "revenue"), *mean("tenure, an account", "tenure"),
                *mean("acquisition cost, an account", "cost"),
                *[("revenue over cost", "", quotient, summed("revenue", 0), summed("cost", 0))] * ("cost" in q)]
    if question == "marketplace":
        return [("burn-down", "", quotient, summed("consumed", 0), summed("committed", 0))]
    return []
