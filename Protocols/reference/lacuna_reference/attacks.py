# SPDX-License-Identifier: Apache-2.0
"""python3 -m lacuna_reference.attacks FOLDER: writes the vectors of Protocols/vectors/attack.

Messages that a modified counterpart, or a thief on the way, could make: an honest message of this reference, changed
in one place (attack_cases.py). All keys are made from short texts, INSECURE by being here; the same program writes
the same bytes.
"""
import datetime
import hashlib
import pathlib
import re
import sys

from . import checks, contents, curve, sealing, session
from .agreement import Agreement
from .card import Card
from .draft import draft
from .encoding import Reader
from .identity import Identity
from .plan import Plan
from .state import State

PRIVACY = "  size-epsilon: 20\n  delta: 2^-20\n  yearly-cap: 1000\n  minimum: 0\n  smallest-list: 1\n"
MAP = ["{question: account-map, epsilon: 20}"]
LOW_ORDER = {"0": bytes(32), "1": (1).to_bytes(32, "little"), "p-1": (curve.P - 1).to_bytes(32, "little"),
             "8a": bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
             "8b": bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")}


def secret(text):
    return hashlib.sha256(b"lacuna attack vectors, INSECURE: " + text.encode()).digest()


class FixedSecrets:
    """In the place of the system's randomness, so that the same file comes out."""
    count = 0

    @classmethod
    def token_bytes(cls, n):
        cls.count += 1
        return secret(f"seal {cls.count}")[:n]


sealing.secrets = FixedSecrets


def state(name):
    made = State.create("no-such-folder", name, name.lower(), 50)
    made.data["root"] = secret(f"{name} root").hex()
    made.data["seeds"] = {str(n): secret(f"{name} seed {n}").hex() for n in (1, 2)}
    made.identity = Identity(bytes.fromhex(made.data["root"]))
    made.save = lambda: None
    return made


def rows(first, last):
    status = ["customer", "open-opportunity", "prospect"]
    return ("website,name,country,status\n" + "".join(
        f"account-{n}.example,Company {n},Norway,{status[n % 3]}\n" for n in range(first, last))).encode()


class Case:
    """Two parties under one agreement, and the message that one of them is about to read."""

    def __init__(self, kind, rule="fallback", keys=("domain",)):
        self.kind, self.sides = kind, (state("Acme"), state("Globex"))
        own, other = (Card(s.data["name"], s.data["organisation"], 50, s.identity.public, s.commitment(1))
                      for s in self.sides)
        text = draft(own, other, rule=rule, keys=keys, questions=MAP, privacy=PRIVACY)
        self.agreement = re.sub(rb"from: [0-9-]+, until: [0-9-]+", b"from: 2026-11-23, until: 2027-11-22", text)
        day = datetime.date(2027, 1, 1)
        file = session.make_offer(self.sides[0], self.agreement, rows(0, 6))
        self.offered = self.sides[0].data["runs"][0]["sizes"]
        self.sender, self.recipient = self.sides
        if kind == "answer":
            file = answer_without_a_file(self.sides[1], file, day)
            self.sender, self.recipient = self.recipient, self.sender
        self.message = checks.open_message(file, self.recipient.identity, kind)
        self.plan = Plan(Agreement(self.agreement))
        self.preamble, self.label = self.message.preamble, contents.LABELS[kind]
        self.signer, self.zeros, self.header = self.sender.identity, None, None
        self.change_plain = self.change_file = lambda data: data
        self.read_body()

    def read_body(self):
        self.body = self.message.content[388:]
        reader = Reader(self.body, "content-malformed")
        if self.kind == "offer":
            self.inside, self.signature, self.counter = contents.read_offer_head(reader)
            self.tables = contents.read_offer_tables(reader, self.plan)[0]
        else:
            self.signature = reader.take(64)
            self.tables = contents.read_answer_tables(reader, self.plan, self.offered)
        self.encode()

    def encode(self):
        if self.kind == "offer":
            self.body = contents.encode_offer(self.inside, self.signature, self.counter, self.tables)
        else:
            self.body = contents.encode_answer(self.signature, self.tables)

    def file(self):
        content = self.label + self.preamble.encode()[16:] + self.body
        digest = sealing.content_digest(content)
        signed = sealing.signed_bytes(self.kind, self.preamble.sender, self.preamble.recipient, self.preamble.run, digest)
        signature = self.change_plain(self.signer.sign(signed))
        run, recipient = self.header or (self.preamble.run, self.preamble.recipient)
        zeros = sealing.least_padding(len(content)) if self.zeros is None else self.zeros(len(content))
        return self.change_file(sealing.seal(self.kind, run, recipient, content, signature,
                                             zeros if isinstance(zeros, bytes) else bytes(zeros)))


def answer_without_a_file(side, offer, day):
    """The reference keeps a copy of its answer; here it is returned alone."""
    class Nowhere:
        def mkdir(self, **_):
            pass

        def __truediv__(self, _):
            return self

        def write_bytes(self, _):
            pass

    side.folder = Nowhere()
    return session.make_answer(side, offer, rows(3, 9), day)


def sections(case, table=0):
    """The sections of points of one table."""
    return case.tables[table] if case.kind == "offer" else case.tables[table][1]


def main(folder):
    from .attack_cases import CASES
    for old in folder.glob("*.txt"):
        old.unlink()
    for kind, name, refusal, comment, terms, change in CASES:
        sealing.secrets.count = 0
        made = Case(kind, **terms)
        change(made)
        offered = ", ".join(" ".join(map(str, sizes)) for sizes in made.offered) if kind == "answer" else ""
        text = (f"comment: {comment}\nkind: {kind}\nagreement: {made.agreement.hex()}\n"
                f"recipient-root: {made.recipient.data['root']}\noffered: {offered}\nfile: {made.file().hex()}\n"
                f"refusal: {refusal}\n")
        (folder / f"{kind}-{name}.txt").write_text(text.replace(": \n", ":\n"))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
