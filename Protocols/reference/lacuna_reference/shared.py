# SPDX-License-Identifier: Apache-2.0
"""table.md 7a: the groupings of a question about shared accounts, and its grid of rows, columns and cells."""
import itertools
from dataclasses import dataclass
from typing import Callable

from .shared_terms import other_of

CUSTOMER, OPEN = 0, 1


@dataclass
class Grid:
    own: tuple
    other: tuple
    rows: list
    columns: list
    # From the indices in the parts of both groupings to row and column, or None.
    place: Callable


def dimension(name):
    return "dimension", name


def of_status(status, name=None):
    return "status", status, name


def _parts(name):
    return () if name is None else (dimension(name),)


class Grids:
    """The ten questions; a method makes the grid of one."""

    def __init__(self, agreement):
        self.a = agreement

    def grid(self, q):
        return getattr(self, "_" + q["question"].replace("-", "_"))(q)

    def _values(self, name):
        return self.a.dimensions[name]["values"]

    def _groups(self, name):
        return [*self._values(name), *(["other"] if self.a.dimensions[name]["unlisted"] == "other" else [])]

    def _by(self, name):
        """The rows of an optional dimension."""
        return ["all"] if name is None else self._groups(name)

    def _split(self, rows, name):
        """The rows, each by the groups of an optional dimension."""
        return rows if name is None else [f"{row}, {group}" for row in rows for group in self._groups(name)]

    def _account_value(self, q):
        statuses, by = ["customer", "open opportunity", "prospect"], q.get("by")
        groups = self._by(by)

        def place(own, other):
            return own[0] * len(groups) + sum(own[1:]), other[0]
        return Grid((dimension("status"), *_parts(by)), (dimension("status"),), self._split(statuses, by), statuses,
                    place)

    def _upsell(self, q):
        rows, columns = self._values(q["tier"])[1:], self._groups(q["band"])

        def place(own, other):
            return (own[0] - 1, other[0]) if 0 < own[0] <= len(rows) and other[0] < len(columns) else None
        return Grid((of_status(CUSTOMER, q["tier"]),), (of_status(CUSTOMER, q["band"]),), rows, columns, place)

    def _co_sell(self, q):
        stages, by = self._groups(q["stage"]), q.get("by")
        groups = self._by(by)

        def place(own, other):
            if max(own[0], other[0]) == len(stages):
                return None
            return own[0] * len(groups) + sum(own[1:]), other[0]
        stage = of_status(OPEN, q["stage"])
        return Grid((stage, *_parts(by)), (stage,), self._split(stages, by), stages, place)

    def _deal_conflict(self, q):
        periods, family, by = len(self._values(q["opened"])), q.get("family"), q.get("by")
        families, groups = ["all"] if family is None else self._values(family), self._by(by)
        with_family = family is not None

        def place(own, other):
            kin = own[1:2] if with_family else (0,)
            if max(own[0], other[0]) >= periods or kin != (other[1:] if with_family else kin) or kin[0] >= len(families):
                return None
            o, r = own[0], other[0]
            return kin[0] * len(groups) + sum(own[1 + with_family:]), 0 if o < r else 1 if o == r else 2
        return Grid((of_status(OPEN, q["opened"]), *_parts(family), *_parts(by)),
                    (dimension(q["registered"]), *_parts(family)), self._split(families, by),
                    ["own first", "same period", "theirs first"], place)

    def _attach_rate(self, q):
        own, other = q["of"], other_of(q["of"])
        parts = [("owns", role, self.a.products[role].index(q[key])) for role, key in ((own, "product"), (other, "with"))]

        def place(own, other):
            return (sum(own[1:]), other[0]) if own[0] == 0 else None
        rows = self._by(q["by"]) if "by" in q else [q["product"]]
        return Grid((parts[0], *_parts(q.get("by"))), (parts[1],), rows,
                    ["with " + q["with"], "without"], place)

    def _influence(self, q):
        rows = self._values(q["closed"])
        sourced, since = "sourced" in q, "since" in q

        def place(own, other):
            if own[0] >= len(rows):
                return None
            if sourced and other[1] == 0:
                return own[0], 0
            by_then = not since or other[-1] <= own[0]
            return own[0], 1 if other[0] in (CUSTOMER, OPEN) and by_then else 2
        return Grid((dimension(q["closed"]),), (dimension("status"), *_parts(q.get("sourced")), *_parts(q.get("since"))),
                    rows, ["sourced", "influenced", "neither"], place)

    def _with_without(self, q):
        columns = self._values(q["outcome"])

        def place(own, other):
            return (0, own[0]) if own[0] < len(columns) else None
        return Grid((dimension(q["outcome"]),), (), ["with the partner"], columns, place)

    def _retention(self, q):
        rows = self._by(q.get("by"))

        def place(own, other):
            return (own[0], 0) if own[0] < len(rows) and other[0] == 0 else None
        return Grid((of_status(CUSTOMER, q.get("by")),), (of_status(CUSTOMER),), rows, ["customers of both"], place)

    _lifetime_value = _marketplace = _retention


def entries(grid, size, of):
    """For each row and column the cells (g, p); `size` is that of a part."""
    found = [[[] for _ in grid.columns] for _ in grid.rows]
    own, other = ([range(size(part)) for part in grouping] for grouping in (grid.own, grid.other))
    for i, x in enumerate(itertools.product(*own)):
        for j, y in enumerate(itertools.product(*other)):
            at = grid.place(x, y)
            if at is not None:
                found[at[0]][at[1]].append((i, j) if of == "initiator" else (j, i))
    return found
