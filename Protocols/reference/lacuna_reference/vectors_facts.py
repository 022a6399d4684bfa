# SPDX-License-Identifier: Apache-2.0
"""The facts of the vectors, a generator a folder: what this code finds, and what the file says."""
from fractions import Fraction

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

from . import curve, encoding, heads, identity, name_key, noise, sealing, tokens, values
from .agreement import Agreement
from .attack_judge import judged
from .card import read_card, write_card
from .domain_key import PublicLists, domain_key
from .plan import Plan
from .vectors_run import check_run


def text(value):
    """`\\\\` is a backslash, `\\xNN` a byte."""
    out, at, data = b"", 0, value.encode()
    while at < len(data):
        if data[at:at + 2] == b"\\x":
            out, at = out + bytes([int(data[at + 2:at + 4], 16)]), at + 4
        else:
            at += 2 if data[at:at + 2] == b"\\\\" else 1
            out += data[at - 1:at]
    return out


def unhex(value):
    return bytes.fromhex(value)


def rows(value):
    """`1 2, 3 4`"""
    return [[int(x) for x in row.split()] for row in value.split(",")]


def agreement(v):
    a = Agreement(unhex(v["bytes"]))
    yield a.digest.hex(), v["digest"]
    for role in ("initiator", "responder"):
        yield a.sign(identity.Identity(unhex(v[role + "-root"])), role).hex(), v[role + "-signature"]
        yield a.is_signed(unhex(v[role + "-signature"]), role), True


LISTS = []


def domain(v):
    if not LISTS:
        LISTS.append(PublicLists())
    yield domain_key(text(v["input"]), LISTS[0]), (text(v["key"]).decode(), v["absent"])
    if v["key"]:
        yield domain_key(text(v["key"]), LISTS[0]), (text(v["key"]).decode(), "")


def name(v):
    found, absent = name_key.name_key(text(v["name"]).decode())
    country = name_key.country_key(text(v["country"]).decode(), v["domain"]) if found else ""
    yield (found.encode(), absent), (text(v["name-key"]), v["absent"])
    yield country, v["country-key"]
    if found:
        yield (name_key.name_key(found), name_key.country_key(country)), ((found, ""), country)


def amount_text(v):
    for decimal in ("point", "comma"):
        found = values.money(text(v["text"]).decode(), decimal)
        yield found if isinstance(found, str) else str(found[0]), v[decimal]
        if not isinstance(found, str):
            codes = "" if found[1] is None else " ".join(sorted(found[1])) or "none"
            yield codes, v["currencies"]


def date_text(v):
    yield values.dates(text(v["text"]).decode()), tuple(v[order] for order in values.ORDERS)


def currency_rate(v):
    yield str(values.converted(int(v["hundredths"]), Fraction(v["from"]), Fraction(v["to"]))), v["result"]


def elligator2(v):
    x = curve.elligator2_x(int.from_bytes(unhex(v["token"]), "big") % curve.P)
    yield x.to_bytes(32, "big").hex(), v["qx"]
    eight = curve.times_eight(x)
    yield "zero" if eight is None else eight.to_bytes(32, "big").hex(), v["px"]


def fake_account(v):
    g, p, j = int(v["g"]), int(v["p"]), int(v["j"])
    coded = tokens.fake_encoding(g, p, j)
    yield coded.hex(), v["encoding"]
    yield tokens.token(unhex(v["table-key"]), coded).hex(), v["token"]
    yield tokens.fake_point(unhex(v["table-key"]), g, p, j).hex(), v["point"]


def attack(v):
    yield judged(v), v["refusal"]


