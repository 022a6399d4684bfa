# SPDX-License-Identifier: Apache-2.0
"""report.md: the report as a value, its canonical bytes, and what a reader refuses."""
import json
import re
from fractions import Fraction

from .controls import COUNT, due
from .disclosure import learned
from .encoding import Refusal
from .figures import Evaluation, derived, total, withheld
from .identity import fingerprint, verifies
from .plan import PARTS
from .ratios import ratios
from .sealing import signed_bytes
from .shared_terms import KEYS as SHARED, amounts, measure_of

MOST, LEAST = 1 << 40, -(1 << 40)


def canonical(value, level=0):
    """The one way to write it, without the LF at the end."""
    inner, outer = "  " * (level + 1), "  " * level
    if isinstance(value, dict):
        lines = [f"{inner}{_string(k)}: {canonical(v, level + 1)}" for k, v in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{outer}}}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + canonical(v, level + 1) for v in value) + f"\n{outer}]" if value else "[]"
    if isinstance(value, str):
        return _string(value)
    return "null" if value is None else str(value)


def _string(text):
    return '"' + re.sub(r'["\\]|[\x00-\x1f]', lambda m: "\\" + m[0] if m[0] in '"\\' else f"\\u{ord(m[0]):04x}",
                        text) + '"'


def report_bytes(report):
    return (canonical(report) + "\n").encode()


def _axis(plan, grouping):
    names = [part[1] for part in grouping if part[0] == "dimension"]
    if not names:
        return {"dimensions": ["accounts"], "groups": [["all"]]}
    groups = [[]]
    for name in names:
        d = plan.a.dimensions[name]
        values = [*d["values"], *(["other"] if d["unlisted"] == "other" else [])]
        if name == "status":
            values = ["customer", "open opportunity", "prospect"]
        groups = [[*group, value] for group in groups for value in values]
    return {"dimensions": names, "groups": groups}


def _cross_tab(plan, rows, columns, cells, row_unmatched, column_unmatched):
    show = [[x.json(plan.a.minimum) for x in line] for line in
            [*cells, [derived(total(row)) for row in cells], [derived(total(c)) for c in zip(*cells)],
             row_unmatched, column_unmatched]]
    n = len(cells)
    return {"rows": _axis(plan, rows), "columns": _axis(plan, columns), "cells": show[:n], "rowTotals": show[n],
            "columnTotals": show[n + 1], "total": derived(total(total(row) for row in cells)).json(plan.a.minimum),
            "rowUnmatched": show[n + 2], "columnUnmatched": show[n + 3]}


def _merge(figures, n):
    """Sums of n neighbours each."""
    return [derived(total(figures[i:i + n])) for i in range(0, len(figures), n)]


def _count_basis(plan):
    return "pairs" if plan.a.rule != "fallback" else "accounts" if plan.k == 1 else "responder-accounts"


def _account_map(evaluation, number):
    plan, by = evaluation.plan, evaluation.plan.a.questions[number].get("by")
    count, (cells, rows, columns) = plan.needs[number][0].count, evaluation.account_map(number)
    status = (("dimension", "status"),)
    table = _cross_tab(plan, count.initiator, count.responder, cells, rows, columns)
    breakdown = None
    if by:
        breakdown = {"side": by["of"], "table": table}
        n = plan.part_size(("dimension", by["dimension"]))
        if by["of"] == "initiator":
            cells = [list(c) for c in zip(*(_merge(list(column), n) for column in zip(*cells)))]
            rows = _merge(rows, n)
        else:
            cells, columns = [_merge(row, n) for row in cells], _merge(columns, n)
        table = _cross_tab(plan, status, status, cells, rows, columns)
    statuses = {"customer": 0, "openOpportunity": 1}
    return {"question": "account-map", "countBasis": _count_basis(plan), "initiatorStatuses": statuses,
            "responderStatuses": statuses, "map": table, "breakdown": breakdown}


def _white_space(evaluation, number):
    plan, q = evaluation.plan, evaluation.plan.a.questions[number]
    rows = [("dimension", d) for d in q["by"] if d != "products"]
    figures = evaluation.white_space(number)
    basis = "accounts" if plan.k == 1 else \
        "responder-accounts" if q["of"] == "responder" else "initiator-accounts-at-least"
    show = [[x.json(plan.a.minimum) for x in row] for row in figures]
    return {"question": "white-space", "side": q["of"], "countBasis": basis, "rows": _axis(plan, rows),
            "products": plan.a.products[q["of"]] if "products" in q["by"] else [],
            "cells": [row[:-1] for row in show], "rowTotals": [row[-1] for row in show],
            "total": total(row[-1] for row in figures).json(plan.a.minimum)}


