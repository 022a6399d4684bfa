# SPDX-License-Identifier: Apache-2.0
"""messages.md 2: the sealed file. HPKE base mode by hand, from RFC 9180 and its primitives."""
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .curve import x25519, x25519_base
from .encoding import Reader, Refusal, sha256, u8, u16, u64

MAGIC = b"lacuna/1"
KINDS = {"offer": 1, "answer": 2, "report": 3}
CHUNK, BLOCK, HEADER = 65536, 4096, 96
KEM, SUITE = b"KEM" + u16(0x20), b"HPKE" + u16(0x20) + u16(1) + u16(3)


def _extract(suite, salt, label, ikm):
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def _expand(suite, prk, label, info, n):
    """LabeledExpand; no output here is longer than one block."""
    return hmac.digest(prk, u16(n) + b"HPKE-v1" + suite + label + info + b"\1", "sha256")[:n]


class Context:
    """RFC 9180 5.1 and 5.2, mode_base, from the shared Diffie-Hellman secret."""

    def __init__(self, dh, enc, recipient, info):
        eae = _extract(KEM, b"", b"eae_prk", dh)
        shared = _expand(KEM, eae, b"shared_secret", enc + recipient, 32)
        context = b"\0" + _extract(SUITE, b"", b"psk_id_hash", b"") + _extract(SUITE, b"", b"info_hash", info)
        secret = _extract(SUITE, shared, b"secret", b"")
        self.aead = ChaCha20Poly1305(_expand(SUITE, secret, b"key", context, 32))
        self.base = int.from_bytes(_expand(SUITE, secret, b"base_nonce", context, 12), "big")
        self.sequence = 0

    def _nonce(self):
        nonce = (self.base ^ self.sequence).to_bytes(12, "big")
        self.sequence += 1
        return nonce

    def seal(self, aad, plaintext):
        return self.aead.encrypt(self._nonce(), plaintext, aad)

    def open(self, aad, ciphertext):
        return self.aead.decrypt(self._nonce(), ciphertext, aad)


def least_padding(content_length):
    """The fewest zero bytes that make the file a multiple of 4096."""
    zeros = 0
    while True:
        plain = 8 + content_length + zeros + 64
        over = (HEADER + plain + 16 * -(-plain // CHUNK)) % BLOCK
        if over == 0:
            return zeros
        zeros += max(1, BLOCK - over - 16)


def recipient_digest(public):
    return sha256(b"lacuna/1 recipient", public)


def signed_bytes(kind, sender, recipient, run, digest):
    return b"lacuna/1 message signature" + u8(KINDS[kind]) + sender + recipient + run + digest


def content_digest(content):
    return sha256(b"lacuna/1 content", content)


def seal(kind, run, recipient, content, signature, padding=None, secret=None):
    """`padding` is for files that must be refused; else it is the fewest zero bytes. `secret`, of HPKE's ephemeral key,
    is for vectors; else it is fresh."""
    head = MAGIC + u8(KINDS[kind]) + bytes(7) + run + recipient_digest(recipient)
    secret = secret or secrets.token_bytes(32)
    enc, public = x25519_base(secret), recipient[64:]
    context = Context(x25519(secret, public), enc, public, b"lacuna/1 seal" + head)
    padding = bytes(least_padding(len(content))) if padding is None else padding
    plain = u64(len(content)) + content + padding + signature
    chunks = [plain[i:i + CHUNK] for i in range(0, len(plain), CHUNK)]
    sealed = [context.seal(u64(i) + u8(i == len(chunks) - 1), x) for i, x in enumerate(chunks)]
    return head + enc + b"".join(sealed)


def open_sealed(data, identity, due):
    """Run id of the header, content, and signature; checks of section 3 up to `content-malformed`."""
    if len(data) < HEADER + 8 + 64 + 16 or len(data) % BLOCK or data[:8] != MAGIC or data[9:16] != bytes(7) \
            or data[8] not in KINDS.values():
        raise Refusal("not-a-message")
    if data[8] != KINDS[due]:
        raise Refusal("wrong-kind", "header")
    if data[32:64] != recipient_digest(identity.public):
        raise Refusal("wrong-recipient", "header")
    enc, public = data[64:96], identity.public[64:]
    dh = x25519(identity.sealing, enc)
    if dh is None:
        raise Refusal("seal-broken", "enc")
    context = Context(dh, enc, public, b"lacuna/1 seal" + data[:64])
    chunks = [data[i:i + CHUNK + 16] for i in range(HEADER, len(data), CHUNK + 16)]
    try:
        plain = b"".join(context.open(u64(i) + u8(i == len(chunks) - 1), x) for i, x in enumerate(chunks))
    except (InvalidTag, ValueError):
        raise Refusal("seal-broken") from None
    reader = Reader(plain, "content-malformed")
    content = reader.take(reader.number(8))
    if reader.left() < 64 or reader.left() - 64 != least_padding(len(content)):
        raise Refusal("content-malformed", "padding")
    if any(reader.take(reader.left() - 64)):
        raise Refusal("content-malformed", "padding")
    return data[16:32], content, reader.take(64)
