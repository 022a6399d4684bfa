# SPDX-License-Identifier: Apache-2.0
"""python3 -m lacuna_reference.plans FOLDER: writes those vectors of Protocols/vectors/plan that ask about shared
accounts.

The others of that folder were made by the program of its page; an agreement is that of `one-key` with other terms.
"""
import pathlib
import sys

from .agreement import Agreement
from .plan import Plan
from .run_files import read_lines

DIMENSIONS = """\
  tier: {values: [Gold, Silver, Bronze], roll-up: precedence, unlisted: other}
  band: {values: [Large, Small], roll-up: precedence, unlisted: left-out}
  stage: {values: [Proposal, Lead], roll-up: precedence, unlisted: other}
  outcome: {values: [won, lost], roll-up: majority, unlisted: other}
  opened: {windows: {first-half: [2026-01-01, 2026-06-30], second-half: [2026-07-01, 2026-12-31]}, \
roll-up: precedence, unlisted: other}
  registered: {windows: {first-half: [2026-01-01, 2026-06-30], second-half: [2026-07-01, 2026-12-31]}, \
roll-up: precedence, unlisted: left-out}
  sourced: {values: [partner, own], roll-up: majority, unlisted: other}
"""
AMOUNTS = """\
amounts:
  deals: {of: responder, currency: EUR, most: 250000}
  pipeline: {of: initiator, currency: EUR, most: 100000}
  opening: {of: responder, unit: seats, most: 63}
  closing: {of: responder, unit: seats, most: 1000}
  cost: {of: responder, currency: USD, most: 999999999}
currencies: {EUR: 1, USD: 0.92}
"""
MATCH = {("fallback", n): f"  rule: fallback\n  keys: [{', '.join(('domain', 'name-country', 'name')[:n])}]\n"
         + ("  names: name/2\n" if n > 1 else "") for n in (1, 2, 3)}
MATCH |= {(rule, 3): MATCH["fallback", 3].replace("fallback", rule) for rule in ("either", "union")}
CO_SELL = "{question: co-sell, epsilon: 5, of: initiator, stage: stage, pipeline: pipeline, their-pipeline: deals}"
CASES = {
    "account-value": ("fallback", 2, ["{question: account-map, epsilon: 2}",
                                      "{question: account-value, epsilon: 5, of: initiator, value: pipeline, "
                                      "their-value: deals}"]),
    "account-value-by": ("fallback", 1, ["{question: account-value, epsilon: 3, of: responder, value: deals, by: tier}"]),
    "upsell": ("fallback", 3, ["{question: upsell, epsilon: 1, of: responder, tier: tier, band: band}"]),
    "upsell-union": ("union", 3, ["{question: upsell, epsilon: 1, of: initiator, tier: tier, band: industry}"]),
    "co-sell": ("fallback", 3, [CO_SELL]),
    "co-sell-by": ("fallback", 2, ["{question: co-sell, epsilon: 3, of: responder, stage: stage, by: tier, "
                                   "their-pipeline: pipeline}"]),
    "deal-conflict": ("either", 3, ["{question: deal-conflict, epsilon: 1/2, of: initiator, opened: opened, "
                                    "registered: registered, family: band, by: industry}"]),
    "attach-rate": ("fallback", 1, ["{question: attach-rate, epsilon: 1, of: responder, product: R1, with: I0, "
                                    "by: tier}"]),
    "influence": ("fallback", 3, ["{question: influence, epsilon: 2, of: responder, closed: opened, won: deals, "
                                  "sourced: sourced, since: registered}"]),
    "with-without": ("fallback", 1, ["{question: with-without, epsilon: 7, of: responder, outcome: outcome, "
                                     "size: deals, days: opening}",
                                     "{question: white-space, epsilon: 1, of: initiator, by: [outcome]}"]),
    "sums-are-shared": ("fallback", 3, [
        "{question: retention, epsilon: 5, of: responder, opening: opening, closing: closing}",
        "{question: marketplace, epsilon: 10, of: responder, committed: opening, consumed: opening}",
        "{question: lifetime-value, epsilon: 7, of: responder, revenue: deals, tenure: closing, cost: cost}"]),
    "shared-accounts": ("fallback", 3, [
        "{question: white-space, epsilon: 1, of: responder, by: [stage]}",
        "{question: account-map, epsilon: 1}", CO_SELL,
        "{question: attach-rate, epsilon: 1, of: initiator, product: I0, with: R0}",
        "{question: influence, epsilon: 3, of: initiator, closed: opened, won: pipeline}",
        "{question: retention, epsilon: 5, of: responder, opening: opening, closing: closing, by: band}",
        "{question: cross-sell, epsilon: 1}"]),
}


def vector(template, rule, keys, questions):
    products = "  initiator: [I0, I1]\n  responder: [R0, R1]\n"
    text = template
    for start, end, lines in (("match:\n", "  normaliser:", MATCH[rule, keys]),
                              ("products:\n", "questions:", products + AMOUNTS),
                              ("questions:\n", "privacy:", "".join(f"  - {q}\n" for q in questions))):
        before, after = text.index(start) + len(start), text.index(end)
        text = text[:before] + lines + text[after:]
    agreement = text.replace("products:\n", DIMENSIONS + "products:\n").encode()
    plan = Plan(Agreement(agreement))
    tables = "; ".join(f"{t.scheme}({t.kinds}) {t.G} x {t.P}, grouping {t.grouping}, epsilon {t.epsilon}, t {t.t}"
                       for t in plan.tables)
    return (f"agreement: {agreement.hex()}\nmethods: {' '.join(plan.methods)}\ntables: {tables}\n"
            f"offer-charge: {plan.offer_charge}\nreport-charge: {plan.report_charge}\n"
            f"answer-charge: {plan.answer_charge}\n").encode()


def main(folder):
    template = bytes.fromhex(read_lines((folder / "one-key.txt").read_bytes())["agreement"]).decode()
    for name, case in CASES.items():
        (folder / f"{name}.txt").write_bytes(vector(template, *case))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
