# SPDX-License-Identifier: Apache-2.0
"""The verdict on a file of Protocols/vectors/attack: the checks of messages.md 3 that need no ledger, in their order."""
from . import checks, contents
from .agreement import Agreement
from .curve import Multiplier
from .encoding import Refusal
from .identity import Identity
from .plan import Plan
from .table import multiply_all

SCALAR = bytes([9] * 32)


def _judge(v):
    identity, due = Identity(bytes.fromhex(v["recipient-root"])), v["kind"]
    message = checks.open_message(bytes.fromhex(v["file"]), identity, due)
    agreement = Agreement(bytes.fromhex(v["agreement"]))
    plan = Plan(agreement)
    if message.preamble.sender != agreement.party["initiator" if due == "offer" else "responder"].identity:
        raise Refusal("sender-unknown")
    if message.preamble.agreement != agreement.digest:
        raise Refusal("agreement-unknown")
    if due == "offer":
        inside, signature, _ = contents.read_offer_head(message.reader)
        if inside != agreement.data:
            raise Refusal("agreement-unknown")
    else:
        signature = message.reader.take(64)
    if not agreement.is_signed(signature, "initiator" if due == "offer" else "responder"):
        raise Refusal("agreement-signature")
    if due == "offer":
        points = contents.read_offer_tables(message.reader, plan)[0]
    else:
        sizes = [[int(n) for n in table.split()] for table in v["offered"].split(",")]
        tables = [own for _, own in contents.read_answer_tables(message.reader, plan, sizes)]
        points = [part for *own, controls in tables for part in (own, [controls])]
    for sections in points:
        multiply_all(Multiplier(SCALAR), sections)


def judged(v):
    """The refusal's name; `none` where the file is good."""
    try:
        _judge(v)
    except Refusal as refusal:
        return refusal.name
    return "none"