def _cross_sell(evaluation, number):
    plan = evaluation.plan
    both, i, r = [[[x.json(plan.a.minimum) for x in row] for row in t] for t in evaluation.cross_sell(number)]
    return {"question": "cross-sell", "countBasis": _count_basis(plan), "initiatorProducts": plan.a.products["initiator"],
            "responderProducts": plan.a.products["responder"], "both": both, "initiatorOnly": i, "responderOnly": r}


def _shared(evaluation, number):
    plan, q, found = evaluation.plan, evaluation.plan.a.questions[number], evaluation.shared(number)
    counts, sums = [[x.json(plan.a.minimum) for x in row] for row in found.counts], []
    for key in amounts(q):
        amount = plan.a.amounts[q[key]]
        figures = [[x.json(plan.a.minimum) for x in row] for row in found.sums[key]]
        sums.append({"amount": q[key], "of": amount["of"], "measure": measure_of(amount),
                     "most": amount["most"], "parts": PARTS, "figures": _as_withheld(figures, counts)})
    shown = [{"ratio": name, "measure": measure, "thousandths": rows}
             for name, measure, rows in ratios(plan, q, found)]
    return {"question": q["question"], "of": q["of"], "countBasis": _count_basis(plan), "rows": found.grid.rows,
            "columns": found.grid.columns, "counts": counts, "sums": sums, "ratios": shown}


def _as_withheld(figures, counts):
    """A sum is withheld with the count of its entry."""
    return [[x | {"withheld": y["withheld"]} for x, y in zip(*rows)] for rows in zip(figures, counts)]


SECTIONS = {"account-map": _account_map, "white-space": _white_space, "cross-sell": _cross_sell} \
    | dict.fromkeys(SHARED, _shared)


def check_intervals(plan):
    """`agreement-malformed` if the law of a figure is too wide for an interval (agreement.md)."""
    evaluation = Evaluation.empty(plan)
    evaluation.list_sizes()
    for number, q in enumerate(plan.a.questions):
        SECTIONS[q["question"]](evaluation, number)


def make_report(evaluation, met, run, number, spent, provenance):
    """`met`: how many control accounts met in each table; `spent`: epsilon under the agreement, this run included, of each role; `provenance`: bytes by field."""
    plan, a = evaluation.plan, evaluation.plan.a
    charges = {"initiator": plan.offer_charge + plan.report_charge, "responder": plan.answer_charge}
    parties, privacy = {}, {}
    for (role, party), size, sentences in zip(a.party.items(), evaluation.list_sizes(), learned(plan)):
        parties[role] = {"name": party.name, "organisation": party.organisation,
                         "fingerprint": fingerprint(party.identity), "listSize": size and size.estimate()}
        privacy[role] = {"learned": sentences, "epsilon": {
            "spentThisRun": str(charges[role]), "spentUnderAgreement": str(spent[role]),
            "leftUnderAgreement": str(max(a.cap - spent[role], 0))}}
    names = ", ".join(["domain/2"] + ["name/2"] * ("name-country" in plan.a.keys) + ["number/1"] * (plan.a.number is not None))
    return {"format": "lacuna-report/1",
            "agreement": {"title": a.title, "purpose": a.purpose, "digest": a.digest.hex(),
                          "validFrom": a.valid_from, "validUntil": a.valid_until},
            **parties, "run": {"id": run.hex(), "number": number},
            "sections": [SECTIONS[q["question"]](evaluation, n) for n, q in enumerate(a.questions)],
            "exchangeCheck": [{"due": due(t), "met": m} for t, m in zip(plan.tables, met)],
            "privacy": privacy | {"delta": a.delta + " a table", "minimum": a.minimum, "matchRule": a.rule,
                                  "matchKeys": a.keys, "normaliser": names,
                                  "publicLists": [{"name": n, "digest": d} for n, d in [*a.lists.items(), *([("reference", a.reference)] if a.reference else [])]]},
            "provenance": {key: value.hex() for key, value in provenance.items()}}


