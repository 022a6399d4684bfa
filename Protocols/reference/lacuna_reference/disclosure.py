# SPDX-License-Identifier: Apache-2.0
"""report.md, "What each side learned": the sentences of a question, a function of the agreement alone."""
from .shared import Grids
from .shared_terms import KEYS as SHARED, amounts


def _tables(plan, number):
    """Each count's first table once."""
    seen = []
    for need in plan.needs[number]:
        if need.count.tables[0] not in seen:
            seen.append(need.count.tables[0])
    return seen


def _account_map(plan, number, i, r, things):
    table = _tables(plan, number)[0]
    unmatched = f", and what {i} has unmatched in each of its {table.G} groups" if plan.a.rule == "fallback" else ""
    return ([f"a noisy count for each of {table.G * table.P} pairs of groups: about how many accounts both have",
             f"about how many {things} {r} has in each of its {table.P} groups, matched or not"],
            [f"the noisy counts of the report: {table.G * table.P} pairs of groups{unmatched}",
             f"about how many accounts {i} has in each of its groups"])


def _white_space(plan, number, i, r, things):
    q = plan.a.questions[number]
    own, other = (i, r) if q["of"] == "initiator" else (r, i)
    rows = plan.size([("dimension", d) for d in q["by"] if d != "products"])
    numbers = rows * (plan.m[q["of"]] + 1 if "products" in q["by"] else 1)
    answer = f"about how many accounts of {own} {other} does not have, in {numbers} numbers"
    if q["of"] == "initiator":
        return [answer], [answer, f"about how many accounts {i} has in each of its groups"]
    groups = sum(table.P for table in _tables(plan, number))
    return [answer, f"each group of {r} behind them, with its noise alone: {groups} counts"], [answer]


def _cross_sell(plan, number, i, r, things):
    pairs = plan.m["initiator"] * plan.m["responder"]
    answer = (f"for each of {pairs} pairs of products, about how many shared accounts have both, and have one and lack "
              "the other")
    counts = sum(table.G * table.P for table in _tables(plan, number))
    return ([answer, f"the {counts} counts behind them with {r}'s noise alone, and about how many {things} {r} has in "
                     "each of its groups of products"],
            [answer, f"about how many accounts {i} has in each of its groups of products"])


def _shared(plan, number, i, r, things):
    q, a, needs = plan.a.questions[number], plan.a, plan.needs[number]
    grid, owners = Grids(a).grid(q), {"initiator": i, "responder": r}
    answer = (f"{q['question']}: about how many shared accounts are in each of {len(grid.rows) * len(grid.columns)} "
              "entries")
    if amounts(q):
        sums = ", ".join(f"{q[key]} of {owners[a.amounts[q[key]]['of']]}" for key in amounts(q))
        answer += f", and the sum of {sums} over them"
    tables = {table.index: table for need in needs for table in need.count.tables}
    counts, first = sum(table.G * table.P for table in tables.values()), needs[0].count.tables[0]
    return ([answer, f"the {counts} counts behind them with {r}'s noise alone, and about how many {things} {r} has in "
                     f"each of its {first.P} groups"],
            [answer, f"about how many accounts {i} has in each of its {first.G} groups"])


WRITERS = {"account-map": _account_map, "white-space": _white_space, "cross-sell": _cross_sell} \
    | dict.fromkeys(SHARED, _shared)


def learned(plan):
    """What the initiator and what the responder learned; a sentence said before is not said again."""
    a = plan.a
    i, r = a.party["initiator"].name, a.party["responder"].name
    things = {"fallback": "accounts", "either": "match keys", "union": "domains, names, and both together"}[a.rule]
    sides = [], []
    for number, q in enumerate(a.questions):
        write = WRITERS[q["question"]]
        for side, sentences in zip(sides, write(plan, number, i, r, things)):
            side.extend(s for s in sentences if s not in side)
    return sides
