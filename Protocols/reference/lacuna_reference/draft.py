# SPDX-License-Identifier: Apache-2.0
"""An agreement from both cards: the terms that a drafter chooses, written as agreement.md shows them."""
import datetime

from .domain_key import PublicLists
from .identity import identity_text
from .reference_table import digest

PRIVACY = """  size-epsilon: 1/10
  delta: 2^-40
  yearly-cap: 100
  minimum: 10
  smallest-list: 50
"""
DIMENSIONS = """  status: {values: [customer, open-opportunity, prospect], roll-up: precedence, unlisted: left-out}
"""


def _party(card):
    return (f"  name: {card.name}\n  organisation: {card.organisation}\n  identity: {identity_text(card.identity)}\n"
            f"  commitment: {card.commitment.hex()}\n  accounts: {card.accounts}\n")


def draft(own, other, rule="fallback", keys=("domain",), products=((), ()), most=None, questions=("account-map",),
          dimensions=DIMENSIONS, privacy=PRIVACY, days=365, start=None, reference=None, amounts="", currencies="",
          number=None):
    """`questions` are lines of YAML flow, or bare names that need nothing but epsilon 1; `start` is today if None.
    `reference` are the bytes of a reference table, `amounts` the lines below amounts:, `currencies` a flow mapping, `number` a type."""
    start = start or datetime.datetime.now(datetime.UTC).date()
    lists = PublicLists().digests
    lines = [f"lacuna: agreement/1\ntitle: {own.name} and {other.name}\n",
             "purpose: Interoperation of two implementations\n",
             f"valid: {{from: {start}, until: {start + datetime.timedelta(days)}}}\n",
             "initiator:\n", _party(own), "responder:\n", _party(other),
             f"match:\n  rule: {rule}\n  keys: [{', '.join(keys)}]\n  normaliser: domain/2\n",
             "  names: name/2\n" if len(keys) - (number is not None) > 1 else "",
             f"  number: {number}\n  numbers: number/1\n" if number else "", "  account-key: account-key/1\n",
             *(f"  {name}: {digest}\n" for name, digest in lists.items()), *([f"  reference: {digest(reference).hex()}\n"] if reference else []), "dimensions:\n", dimensions,
             "products:\n", *(f"  {role}: [{', '.join(names)}]\n" for role, names in
                              zip(("initiator", "responder"), products)),
             f"  most-an-account: {most}\n" if most else "", f"amounts:\n{amounts}" if amounts else "",
             f"currencies: {currencies}\n" if currencies else "", "questions:\n",
             *(f"  - {q if q.startswith('{') else f'{{question: {q}, epsilon: 1}}'}\n" for q in questions),
             "privacy:\n", privacy]
    return "".join(lines).encode()
