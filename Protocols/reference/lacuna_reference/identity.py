# SPDX-License-Identifier: Apache-2.0
"""identity.md 1 and 2: identities, their texts, fingerprints, seeds, commitments and run ids."""
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .curve import x25519_base
from .encoding import Refusal, hkdf, sha256, u32

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32M = 0x2BC830A3


def _polymod(values):
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> i & 1 else 0
    return check


def _expand(prefix):
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def bech32m(prefix, data):
    """BIP 350, without the limit of 90 characters."""
    bits = "".join(f"{b:08b}" for b in data)
    bits += "0" * (-len(bits) % 5)
    words = [int(bits[i:i + 5], 2) for i in range(0, len(bits), 5)]
    check = _polymod(_expand(prefix) + words + [0] * 6) ^ BECH32M
    words += [check >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(CHARSET[w] for w in words)


def unbech32m(prefix, text, length):
    if not text.startswith(prefix + "1") or any(c not in CHARSET for c in text[len(prefix) + 1:]):
        raise Refusal("identity-malformed", "not " + prefix)
    words = [CHARSET.index(c) for c in text[len(prefix) + 1:]]
    if len(words) < 6 or _polymod(_expand(prefix) + words) != BECH32M:
        raise Refusal("identity-malformed", "checksum")
    bits = "".join(f"{w:05b}" for w in words[:-6])
    whole = len(bits) // 8 * 8
    if whole != length * 8 or len(bits) - whole > 4 or "1" in bits[whole:]:
        raise Refusal("identity-malformed", "length")
    return int(bits[:whole], 2).to_bytes(length, "big")


class Identity:
    """32 secret bytes and the three keys derived from them."""

    def __init__(self, root):
        self.root = root
        self.signing = Ed25519PrivateKey.from_private_bytes(hkdf(root, b"", b"lacuna/1 identity signing", 32))
        self.room = hkdf(root, b"", b"lacuna/1 identity room", 32)
        self.sealing = hkdf(root, b"", b"lacuna/1 identity sealing", 32)
        self.public = self.signing.public_key().public_bytes_raw() + x25519_base(self.room) + x25519_base(self.sealing)

    def sign(self, message):
        return self.signing.sign(message)


def identity_text(public):
    return bech32m("lacuna", public)


def parse_identity(text):
    return unbech32m("lacuna", text, 96)


def verifies(public, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(public[:32]).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False


def fingerprint(public):
    digits = sha256(b"lacuna/1 fingerprint", public)[:16].hex()
    return " ".join(digits[i:i + 4] for i in range(0, 32, 4))


def commitment(public, seed):
    return sha256(b"lacuna/1 commit", public, seed)


def run_id(seed, agreement_digest, counter):
    return hkdf(seed, agreement_digest, b"lacuna/1 run" + u32(counter), 16)
