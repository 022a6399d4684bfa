# SPDX-License-Identifier: Apache-2.0
"""messages.md 3: every check of a message that comes in, in its order, with its name."""
import datetime
from dataclasses import dataclass

from . import contents
from .agreement import Agreement
from .encoding import Refusal
from .identity import verifies
from .sealing import content_digest, open_sealed, signed_bytes


@dataclass
class Incoming:
    preamble: contents.Preamble
    reader: object
    digest: bytes
    signature: bytes
    content: bytes


class Repeated(Exception):
    """An offer that was answered before: the stored file is the answer."""

    def __init__(self, run):
        super().__init__(run["id"])
        self.run = run


def open_message(data, identity, due):
    """All that needs no agreement."""
    run, content, signature = open_sealed(data, identity, due)
    preamble, reader = contents.read_preamble(content, due)
    digest = content_digest(content)
    signed = signed_bytes(due, preamble.sender, preamble.recipient, preamble.run, digest)
    if not verifies(preamble.sender, signature, signed):
        raise Refusal("signature-invalid")
    if preamble.recipient != identity.public:
        raise Refusal("wrong-recipient", "preamble")
    if preamble.run != run:
        raise Refusal("run-unknown", "header")
    return Incoming(preamble, reader, digest, signature, content)


def _standing(message, state, agreement, today):
    """From `sender-unknown` to `unknown-head`: who sent it, under what, when, and what it saw of us."""
    other = agreement.party["initiator" if state["role"] == "responder" else "responder"]
    if message.preamble.sender != other.identity:
        raise Refusal("sender-unknown")
    if message.preamble.agreement != agreement.digest:
        raise Refusal("agreement-unknown", "preamble")
    if not agreement.valid_from <= (today or datetime.datetime.now(datetime.UTC).date()).isoformat() \
            <= agreement.valid_until:
        raise Refusal("outside-validity")
    if message.preamble.seen.hex() not in state["heads"]:
        raise Refusal("unknown-head")


def _seed_number(message, number):
    if message.preamble.seed_number != number:
        raise Refusal("seed-number", str(message.preamble.seed_number))


def _answers(message, digest):
    if message.preamble.answers.hex() != digest:
        raise Refusal("transcript")


def check_offer(data, identity, state, plan_of, today=None):
    """The message, the plan, and the sections of every table."""
    message = open_message(data, identity, "offer")
    known = [run for run in state["runs"] if run["id"] == message.preamble.run.hex() and "answer_digest" in run]
    if known:
        if known[0]["offer_digest"] == message.digest.hex():
            raise Repeated(known[0])
        raise Refusal("already-answered")
    inside, signature, counter = contents.read_offer_head(message.reader)
    agreement = Agreement(bytes.fromhex(state["agreement"]) if state["agreement"] else inside)
    _standing(message, state, agreement, today)
    _seed_number(message, state["seed_number"])
    _answers(message, bytes(32).hex())
    if any(run["open"] and "answer_digest" in run for run in state["runs"]):
        raise Refusal("open-run")
    if inside != agreement.data:
        raise Refusal("agreement-unknown", "inside")
    if not agreement.is_signed(signature, "initiator"):
        raise Refusal("agreement-signature")
    plan = plan_of(agreement)
    tables, accounts = contents.read_offer_tables(message.reader, plan)
    return message, signature, counter, plan, tables


def check_answer(data, identity, state, plan, today=None):
    message = open_message(data, identity, "answer")
    _standing(message, state, plan.a, today)
    run = next((run for run in state["runs"] if run["id"] == message.preamble.run.hex()), None)
    if run is None:
        raise Refusal("run-unknown")
    _seed_number(message, state["seed_number"])
    _answers(message, run["offer_digest"])
    signature = message.reader.take(64)                    # other open runs: mails crossed, they are closed
    if not plan.a.is_signed(signature, "responder"):
        raise Refusal("agreement-signature")
    tables = contents.read_answer_tables(message.reader, plan, run["sizes"])
    return message, run, signature, tables


def check_report(data, identity, state, plan, today=None):
    """The message, its run, and the bytes of report.json."""
    message = open_message(data, identity, "report")
    _standing(message, state, plan.a, today)
    run = next((r for r in state["runs"] if r["id"] == message.preamble.run.hex() and "answer_digest" in r), None)
    if run is None:
        raise Refusal("run-unknown")
    _seed_number(message, run["number"])
    _answers(message, run["answer_digest"])
    report = message.reader.take(message.reader.number(4))
    if message.reader.left():
        raise Refusal("content-malformed", "bytes remain")
    return message, run, report
