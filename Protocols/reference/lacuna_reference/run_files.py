# SPDX-License-Identifier: Apache-2.0
"""A folder of vectors/run: all its files from those that are inputs, and the check of one that is there."""
import datetime
from fractions import Fraction

from . import checks, heads, sealing, session, tokens
from .accounts import canonical_list, read_list
from .agreement import ROLES, Agreement, signature_file
from .encoding import sha256
from .identity import Identity
from .listing import listing
from .plan import Plan
from .state import State

KINDS = ("offer", "answer", "report")
INPUTS = ["agreement.yaml", "initiator.csv", "responder.csv", "inputs.txt"]
KEYS = ["today", "lineage", *(f"{role}-{what}" for role in ROLES for what in ("root", "seed-1", "seed-2")),
        *(f"{kind}-encapsulation" for kind in KINDS)]
NEVER = bytes(16)


def lines(pairs):
    return "".join(f"{key}: {value}".rstrip() + "\n" for key, value in pairs).encode()


def read_lines(data):
    pairs = [line.partition(":")[::2] for line in data.decode().splitlines()]
    assert len(dict(pairs)) == len(pairs), "a key twice"
    return {key: value.removeprefix(" ") for key, value in pairs}


def mapping(csv, agreement, role):
    """What the tool reads beside a list: here each column is called as its field, its dimension or its amount."""
    known = {"name", "website", "country", *agreement.dimensions, *(["products"] if agreement.products[role] else [])}
    header = csv.decode().splitlines()[0].split(",")
    named = [name for name in header if name in agreement.amounts]
    text = "lacuna: mapping/1\ncolumns:\n" + "".join(
        f"  {name}: {name}\n" for name in header if name in known)
    for name in named:
        text += ("" if "amounts:" in text else "amounts:\n") + f"  {name}:\n    column: {name}\n"
        if name + "-currency" in header:
            text += f"    currency-column: {name}-currency\n"
        elif "currency" in agreement.amounts[name]:
            text += f"    currency: {agreement.amounts[name]['currency']}\n"
        text += "    decimal: point\n"
    return text.encode()


class Ledger:
    """ledger.md: the entries of one side, with all columns."""

    def __init__(self, counterpart, lineage, role, agreement, day):
        self.counterpart, self.lineage, self.role, self.day = counterpart, lineage, role, day
        self.agreement, self.witness, self.seal, self.entries = agreement, heads.GENESIS, heads.GENESIS, []

    def add(self, kind, run, seed_number, content, head=b"", charge=Fraction(0), reserve=Fraction(0), file=("", b"")):
        facts = heads.facts(kind, self.agreement, self.role, run, seed_number, content)
        number, (name, data) = len(self.entries) + 1, file
        digest = sha256(data) if name else b""
        charge, reserve = (f"{x.numerator}/{x.denominator}" for x in map(Fraction, (charge, reserve)))
        self.witness = heads.witness(self.witness, facts)
        self.seal = heads.seal(self.seal, number, self.counterpart, self.lineage, facts, head, charge, reserve, self.day,
                               len(data), digest, self.witness)
        self.entries.append((kind, lines([
            ("sequence", number), ("counterpart", self.counterpart), ("lineage", self.lineage), ("kind", kind),
            ("agreement", self.agreement.hex()), ("role", self.role), ("run", run.hex()), ("seed-number", seed_number),
            ("content", content.hex()), ("counterpart-head", head.hex()), ("charge", charge), ("reserve", reserve),
            ("day", self.day), ("message", name), ("message-length", len(data)), ("message-digest", digest.hex()),
            ("witness", self.witness.hex()), ("seal", self.seal.hex())])))


def ledgers(agreement, plan, lineage, today, files, messages):
    """Both sides' ledgers after the run, by role."""
    offer, answer, report = (messages[kind] for kind in KINDS)
    day = (today - datetime.date(1970, 1, 1)).days
    own, other = (Ledger(agreement.party[b].organisation, lineage, a, agreement.digest, day)
                  for a, b in zip(ROLES, reversed(ROLES)))
    for ledger in (own, other):
        ledger.add("agreementSigned", NEVER, 0, agreement.digest)

    def add(ledger, kind, message, head=b"", sent=None, **epsilon):
        file = (sent, files[sent]) if sent else ("", b"")
        ledger.add(kind, message.preamble.run, message.preamble.seed_number, message.digest, head, file=file, **epsilon)
    add(own, "offerSent", offer, sent="offer.lacuna", charge=plan.offer_charge, reserve=plan.report_charge)
    add(other, "offerReceived", offer, offer.preamble.head)
    add(other, "answerSent", answer, sent="answer.lacuna", charge=plan.answer_charge)
    add(own, "answerReceived", answer, answer.preamble.head)
    add(own, "reportSent", report, sent="report.lacuna", charge=plan.report_charge)
    add(other, "reportReceived", report, report.preamble.head)
    return {"initiator": own, "responder": other}