def _once(pairs):
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a field twice")
    return dict(pairs)


def _refuse_float(text):
    raise ValueError(text)


def read_report(data, plan, run, number, provenance):
    """The report as a value; `report-malformed` or `transcript` (messages.md 3). Figures are not judged."""
    if len(data) > 16 << 20:
        raise Refusal("report-malformed", "length")
    try:
        report = json.loads(data.decode(), object_pairs_hook=_once, parse_float=_refuse_float,
                            parse_constant=_refuse_float)
        if report_bytes(report) != data:
            raise ValueError("not canonical")
    except (ValueError, RecursionError) as error:
        raise Refusal("report-malformed", str(error)) from None
    if not isinstance(report, dict):
        raise Refusal("report-malformed", "report")
    charge = plan.offer_charge + plan.report_charge
    spent = {"initiator": _spent(report, charge), "responder": plan.answer_charge * number}
    expected = make_report(Evaluation.empty(plan), [COUNT * t.v[1] for t in plan.tables], run, number, spent, provenance)
    _same(report, expected, "report", plan.a.minimum)
    _signed(report["provenance"], plan.a, run)
    return report


def _signed(shown, agreement, run):
    """The signatures of `provenance` hold: of the agreement by each side, of the offer and of the answer."""
    parties = [agreement.party[role].identity for role in ("initiator", "responder")]
    value = {key: bytes.fromhex(text) for key, text in shown.items()}
    held = [agreement.is_signed(value[f"agreementSignatureOf{role.capitalize()}"], role)
            for role in ("initiator", "responder")]
    for kind, sender, recipient in (("offer", *parties), ("answer", *reversed(parties))):
        message = signed_bytes(kind, sender, recipient, run, value[kind + "Digest"])
        held.append(verifies(sender, value[kind + "Signature"], message))
    if not all(held):
        raise Refusal("report-malformed", "report.provenance")


def _spent(report, charge):
    """What I says that it spent under the agreement, which only I knows; at least this run's charge."""
    try:
        text = report["privacy"]["initiator"]["epsilon"]["spentUnderAgreement"]
        spent = Fraction(text) if re.fullmatch(r"[0-9]{1,40}(/[1-9][0-9]{0,39})?", text) else -1
    except (KeyError, TypeError):
        spent = -1
    if spent < charge:
        raise Refusal("report-malformed", "spentUnderAgreement")
    return spent


def _same(found, expected, path, minimum):
    name = path.rpartition(".")[2]
    if path.startswith("report.provenance.") and name.endswith("Signature") or "SignatureOf" in name:
        if not isinstance(found, str) or not re.fullmatch(r"([0-9a-f]{2})*", found):
            raise Refusal("report-malformed", path)
    elif name in ("value", "lower", "upper"):
        if type(found) is not int or not LEAST <= found <= MOST:
            raise Refusal("report-malformed", path)
    elif name == "met":
        if type(found) is not int or not 0 <= found <= expected:
            raise Refusal("report-malformed", path)
    elif name == "basis":
        if found not in ("released", "derived"):
            raise Refusal("report-malformed", path)
    elif name.startswith("thousandths["):
        if found is not None:                              # what there is a ratio of depends on figures
            _same(found, dict.fromkeys(("value", "lower", "upper")), path.replace("thousandths", "ratio"), minimum)
    elif isinstance(expected, dict):
        if not isinstance(found, dict) or list(found) != list(expected):
            raise Refusal("report-malformed", path)
        if "withheld" in expected and ".sums[" not in path and type(found["value"]) is int:
            expected = expected | {"withheld": withheld(found["value"], minimum)}
        for key, value in expected.items():
            if key == "sums":                              # after `counts`, which they follow
                value = [x | {"figures": _as_withheld(x["figures"], found["counts"])} for x in value]
            _same(found[key], value, f"{path}.{key}", minimum)
    elif isinstance(expected, list):
        if not isinstance(found, list) or len(found) != len(expected):
            raise Refusal("report-malformed", path)
        for i, value in enumerate(expected):
            _same(found[i], value, f"{path}[{i}]", minimum)
    elif type(found) is not type(expected) or found != expected:
        other = path in ("report.agreement.digest", "report.run.id") or path.startswith("report.provenance.")
        raise Refusal("transcript" if other else "report-malformed", path)
