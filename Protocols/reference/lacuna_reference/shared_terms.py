# SPDX-License-Identifier: Apache-2.0
"""agreement.md, "Questions about accounts that both have": their keys, and what each may name."""
ROLES = ("initiator", "responder")

# A key in brackets is optional; in the order of the page, which is that of the sums.
CATALOGUE = {
    "account-value": "value:own-amount [their-value]:other-amount [by]:dimension",
    "upsell": "tier:dimension band:dimension",
    "co-sell": "stage:dimension [by]:dimension [pipeline]:own-amount [their-pipeline]:other-amount",
    "deal-conflict": "opened:dimension registered:dimension [family]:dimension [by]:dimension",
    "attach-rate": "product:own-product with:other-product [by]:dimension",
    "influence": "closed:dimension won:own-amount [sourced]:dimension [since]:dimension",
    "with-without": "outcome:dimension [size]:own-amount [days]:own-amount",
    "retention": "opening:own-amount closing:own-amount [by]:dimension",
    "lifetime-value": "revenue:own-amount [tenure]:own-amount [cost]:own-amount [by]:dimension",
    "marketplace": "committed:own-amount consumed:own-amount [by]:dimension",
}
KEYS = {question: {key.strip("[]"): what for key, what in (entry.split(":") for entry in text.split())}
        for question, text in CATALOGUE.items()}
OPTIONAL = {question: [entry[1:entry.index("]")] for entry in text.split() if entry[0] == "["]
            for question, text in CATALOGUE.items()}


def other_of(role):
    return ROLES[1 - ROLES.index(role)]


def amounts(q):
    """The keys of a question that ask for a sum, in their order."""
    return [key for key, what in KEYS.get(q["question"], {}).items() if what.endswith("-amount") and key in q]


def measure_of(amount):
    return amount.get("currency") or amount["unit"]


def _names(agreement, role, what, name):
    """Whether the agreement has a dimension, a product or an amount of that name, on the side that it should be on."""
    if not isinstance(name, str):
        return False
    if what == "dimension":
        return name in agreement.dimensions and name != "status"
    side = role if what.startswith("own-") else other_of(role)
    if what.endswith("-product"):
        return name in agreement.products[side]
    return name in agreement.amounts and agreement.amounts[name]["of"] == side


def holds(agreement, q):
    """Whether the values of a question, whose keys are right, are those that it may have."""
    question = q["question"]
    if q["of"] not in ROLES or not all(_names(agreement, q["of"], KEYS[question][key], name)
                                       for key, name in q.items() if key in KEYS[question]):
        return False
    values = {key: agreement.dimensions[name]["values"] for key, name in q.items()
              if KEYS[question].get(key) == "dimension"}
    return not (amounts(q) and agreement.rule != "fallback"
                or "tier" in values and len(values["tier"]) < 2
                or "registered" in values and values["registered"] != values["opened"]
                or "since" in values and values["since"] != values["closed"]
                or "outcome" in values and values["outcome"] != ["won", "lost"])
