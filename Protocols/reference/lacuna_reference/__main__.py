# SPDX-License-Identifier: Apache-2.0
"""python3 -m lacuna_reference: both roles by files."""
import argparse
import pathlib
import sys

from . import session
from .card import read_card
from .draft import DIMENSIONS, PRIVACY, draft
from .encoding import Refusal
from .identity import fingerprint
from .state import State


def _names(text):
    return [name for name in text.split(",") if name]


def _parser():
    parser = argparse.ArgumentParser(prog="lacuna_reference", description="The other side of lacuna/1, by files.")
    parser.add_argument("--state", default="lacuna-state", help="the folder of identity, seeds and heads")
    verbs = parser.add_subparsers(dest="verb", required=True)
    card = verbs.add_parser("card", help="make an identity, or keep the one that is there; write its card")
    card.add_argument("--name", required=True)
    card.add_argument("--organisation", required=True)
    card.add_argument("--accounts", type=int, required=True)
    card.add_argument("--out", required=True)
    drafting = verbs.add_parser("draft", help="initiator: an agreement from the counterpart's card")
    drafting.add_argument("card")
    drafting.add_argument("--out", required=True)
    drafting.add_argument("--rule", default="fallback")
    drafting.add_argument("--keys", type=_names, default=["domain"])
    drafting.add_argument("--products", type=_names, default=[])
    drafting.add_argument("--their-products", type=_names, default=[])
    drafting.add_argument("--most", type=int)
    drafting.add_argument("--ask", action="append", help="a question: its name, or a YAML flow mapping")
    drafting.add_argument("--dimensions", help="a file with the lines below dimensions:")
    drafting.add_argument("--privacy", help="a file with the lines below privacy:")
    drafting.add_argument("--reference", help="a reference table to agree on")
    offer = verbs.add_parser("offer", help="initiator: sign the agreement, blind the list")
    offer.add_argument("list")
    offer.add_argument("--agreement", help="its file; needed the first time")
    offer.add_argument("--out", required=True)
    offer.add_argument("--reference", help="the agreed reference table")
    answer = verbs.add_parser("answer", help="responder: sign the agreement in the offer, answer it")
    answer.add_argument("offer")
    answer.add_argument("list")
    answer.add_argument("--out", required=True)
    answer.add_argument("--reference", help="the agreed reference table")
    matching = verbs.add_parser("match", help="initiator: match the answer, make the report")
    matching.add_argument("answer")
    matching.add_argument("--out", required=True)
    matching.add_argument("--json", required=True)
    report = verbs.add_parser("report", help="responder: take the report")
    report.add_argument("message")
    report.add_argument("--json", required=True)
    return parser


def _read(path):
    return pathlib.Path(path).read_bytes()


def _write(path, data):
    pathlib.Path(path).write_bytes(data)


def _run(a):
    if a.verb == "card" and not (pathlib.Path(a.state) / "state.json").exists():
        state = State.create(a.state, a.name, a.organisation, a.accounts)
    else:
        state = State.load(a.state)
    if a.verb == "card":
        _write(a.out, state.card_bytes())
        print(fingerprint(state.identity.public))
    elif a.verb == "draft":
        dimensions = _read(a.dimensions).decode() if a.dimensions else DIMENSIONS
        privacy = _read(a.privacy).decode() if a.privacy else PRIVACY
        _write(a.out, draft(state.card(), read_card(_read(a.card)), a.rule, a.keys, (a.products, a.their_products),
                            a.most, a.ask or ["account-map"], dimensions, privacy, reference=a.reference and _read(a.reference)))
    elif a.verb == "offer":
        _write(a.out, session.make_offer(state, a.agreement and _read(a.agreement), _read(a.list),
                                         a.reference and _read(a.reference)))
    elif a.verb == "answer":
        _write(a.out, session.make_answer(state, _read(a.offer), _read(a.list), None, a.reference and _read(a.reference)))
    elif a.verb == "match":
        message, report = session.make_report_message(state, _read(a.answer))
        _write(a.out, message)
        _write(a.json, report)
    else:
        _write(a.json, session.take_report(state, _read(a.message)))
    state.save()


if __name__ == "__main__":
    try:
        _run(_parser().parse_args())
    except Refusal as refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        sys.exit(76)
