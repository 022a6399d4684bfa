# SPDX-License-Identifier: Apache-2.0
"""Replay (table.md 1: same inputs, same content): what a tool made is made again here from its keys and its list."""
import pathlib
import re

from . import session
from .checks import open_message
from .identity import Identity, unbech32m
from .state import State


class Twin:
    """A second owner of a room of the tool: does each step again, in the order of the runs."""

    def __init__(self, room, organisation, role, reader):
        keys = pathlib.Path(room) / "Keys"
        root = unbech32m("lacunasecret", (keys / "identity.key").read_text().strip(), 32)
        self.role, self.reader = role, reader
        self.state = State.create(None, "", organisation, 0)
        self.state.identity, self.state.data["root"] = Identity(root), root.hex()
        self.keys = keys
        self._seeds()
        self.agreement = (pathlib.Path(room) / "agreement.yaml").read_bytes()
        table = pathlib.Path(room) / "reference.csv"
        self.table = table.read_bytes() if table.exists() else None
        own = pathlib.Path(room) / f"agreement.yaml.{organisation}.sig"
        self.signature = re.search("signature: ([0-9a-f]{128})", own.read_text())[1]

    def _seeds(self):
        for file in (self.keys / "seeds").glob("*.key"):
            number = re.search(r"\.([0-9]+)\.key$", file.name)[1]
            self.state.data["seeds"][number] = unbech32m("lacunaseed", file.read_text().strip(), 32).hex()

    def _open(self, file, kind):
        return open_message(file, self.reader, kind)

    def stand(self, message):
        """Before the first message: the agreement is signed, with the signature that was made then."""
        self._seeds()
        if self.state.data["role"] is None:
            self.state.data |= {"role": self.role, "agreement": self.agreement.hex()}
            self.state.record("agreementSigned", message.preamble.agreement)
            self.state.data["signatures"][self.role] = self.signature

    def offer(self, file, csv):
        """Whether the twin's offer has the content of the tool's."""
        message = self._open(file, "offer")
        self.stand(message)
        again = self._open(session.make_offer(self.state, None, csv, self.table), "offer")
        self.state.data["runs"][-1]["offer_signature"] = message.signature.hex()
        return _difference(again, message)

    def report(self, file, answer):
        """Likewise of its report, after `offer`."""
        message = self._open(file, "report")
        return _difference(self._open(session.make_report_message(self.state, answer)[0], "report"), message)

    def answer(self, file, offer, csv):
        """Likewise of its answer."""
        message = self._open(file, "answer")
        self.stand(message)
        again = self._open(session.make_answer(self.state, offer, csv, table=self.table), "answer")
        self.state.data["runs"][-1]["answer_signature"] = message.signature.hex()
        return _difference(again, message)

    def take_report(self, file):
        """The twin of a responder reads the report, as the tool did."""
        session.take_report(self.state, file)


def _difference(found, wanted):
    """None, or where the contents part."""
    if found.content == wanted.content:
        return None
    for field, value in vars(wanted.preamble).items():
        if getattr(found.preamble, field) != value:
            return f"{wanted.preamble.kind}: {field}"
    at = next((i for i, (x, y) in enumerate(zip(found.content, wanted.content)) if x != y), -1)
    return f"{wanted.preamble.kind}: byte {at} of {len(wanted.content)}, here {len(found.content)}; " \
           f"{wanted.content[max(0, at - 200):at + 60]!r} / {found.content[max(0, at - 60):at + 60]!r}"
