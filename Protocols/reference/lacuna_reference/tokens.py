# SPDX-License-Identifier: Apache-2.0
"""table.md 1 and 2: keys, tokens of match keys and of fake accounts, tags."""
from .curve import hash_to_point, x25519
from .encoding import hkdf, hmac512, lp, sha256, u8, u16, u32


def room_key(own_room_secret, other_room_public, agreement_digest, initiator, responder):
    shared = x25519(own_room_secret, other_room_public)
    return hkdf(shared, agreement_digest, b"lacuna/1 room" + initiator + responder, 32)


def table_key(room, run, table):
    return hkdf(room, run, b"lacuna/1 table" + u16(table), 32)


def list_digest(seed, canonical):
    return hmac512(hkdf(seed, b"", b"lacuna/1 list", 32), canonical)


def offer_key(seed, run, agreement_digest, digest_of_list):
    return hkdf(seed, run, b"lacuna/1 initiator offer" + agreement_digest + digest_of_list, 32)


def answer_key(seed, offer_digest, agreement_digest, digest_of_list):
    return hkdf(seed, offer_digest, b"lacuna/1 responder answer" + agreement_digest + digest_of_list, 32)


def report_key(seed, answer_digest, agreement_digest):
    return hkdf(seed, answer_digest, b"lacuna/1 initiator report" + agreement_digest, 32)


def key_encoding(kind, *fields):
    return b"lacuna/1 token" + u8(kind) + b"".join(map(lp, fields))


def fake_encoding(g, p, j):
    return b"lacuna/1 token\0" + u16(g) + u16(p) + u32(j)


def token(key, encoding):
    return hmac512(key, encoding)


def key_point(key, match_key):
    return hash_to_point(token(key, key_encoding(*match_key)))


def control_point(key, match_key):
    """Of a control account: another token, whatever the fields."""
    kind, *fields = match_key
    return hash_to_point(token(key, key_encoding(0x80 | kind, *fields)))


def fake_point(key, g, p, j):
    return hash_to_point(token(key, fake_encoding(g, p, j)))


def tag(point):
    return sha256(b"lacuna/1 tag", point)[:16]
