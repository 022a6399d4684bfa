# SPDX-License-Identifier: Apache-2.0
"""ledger.md, "Chains" and "Heads": the witness chain, as far as messages need it."""
from .encoding import sha256, u8, u64

GENESIS = bytes(32)
KINDS = ["agreementSigned", "offerSent", "offerReceived", "answerSent", "answerReceived", "reportSent",
         "reportReceived", "abandoned"]
ROLES = ["initiator", "responder"]


def facts(kind, agreement, role, run, seed_number, content):
    return u8(KINDS.index(kind) + 1) + agreement + u8(ROLES.index(role) + 1) + run + u64(seed_number) + content


def witness(before, entry):
    return sha256(b"lacuna/1 ledger witness", before, entry)


def counted(data):
    return u64(len(data)) + data


def seal(before, sequence, counterpart, lineage, entry, head, charge, reserve, day, length, digest, own_witness):
    """The private chain; a reference that keeps no ledger needs it for the vectors alone."""
    return sha256(b"lacuna/1 ledger seal", before, u64(sequence), counted(counterpart.encode()),
                  counted(lineage.encode()), entry, counted(head), counted(charge.encode()),
                  counted(reserve.encode()), u64(day), u64(length), counted(digest), own_witness)
