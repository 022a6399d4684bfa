# SPDX-License-Identifier: Apache-2.0
"""What a side keeps between its messages: one JSON file for one agreement. No budget is kept: this is no tool."""
import json
import os
import pathlib
import secrets

from . import heads
from .card import Card, write_card
from .identity import Identity, commitment

FILE = "state.json"


class State:
    """`data` is the file's content; everything in bytes is kept as hexadecimal. Without a folder nothing is written."""

    def __init__(self, folder, data):
        self.folder, self.data, self.kept = folder and pathlib.Path(folder), data, {}
        self.identity = Identity(bytes.fromhex(data["root"]))

    @classmethod
    def create(cls, folder, name, organisation, accounts):
        data = {"name": name, "organisation": organisation, "accounts": accounts, "root": secrets.token_hex(32),
                "seeds": {}, "role": None, "agreement": None, "signatures": {}, "heads": [heads.GENESIS.hex()],
                "seen": heads.GENESIS.hex(), "seed_number": 1, "runs": []}
        return cls(folder, data)

    @classmethod
    def load(cls, folder):
        return cls(folder, json.loads((pathlib.Path(folder) / FILE).read_text()))

    def save(self):
        """Whole or not at all, and for its owner alone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / ("." + FILE)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(self.data, file, indent=1)
        part.replace(self.folder / FILE)

    def keep(self, name, data):
        """Keeps a message that may have to be sent again."""
        if self.folder is None:
            self.kept[name] = data
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(data)

    def again(self, name):
        return self.kept[name] if self.folder is None else (self.folder / name).read_bytes()

    def seed(self, number):
        return bytes.fromhex(self.data["seeds"].setdefault(str(number), secrets.token_hex(32)))

    def commitment(self, number):
        return commitment(self.identity.public, self.seed(number))

    def card(self):
        return Card(self.data["name"], self.data["organisation"], self.data["accounts"], self.identity.public,
                    self.commitment(1))

    def card_bytes(self):
        return write_card(self.identity, self.card())

    @property
    def head(self):
        return bytes.fromhex(self.data["heads"][-1])

    @property
    def seen(self):
        return bytes.fromhex(self.data["seen"])

    def record(self, kind, agreement_digest, run=bytes(16), seed_number=0, content=None):
        """One more entry of the witness chain."""
        entry = heads.facts(kind, agreement_digest, self.data["role"], run, seed_number, content or agreement_digest)
        self.data["heads"].append(heads.witness(self.head, entry).hex())
