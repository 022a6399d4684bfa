# SPDX-License-Identifier: Apache-2.0
"""The changes of attacks.py, one a vector: of which message, its name, the refusal's name, and what is changed."""
import dataclasses

from . import contents, curve, sealing
from .attacks import LOW_ORDER, secret, sections
from .encoding import u64
from .identity import Identity

CASES = []


def case(kind, name, refusal, comment, **terms):
    def register(change):
        CASES.append((kind, name, refusal, comment, terms, change))
        return change
    return register


def put(c, section, index, point):
    """A point in the place of another, in order."""
    own = sections(c)[section]
    own[index] = point
    own.sort()
    c.encode()


for _kind in ("offer", "answer"):
    case(_kind, "honest", "none", "the control: nothing was changed")(lambda c: None)
    for _name, _point in LOW_ORDER.items():
        case(_kind, f"low-order-{_name}", "point-zero", f"a point of low order in place of another: {_name}")(
            lambda c, point=_point: put(c, 1, 0, point))
    for _name, _to in (("one-section", 0), ("two-sections", 2)):
        case(_kind, f"torsion-{_name}", "point-repeated",
             "beside a point stands its sum with the point of order two")(
            lambda c, to=_to: put(c, to, -1, curve.torsion_copy(sections(c)[0][1])))
    case(_kind, "same-point-two-sections", "point-repeated", "a point of section 0 stands in section 2, too")(
        lambda c: put(c, 2, -1, sections(c)[0][1]))
    for _name, _point in (("p", curve.P), ("p-plus-18", curve.P + 18), ("all-ones", 2 ** 256 - 1)):
        case(_kind, f"not-canonical-{_name}", "point-not-canonical", "the last point of a section is not below p")(
            lambda c, point=_point: put(c, 2, -1, point.to_bytes(32, "little")))


def both(name, refusal, comment, change, **terms):
    for kind in ("offer", "answer"):
        case(kind, name, refusal, comment, **terms)(change)


def unsorted(c):
    own = sections(c)[1]
    own[0], own[1] = own[1], own[0]
    c.encode()


def duplicate(c):
    own = sections(c)[1]
    own[1] = own[0]
    c.encode()


def oversize(c):
    more = [curve.x25519_base(secret(f"more {n}")) for n in range(150)]
    sections(c)[0] += more
    sections(c)[0].sort()
    c.encode()


def set_(c, **values):
    for key, value in values.items():
        setattr(c, key, value)


def preamble(**values):
    return lambda c: set_(c, preamble=dataclasses.replace(c.preamble, **values))


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:] if at >= 0 else flip(data, len(data) + at)


STRANGER = Identity(secret("stranger"))
both("unsorted", "not-ascending", "two points of a section change places", unsorted)
both("duplicate", "not-ascending", "a point stands twice in a section", duplicate)
both("oversize", "shape", "more points than the agreed list has accounts", oversize)
both("trailing-byte", "content-malformed", "a byte after the body", lambda c: set_(c, body=c.body + b"\0"))
both("missing-byte", "content-malformed", "a byte less than the counts say", lambda c: set_(c, body=c.body[:-1]))
both("wrong-label", "wrong-kind", "the content is labelled as a report",
     lambda c: set_(c, label=contents.LABELS["report"]))
both("signature-byte", "signature-invalid", "a byte of the signature is another",
     lambda c: set_(c, change_plain=lambda data: flip(data, 40)))
both("signed-by-another", "signature-invalid", "the signature is another identity's",
     lambda c: set_(c, signer=STRANGER))
both("sender-another", "sender-unknown", "sender and signature are of an identity that the agreement does not name",
     lambda c: (preamble(sender=STRANGER.public)(c), set_(c, signer=STRANGER)))
both("recipient-in-preamble", "wrong-recipient", "sealed to us, but the preamble names another",
     lambda c: (set_(c, header=(c.preamble.run, c.preamble.recipient)), preamble(recipient=STRANGER.public)(c)))
both("recipient-in-header", "wrong-recipient", "a byte of the recipient's digest",
     lambda c: set_(c, change_file=lambda data: flip(data, 40)))
both("other-agreement", "agreement-unknown", "the preamble names another agreement", preamble(agreement=bytes([7] * 32)))
both("other-run", "run-unknown", "the run of the preamble is not the header's",
     lambda c: (set_(c, header=(c.preamble.run, c.preamble.recipient)), preamble(run=bytes([7] * 16))(c)))
both("agreement-signature", "agreement-signature", "a byte of the agreement's signature is another",
     lambda c: (set_(c, signature=flip(c.signature, 3)), c.encode()))