def file_part(v):
    file, size, number = unhex(v["file"]), int(v["part-size"]) - 200, int(v["number"])
    count = -(-len(file) // size)
    piece = file[(number - 1) * size:number * size]
    header = b"lacuna/1 part".ljust(16, b"\0") + b"".join(
        n.to_bytes(w, "big") for n, w in ((number, 4), (count, 4), (len(file), 8), (size, 8)))
    header += file[:64] + encoding.sha256(file) + encoding.sha256(piece)
    yield (count, len(file), encoding.sha256(file).hex()), (int(v["count"]), int(v["length"]), v["file-digest"])
    yield (header + encoding.sha256(header) + piece).hex(), v["part"]
    yield 200 + len(piece), int(v["part-length"])


def hkdf(v):
    ikm, salt, info, okm = (unhex(v[k]) for k in ("ikm", "salt", "info", "okm"))
    yield encoding.hkdf_extract(salt, ikm).hex(), v["prk"]
    yield encoding.hkdf(ikm, salt, info, len(okm)), okm


def hmac(v):
    yield encoding.hmac512(unhex(v["key"]), unhex(v["data"])).hex(), v["hmac-sha-512"]


def identities(v):
    own = identity.Identity(unhex(v["root"]))
    yield own.public.hex(), v["public-identity"]
    yield identity.identity_text(own.public), v["text"]
    yield identity.parse_identity(v["text"]), own.public
    yield identity.fingerprint(own.public), v["fingerprint"]
    yield identity.commitment(own.public, unhex(v["seed"])).hex(), v["commitment"]
    yield identity.run_id(unhex(v["seed"]), unhex(v["agreement-digest"]), int(v["counter"])).hex(), v["run-id"]
    card = read_card(unhex(v["card"]))
    yield (card.identity, card.commitment.hex()), (own.public, v["commitment"])
    yield write_card(own, card).hex(), v["card"]


def key_token(v):
    coded = tokens.key_encoding(int(v["kind"]), *map(unhex, v["fields"].split()))
    yield coded.hex(), v["encoding"]
    yield tokens.token(unhex(v["table-key"]), coded).hex(), v["token"]


def domain_token(v):
    coded = tokens.key_encoding(1, unhex(v["domain"]))
    yield coded.hex(), v["encoding"]
    yield tokens.token(unhex(v["table-key"]), coded).hex(), v["token"]


def ledger(v):
    facts = heads.facts(v["kind"], unhex(v["agreement"]), v["role"], unhex(v["run"]), int(v["seed-number"]),
                        unhex(v["content"]))
    own = heads.witness(unhex(v["witness-before"]), facts)
    message = unhex(v["message"])
    digest = encoding.sha256(message) if message else b""
    yield own.hex(), v["witness"]
    yield digest.hex(), v["message-digest"]
    yield heads.seal(unhex(v["seal-before"]), int(v["sequence"]), v["counterpart"], v["lineage"], facts,
                     unhex(v["counterpart-head"]), v["charge"], v["reserve"], int(v["day"]), len(message), digest,
                     own).hex(), v["seal"]


def draws(v):
    epsilon, coins = Fraction(v["epsilon"]), noise.Bytes(unhex(v["stream"]))
    t = int(v["shift"] or 0)
    if v["delta"]:
        yield noise.shift(epsilon, int(v["delta"][3:]), 1), t
    for value, read in zip(v["draws"].split(), v["consumed"].split(), strict=True):
        found = noise.truncated_discrete_laplace(coins, epsilon, t) if v["law"] == "truncated" else \
            noise.discrete_laplace(coins, epsilon)
        yield (found, coins.read), (int(value), int(read))


def pad(v):
    key, epsilon, t = unhex(v["offer-key"]), Fraction(v["size-epsilon"]), int(v["shift"])
    yield noise.shift(epsilon, int(v["delta"][3:]), 1), t
    found = [noise.truncated_discrete_laplace(noise.stream(key, b"padding size\0\0" + encoding.u16(g)), epsilon, t)
             for g in range(9)]
    yield found, rows(v["padding"])[0]
    table, group = encoding.u16(int(v["table"])), encoding.u16(int(v["group"]))
    yield noise.stream(key, b"scalar" + table).record(0).hex(), v["scalar"]
    records = noise.stream(key, b"random point" + table + group)
    yield b"".join(curve.x25519_base(records.record(i)) for i in range(4)).hex(), v["random-points"]


def plan(v):
    p = Plan(Agreement(unhex(v["agreement"])))
    yield " ".join(p.methods), v["methods"]
    yield "; ".join(f"{t.scheme}({t.kinds}) {t.G} x {t.P}, grouping {t.grouping}, epsilon {t.epsilon}, t {t.t}"
                    for t in p.tables), v["tables"]
    for key in ("offer", "report", "answer"):
        yield str(getattr(p, key + "_charge")), v[key + "-charge"]


def point(v):
    yield curve.hash_to_point(unhex(v["token"])).hex(), v["point"]


def sealed(v):
    reader = identity.Identity(unhex(v["recipient-root"]))
    sender, file = identity.Identity(unhex(v["sender-root"])), unhex(v["file"])
    run, content, signature = sealing.open_sealed(file, reader, v["kind"])
    digest = sealing.content_digest(content)
    yield (run.hex(), len(content), digest.hex()), (v["run-id"], int(v["content-length"]), v["content-digest"])
    signed = sealing.signed_bytes(v["kind"], sender.public, reader.public, run, digest)
    yield sender.sign(signed).hex(), v["signature"]
    yield signature.hex(), v["signature"]
    again = sealing.seal(v["kind"], run, reader.public, content, signature)
    yield len(again), len(file)
    yield sealing.open_sealed(again, reader, v["kind"]), (run, content, signature)


def shift(v):
    yield noise.shift(Fraction(v["epsilon"]), int(v["delta"][3:]), int(v["moved"])), int(v["shift"])


def stream(v):
    offset, wanted = int(v["offset"]), unhex(v["keystream"])
    nonce = (offset // 64).to_bytes(4, "little") + bytes(12)
    found = Cipher(algorithms.ChaCha20(unhex(v["key"]), nonce), None).encryptor().update(
        bytes(offset % 64 + len(wanted)))
    yield found[offset % 64:], wanted
    if offset < 1 << 20:
        yield noise.Stream(unhex(v["key"])).take(offset + len(wanted))[offset:], wanted


def table_noise(v):
    epsilon, t = Fraction(v["epsilon"]), int(v["shift"])
    yield noise.shift(epsilon, int(v["delta"][3:]), 1), t
    G, P = int(v["groups"]), int(v["other-groups"])

    def n(g, p):
        label = b"noise" + b"".join(map(encoding.u16, (int(v["table"]), g, p)))
        return noise.truncated_discrete_laplace(noise.stream(unhex(v["answer-key"]), label), epsilon, t)

    def e(g, p):
        label = b"answer noise" + b"".join(map(encoding.u16, (int(v["question"]), 0, g, p)))
        return noise.discrete_laplace(noise.stream(unhex(v["report-key"]), label), epsilon)
    yield [[n(g, p) for p in range(P)] for g in range(G)], rows(v["n"])
    yield [n(0xFFFF, p) for p in range(P)], rows(v["n-none"])[0]
    yield [[e(g, p) for p in [*range(P), 0xFFFF]] for g in range(G)], rows(v["e"])


def tag(v):
    yield tokens.tag(unhex(v["point"])).hex(), v["tag"]


def x25519(v):
    k, u, n = unhex(v["scalar"]), unhex(v["u"]), int(v["iterations"])
    for _ in range(n):
        k, u = curve.x25519(k, u), k
    yield "zero" if k is None else k.hex(), v["product"]


FOLDERS = {
    "attack": (attack, "kind agreement recipient-root offered file refusal"),
    "amount": (amount_text, "text point comma currencies"), "currency-rate": (currency_rate, "hundredths from to result"),
    "date": (date_text, "text day-first month-first excel-days"),
    "agreement": (agreement, "bytes digest initiator-root initiator-signature responder-root responder-signature"),
    "domain-key": (domain, "input key absent"), "name-key": (name, "name country domain name-key country-key absent"),
    "elligator2": (elligator2, "token qx px"), "fake-account": (fake_account, "table-key g p j encoding token point"),
    "file-part": (file_part, "kind run-id part-size number count length file-digest part-length file part"),
    "hkdf": (hkdf, "ikm salt info prk okm"), "hmac": (hmac, "key data hmac-sha-512"),
    "identity": (identities, "root public-identity text fingerprint seed commitment card agreement-digest counter "
                 "run-id"),
    "key-token": (key_token, "table-key kind fields encoding token"),
    "token": (domain_token, "table-key domain encoding token"),
    "ledger-chain": (ledger, "sequence counterpart lineage kind agreement role run seed-number content counterpart-head"
                     " charge reserve day message message-digest witness-before seal-before witness seal"),
    "message-content": (check_run, None),
    "noise": (draws, "law epsilon delta shift stream draws consumed"),
    "padding": (pad, "offer-key size-epsilon delta shift padding scalar table group random-points"),
    "plan": (plan, "agreement methods tables offer-charge report-charge answer-charge"),
    "point": (point, "token point"),
    "sealed-file": (sealed, "kind recipient-root sender-root run-id content-length content-digest signature file"),
    "shift": (shift, "epsilon delta moved shift"), "stream": (stream, "key offset keystream"),
    "table-noise": (table_noise, "answer-key report-key epsilon delta shift table question groups other-groups n "
                    "n-none e"),
    "tag": (tag, "point tag"), "x25519": (x25519, "scalar u iterations product"),
}