def side(agreement, role, v):
    """A party as it stands before the run."""
    party = agreement.party[role]
    state = State.create(None, party.name, party.organisation, party.accounts)
    state.data |= {"root": v[role + "-root"], "seeds": {n: v[f"{role}-seed-{n}"] for n in "12"}}
    state.identity = Identity(bytes.fromhex(v[role + "-root"]))
    return state


def play(inputs):
    """Every file of the folder by its path in it, made from those of `INPUTS`."""
    v, files = read_lines(inputs["inputs.txt"]), dict(inputs)
    assert list(v) == KEYS, f"keys of inputs.txt: {list(v)}"
    agreement, today = Agreement(inputs["agreement.yaml"]), datetime.date.fromisoformat(v["today"])
    plan, lists = Plan(agreement), [inputs["initiator.csv"], inputs["responder.csv"]]
    own, other = states = [side(agreement, role, v) for role in ROLES]
    messages = {}

    def sealed(kind, file, reader):
        """The message, sealed anew with the fixed key."""
        message = messages[kind] = checks.open_message(file, reader.identity, kind)
        preamble, secret = message.preamble, bytes.fromhex(v[kind + "-encapsulation"])
        files[kind + ".lacuna"] = sealing.seal(kind, preamble.run, preamble.recipient, message.content,
                                               message.signature, secret=secret)
        files[("report-content" if kind == "report" else kind) + ".txt"] = listing(message.content, kind).encode()
        return files[kind + ".lacuna"]
    offer = sealed("offer", session.make_offer(own, agreement.data, lists[0]), other)
    answer = sealed("answer", session.make_answer(other, offer, lists[1], today), own)
    report, files["report.json"] = session.make_report_message(own, answer, today)
    assert session.take_report(other, sealed("report", report, other), today) == files["report.json"], "two reports"

    for role, ledger in ledgers(agreement, plan, v["lineage"], today, files, messages).items():
        assert ledger.witness == states[ROLES.index(role)].head, "heads"
        for number, (kind, text) in enumerate(ledger.entries, 1):
            files[f"{role}-ledger/{number}-{kind}.txt"] = text
    for state, role, csv in zip(states, ROLES, lists):
        signature = bytes.fromhex(state.data["signatures"][role])
        files[f"agreement.yaml.{agreement.party[role].organisation}.sig"] = signature_file(
            state.identity.public, signature).encode()
        files[f"{role}-mapping.yaml"] = mapping(csv, agreement, role)
    files["steps.txt"] = steps(agreement, plan, states, lists, messages)
    return files


def steps(agreement, plan, states, lists, messages):
    """What is made on the way (table.md 1), so that a difference is found where it begins."""
    canonical = [canonical_list(read_list(csv, plan, role, session.public_lists(agreement)), plan, role)
                 for role, csv in zip(ROLES, lists)]
    seeds = [state.seed(1) for state in states]
    digests = [tokens.list_digest(*pair) for pair in zip(seeds, canonical)]
    offer, answer, report = (messages[kind] for kind in KINDS)
    return lines([
        *((f"{role}-commitment-2", state.commitment(2).hex()) for role, state in zip(ROLES, states)),
        *((f"{role}-list", data.hex()) for role, data in zip(ROLES, canonical)),
        *((f"{role}-list-digest", data.hex()) for role, data in zip(ROLES, digests)),
        ("run-id", offer.preamble.run.hex()),
        ("offer-key", tokens.offer_key(seeds[0], offer.preamble.run, agreement.digest, digests[0]).hex()),
        ("answer-key", tokens.answer_key(seeds[1], offer.digest, agreement.digest, digests[1]).hex()),
        ("report-key", tokens.report_key(seeds[0], answer.digest, agreement.digest).hex()),
        ("offer-digest", offer.digest.hex()), ("answer-digest", answer.digest.hex()),
        ("report-content-digest", report.digest.hex())])


def check(folder):
    """Files of the folder that are not, byte for byte, what the inputs make; files that are missing; files too many."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if not path.is_dir()}
    missing = [name for name in INPUTS if name not in found]
    if missing:
        return [f"{folder.name}: without {name}" for name in missing]
    made = play({name: found[name] for name in INPUTS})
    return [f"{folder.name}/{name}: {'not read' if name not in made else 'missing' if name not in found else 'differs'}"
            for name in sorted({*found, *made}) if found.get(name) != made.get(name)]
