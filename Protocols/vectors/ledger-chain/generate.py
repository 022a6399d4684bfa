#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the vectors of this folder from Protocols/ledger.md, "Chains", alone.

One file is one entry of one ledger; together, in order of name, they are its chains.
"""
import hashlib
import pathlib

KINDS = ["agreementSigned", "offerSent", "offerReceived", "answerSent", "answerReceived",
         "reportSent", "reportReceived", "abandoned"]
ROLES = ["initiator", "responder"]
ZERO = bytes(32)


def sha(text):
    return hashlib.sha256(text.encode()).digest()


def u64(number):
    return number.to_bytes(8, "big")


def counted(data):
    return u64(len(data)) + data


def entry(name, counterpart, kind, role, agreement, run, seed, content, head=b"",
          charge="0/1", reserve="0/1", day=20000, message=b""):
    return dict(name=name, counterpart=counterpart, lineage="customers", kind=kind, role=role,
                agreement=agreement, run=run, seed=seed, content=content, head=head,
                charge=charge, reserve=reserve, day=day, message=message)


A, B = sha("agreement with Globex"), sha("agreement with Müller")
R1, R2, R3 = (sha(f"run {n}")[:16] for n in (1, 2, 3))
NONE = bytes(16)
ENTRIES = [
    entry("agreement-signed", "Globex", "agreementSigned", "initiator", A, NONE, 0, A),
    entry("offer-sent", "Globex", "offerSent", "initiator", A, R1, 1, sha("offer 1"),
          charge="1/10", reserve="1/1", message=b"sealed offer 1"),
    entry("abandoned", "Globex", "abandoned", "initiator", A, R1, 1, sha("offer 1"), day=20030),
    entry("same-seed-next-run", "Globex", "offerSent", "initiator", A, R2, 1, sha("offer 2"),
          charge="1/10", reserve="1/1", day=20031, message=b"sealed offer 2"),
    entry("other-counterpart", "Müller & Söhne", "offerReceived", "responder", B, R3, 1,
          sha("offer 3"), head=sha("head of Müller"), day=20031),
    entry("answer-sent", "Müller & Söhne", "answerSent", "responder", B, R3, 1, sha("answer 3"),
          charge="3/2", day=20031, message=b"sealed answer 3"),
    entry("answer-received", "Globex", "answerReceived", "initiator", A, R2, 1, sha("answer 2"),
          head=sha("head of Globex"), day=20040),
    entry("report-sent", "Globex", "reportSent", "initiator", A, R2, 1, sha("report 2"),
          charge="2/3", day=20041, message=b"sealed report 2"),
    entry("report-received", "Müller & Söhne", "reportReceived", "responder", B, R3, 1,
          sha("report 3"), head=sha("later head of Müller"), day=20400),
]

seal, witnesses = ZERO, {}
for number, e in enumerate(ENTRIES, start=1):
    kind = bytes([KINDS.index(e["kind"]) + 1])
    role = bytes([ROLES.index(e["role"]) + 1])
    facts = kind + e["agreement"] + role + e["run"] + u64(e["seed"]) + e["content"]
    witness_before, seal_before = witnesses.get(e["counterpart"], ZERO), seal
    witness = hashlib.sha256(b"lacuna/1 ledger witness" + witness_before + facts).digest()
    digest = hashlib.sha256(e["message"]).digest() if e["message"] else b""
    seal = hashlib.sha256(
        b"lacuna/1 ledger seal" + seal_before + u64(number) + counted(e["counterpart"].encode())
        + counted(e["lineage"].encode()) + facts + counted(e["head"])
        + counted(e["charge"].encode()) + counted(e["reserve"].encode()) + u64(e["day"])
        + u64(len(e["message"])) + counted(digest) + witness).digest()
    witnesses[e["counterpart"]] = witness
    lines = [
        ("sequence", number), ("counterpart", e["counterpart"]), ("lineage", e["lineage"]),
        ("kind", e["kind"]), ("agreement", e["agreement"].hex()), ("role", e["role"]),
        ("run", e["run"].hex()), ("seed-number", e["seed"]), ("content", e["content"].hex()),
        ("counterpart-head", e["head"].hex()), ("charge", e["charge"]),
        ("reserve", e["reserve"]), ("day", e["day"]), ("message", e["message"].hex()),
        ("message-digest", digest.hex()), ("witness-before", witness_before.hex()),
        ("seal-before", seal_before.hex()), ("witness", witness.hex()), ("seal", seal.hex()),
    ]
    path = pathlib.Path(__file__).parent / f"{number:02}-{e['name']}.txt"
    path.write_text("".join(f"{key}: {value}\n" for key, value in lines), encoding="utf-8")
