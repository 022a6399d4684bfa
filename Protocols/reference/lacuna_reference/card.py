# SPDX-License-Identifier: Apache-2.0
"""identity.md 3: the card that a party hands to the side that drafts."""
import re
from dataclasses import dataclass

from .encoding import Refusal, sha256
from .identity import identity_text, parse_identity, verifies

LINES = ["name", "organisation", "accounts", "identity", "commitment", "signature"]


@dataclass
class Card:
    name: str
    organisation: str
    accounts: int
    identity: bytes
    commitment: bytes


FORBIDDEN = [(0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F),
             (0x2028, 0x2029), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
             (0xE0000, 0xE007F)]


def is_text(text, most):
    """agreement.md: 1 to `most` characters, none of them a control or a mark without width, no space at an end."""
    if not 1 <= len(text) <= most or text != text.strip(" "):
        return False
    return not any(low <= ord(c) <= high for c in text for low, high in FORBIDDEN)


def is_number(text, low, high):
    return re.fullmatch(r"0|[1-9][0-9]{0,17}", text) is not None and low <= int(text) <= high


def is_organisation(text):
    return re.fullmatch(r"[a-z][a-z0-9-]{0,39}", text) is not None


def is_hex(text, length):
    return re.fullmatch(r"[0-9a-f]*", text) is not None and len(text) == 2 * length


def write_card(identity, card):
    body = (f"lacuna card 1\nname: {card.name}\norganisation: {card.organisation}\naccounts: {card.accounts}\n"
            f"identity: {identity_text(card.identity)}\ncommitment: {card.commitment.hex()}\n").encode()
    signature = identity.sign(b"lacuna/1 card signature" + sha256(body))
    return body + f"signature: {signature.hex()}\n".encode()


def read_card(data):
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise Refusal("card-malformed", "not UTF-8") from None
    lines = text.split("\n")
    if len(data) > 4096 or len(lines) != 8 or lines[0] != "lacuna card 1" or lines[7] != "":
        raise Refusal("card-malformed", "lines")
    values = []
    for key, line in zip(LINES, lines[1:7]):
        if not line.startswith(key + ": "):
            raise Refusal("card-malformed", key)
        values.append(line[len(key) + 2:])
    name, organisation, accounts, identity, committed, signature = values
    if not (is_text(name, 100) and is_organisation(organisation) and is_number(accounts, 50, 100000000)
            and is_hex(committed, 32) and is_hex(signature, 64)):
        raise Refusal("card-malformed", "a value")
    try:
        public = parse_identity(identity)
    except Refusal as refusal:
        raise Refusal("card-malformed", refusal.detail) from None
    body = text[:text.index("\nsignature: ") + 1].encode()
    if not verifies(public, bytes.fromhex(signature), b"lacuna/1 card signature" + sha256(body)):
        raise Refusal("card-signature")
    return Card(name, organisation, int(accounts), public, bytes.fromhex(committed))