both("padding-not-zero", "content-malformed", "one byte of the padding is 1",
     lambda c: set_(c, padding=lambda n: bytes(sealing.least_padding(n) - 1) + b"\1"))
both("padding-not-least", "content-malformed", "a block of zeros too many",
     lambda c: set_(c, padding=lambda n: bytes(sealing.least_padding(n) + 4096)))
both("seal-byte", "seal-broken", "a byte of a chunk is another",
     lambda c: set_(c, change_file=lambda data: flip(data, 1000)))
both("block-more", "seal-broken", "a block follows the last",
     lambda c: set_(c, change_file=lambda data: data + bytes(4096)))
both("reserved-byte", "not-a-message", "a reserved byte is not zero",
     lambda c: set_(c, change_file=lambda data: flip(data, 12)))


@case("offer", "agreement-inside", "agreement-unknown", "the agreement inside differs in one letter")
def _(c):
    c.inside = c.inside.replace(b"Interoperation", b"Interoperatiom")
    c.encode()


@case("offer", "count-of-ones", "content-malformed", "a section counts 2^64 - 1 points")
def _(c):
    at = 4 + len(c.inside) + 64 + 4 + 2 + 2
    c.body = c.body[:at] + u64(2 ** 64 - 1) + c.body[at + 8:]


@case("offer", "no-fakes", "shape", "a section is shorter than its fake accounts")
def _(c):
    sections(c)[1][:] = sections(c)[1][:3]
    c.encode()


@case("offer", "group-less", "shape", "a table has a group less")
def _(c):
    sections(c).pop(1)
    c.encode()


def controls_absent(c):
    sections(c).pop()
    c.encode()


def controls_less(c):
    sections(c)[-1].pop()
    c.encode()


def controls_more(c):
    sections(c)[-1].append(curve.x25519_base(secret("more")))
    sections(c)[-1].sort()
    c.encode()


both("controls-absent", "shape", "the section of the control accounts is left out", controls_absent)
both("controls-less", "shape", "the section of the control accounts has a point less", controls_less)
both("controls-more", "shape", "the section of the control accounts has a point more", controls_more)
both("controls-torsion", "point-repeated", "beside a control account's point stands its sum with the point of order two",
     lambda c: put(c, -1, -1, curve.torsion_copy(sections(c)[-1][0])))
case("offer", "controls-account", "point-repeated", "an account's point stands among the control accounts', too")(
    lambda c: put(c, -1, -1, sections(c)[0][1]))
case("answer", "controls-account", "none", "likewise in an answer: another scalar meets it there, and it counts nothing")(
    lambda c: put(c, -1, -1, sections(c)[0][1]))


UNION = {"rule": "union", "keys": ("domain", "name-country", "name")}


@case("offer", "tokens-an-account", "shape", "a section is not two points an account", **UNION)
def _(c):
    sections(c, 1)[0].pop()
    c.encode()


@case("offer", "another-size", "shape", "an account more in one of the tables of one grouping", **UNION)
def _(c):
    sections(c, 1)[0] += [curve.x25519_base(secret(f"more {n}")) for n in range(2)]
    sections(c, 1)[0].sort()
    c.encode()


case("offer", "honest-union", "none", "the control: three tables of one grouping", **UNION)(lambda c: None)


@case("answer", "tags-less", "shape", "a tag less than the offer has points")
def _(c):
    c.tables[0][0][0].pop()
    c.encode()


@case("answer", "tags-moved", "shape", "as many tags in all, but not in each section")
def _(c):
    tags = c.tables[0][0]
    tags[1] = sorted(tags[1] + [tags[0].pop()])
    c.encode()


@case("answer", "tags-overlap", "tags-overlap", "a tag of section 0 stands in section 2, too")
def _(c):
    tags = c.tables[0][0]
    tags[2][0] = tags[0][0]
    tags[2].sort()
    c.encode()


@case("answer", "tags-overlap-controls", "tags-overlap", "a tag of section 0 stands among the control accounts', too")
def _(c):
    tags = c.tables[0][0]
    tags[-1][0] = tags[0][0]
    tags[-1].sort()
    c.encode()


@case("answer", "tags-unsorted", "not-ascending", "two tags of a section change places")
def _(c):
    tags = c.tables[0][0][1]
    tags[0], tags[1] = tags[1], tags[0]
    c.encode()


@case("answer", "tags-duplicate", "not-ascending", "a tag stands twice in a section")
def _(c):
    tags = c.tables[0][0][1]
    tags[1] = tags[0]
    c.encode()
