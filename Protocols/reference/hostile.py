# SPDX-License-Identifier: Apache-2.0
"""Messages that must be refused: each is a good message of the reference with one thing wrong.

The tool must refuse each with the name that messages.md 3 says, with status 76, and must then still take the good one.
"""
import copy
import struct
import subprocess
from dataclasses import replace

import roles
from lacuna_reference import contents, curve, session
from lacuna_reference.checks import open_message
from lacuna_reference.encoding import Refusal
from lacuna_reference.identity import Identity
from lacuna_reference.sealing import content_digest, least_padding, seal, signed_bytes
from lacuna_reference.state import State

STRANGER = Identity(bytes(range(32)))
P = curve.P.to_bytes(32, "little")


class Message:
    """A good message, taken apart; `make` puts it together with one thing wrong."""

    def __init__(self, content, kind, identity, plan):
        self.kind, self.identity, self.content = kind, identity, content
        self.preamble, reader = contents.read_preamble(content, kind)
        self.body = content[reader.at:]
        if kind == "offer":
            self.agreement, self.signature, self.counter = contents.read_offer_head(reader)
            self.tables = contents.read_offer_tables(reader, plan)[0]
        elif kind == "answer":
            self.signature, at = reader.take(64), reader.at
            sizes = self._sizes(contents.Reader(content[at:], ""))
            self.tables = contents.read_answer_tables(reader, plan, sizes)
        else:
            self.report = reader.take(reader.number(4))

    @staticmethod
    def _sizes(reader):
        result = []
        for _ in range(reader.number(2)):
            g, p = reader.number(2), reader.number(2)
            result.append([reader.number(8) for _ in range(g)])
            reader.take(8 * p)
        return result

    def encoded(self, tables=None, agreement=None, signature=None, report=None):
        if self.kind == "report":
            return struct.pack(">I", len(report)) + report
        tables, signature = self.tables if tables is None else tables, signature or self.signature
        if self.kind == "offer":
            return contents.encode_offer(agreement or self.agreement, signature, self.counter, tables)
        return contents.encode_answer(signature, tables)

    def make(self, body=None, label=None, header_kind=None, header_run=None, recipient=None, signer=None,
             after=lambda content: content, padding=None, tamper=lambda file: file, **changes):
        preamble = replace(self.preamble, **changes)
        content = preamble.encode() + (self.body if body is None else body)
        content = (label or content[:16]) + content[16:]
        signed = signed_bytes(self.kind, preamble.sender, preamble.recipient, preamble.run, content_digest(content))
        signature, content = (signer or self.identity).sign(signed), after(content)
        filled = padding(len(content)) if padding else None
        return tamper(seal(header_kind or self.kind, header_run or preamble.run, recipient or preamble.recipient,
                           content, signature, filled))


def second_least_padding(length):
    """A block too many; not always 4096 bytes more, for one more chunk has one more tag."""
    more = least_padding(length) + 1
    return more + least_padding(length + more)


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def envelope(m):
    """What any kind of message is refused for."""
    other = "answer" if m.kind != "answer" else "report"
    yield "not-a-message", m.make(tamper=lambda f: f[:-1])
    yield "not-a-message", m.make(tamper=lambda f: b"x" + f[1:])
    yield "not-a-message", m.make(tamper=lambda f: flip(f, 12))
    yield "not-a-message", m.make(tamper=lambda f: f[:8] + b"\4" + f[9:])
    yield "wrong-kind", m.make(header_kind=other)
    yield "wrong-recipient", m.make(recipient=STRANGER.public)
    yield "seal-broken", m.make(tamper=lambda f: flip(f, 70))
    yield "seal-broken", m.make(tamper=lambda f: flip(f, len(f) - 1))
    yield "seal-broken", m.make(tamper=lambda f: f + bytes(4096))
    yield "seal-broken", m.make(tamper=lambda f: f[:64] + bytes(32) + f[96:])
    yield "content-malformed", m.make(padding=lambda length: b"\1" * second_least_padding(length))
    yield "content-malformed", m.make(padding=lambda length: bytes(second_least_padding(length)))
    yield "wrong-kind", m.make(label=contents.LABELS[other])
    yield "signature-invalid", m.make(after=lambda c: flip(c, len(c) - 1))
    yield "signature-invalid", m.make(signer=STRANGER)
    yield "signature-invalid", m.make(after=lambda c: flip(c, 300))
    yield "wrong-recipient", replace_recipient(m)
    yield "run-unknown", m.make(header_run=bytes(16))
    yield "sender-unknown", m.make(sender=STRANGER.public, signer=STRANGER)
    yield "agreement-unknown", m.make(agreement=bytes(32))
    yield "unknown-head", m.make(seen=b"\7" * 32)
    yield "seed-number", m.make(seed_number=m.preamble.seed_number + 1)
    yield "seed-number", m.make(seed_number=0)
    yield "transcript", m.make(answers=b"\7" * 32)


def replace_recipient(m):
    """The preamble names another; header and seal are for the tool."""
    preamble = replace(m.preamble, recipient=STRANGER.public)
    content = preamble.encode() + m.body
    signed = signed_bytes(m.kind, preamble.sender, preamble.recipient, preamble.run, content_digest(content))
    return seal(m.kind, preamble.run, m.preamble.recipient, content, m.identity.sign(signed))


def bodies(m, points):
    """`points(change)`: the tables with one section of points changed."""
    yield "agreement-signature", m.make(m.encoded(signature=bytes(64)))
    yield "agreement-signature", m.make(m.encoded(signature=m.identity.sign(b"another")))
    yield "content-malformed", m.make(m.body + b"\0")
    yield "content-malformed", m.make(m.body[:-1])
    yield "shape", m.make(m.encoded(m.tables[:-1]))
    yield "shape", m.make(m.encoded([*m.tables, m.tables[-1]]))
    yield "not-ascending", m.make(m.encoded(points(lambda s: [s[1], s[0], *s[2:]])))
    yield "not-ascending", m.make(m.encoded(points(lambda s: [s[0], s[0], *s[2:]])))
    yield "point-not-canonical", m.make(m.encoded(points(lambda s: [*s[:-1], b"\xff" * 32])))
    yield "point-not-canonical", m.make(m.encoded(points(lambda s: sorted([P, *s[1:]]))))
    yield "point-zero", m.make(m.encoded(points(lambda s: sorted([bytes(32), *s[1:]]))))
    yield "point-zero", m.make(m.encoded(points(lambda s: sorted([b"\1" + bytes(31), *s[1:]]))))
    yield "point-repeated", m.make(m.encoded(points(lambda s: sorted([curve.torsion_copy(s[3]), *s[:2], *s[3:]]))))


def of_offer(m):
    def points(change):
        first = m.tables[0]
        return [[change(first[0]), *first[1:]], *m.tables[1:]]
    yield from bodies(m, points)
    yield "agreement-unknown", m.make(m.encoded(agreement=m.agreement + b"\n"))
    yield "shape", m.make(m.encoded(points(lambda s: s[:-1])))          # another padding than the grouping's others
    yield "shape", m.make(m.encoded([m.tables[0], [m.tables[1][0][1:], *m.tables[1][1:]], *m.tables[2:]]))
    yield "shape", m.make(m.encoded([[x[:2], *y] for x, *y in m.tables]))
    yield "shape", m.make(m.encoded([[x for x in m.tables[0][:-1]], *m.tables[1:]]))
    yield "shape", m.make(m.encoded([[*m.tables[0][:-1], m.tables[0][-1][1:]], *m.tables[1:]]))      # control accounts
    yield "point-repeated", m.make(m.encoded([[*m.tables[0][:-1], sorted([*m.tables[0][-1][1:], m.tables[0][0][0]])],
                                              *m.tables[1:]]))
    yield "point-repeated", m.make(m.encoded([[m.tables[0][0], sorted([*m.tables[0][1][1:], m.tables[0][0][0]]),
                                               *m.tables[0][2:]], *m.tables[1:]]))


def of_answer(m):
    def points(change):
        t, y = m.tables[0]
        return [(t, [change(y[0]), *y[1:]]), *m.tables[1:]]

    def tags(change):
        t, y = m.tables[0]
        return [(change(t), y), *m.tables[1:]]
    yield from bodies(m, points)
    yield "run-unknown", m.make(run=bytes(16))
    yield "shape", m.make(m.encoded(tags(lambda t: [t[0][:-1], *t[1:]])))
    yield "shape", m.make(m.encoded(tags(lambda t: t[:-1])))
    yield "not-ascending", m.make(m.encoded(tags(lambda t: [t[0][::-1], *t[1:]])))
    yield "tags-overlap", m.make(m.encoded(tags(lambda t: [t[0], sorted([t[0][0], *t[1][1:]]), *t[2:]])))
    yield "tags-overlap", m.make(m.encoded(tags(lambda t: [*t[:-1], sorted([t[0][0], *t[-1][1:]])])))
    t, y = m.tables[0]
    yield "shape", m.make(m.encoded([(t, [*y[:-1], y[-1][1:]]), *m.tables[1:]]))                     # control accounts
    yield "shape", m.make(m.encoded([(t, y[:-1]), *m.tables[1:]]))
    yield "point-repeated", m.make(m.encoded([(t, [*y[:-1], sorted([*y[-1][1:], curve.torsion_copy(y[-1][2])])]),
                                              *m.tables[1:]]))


def of_report(m):
    text = m.report

    def wrong(a, b, count=1):
        assert a in text, a
        return m.make(m.encoded(report=text.replace(a, b, count)))
    yield "content-malformed", m.make(m.body + b"\0")
    yield "content-malformed", m.make(m.body[:-1])
    yield "run-unknown", m.make(run=bytes(16))
    yield "report-malformed", wrong(b'"format": ', b'"format":  ')
    yield "report-malformed", wrong(b"lacuna-report/1", b"lacuna-report/2")
    yield "report-malformed", wrong(b'"title"', b'"titel"')
    yield "report-malformed", m.make(m.encoded(report=text + b"\n"))
    yield "report-malformed", m.make(m.encoded(report=text[:-1]))
    yield "report-malformed", m.make(m.encoded(report=b""))
    yield "report-malformed", wrong(b'"name": "Acme"', b'"name": "Acne"')
    yield "report-malformed", wrong(b'"minimum": 10', b'"minimum": 11')
    yield "report-malformed", wrong(b'"matchRule": "union"', b'"matchRule": "either"')
    yield "report-malformed", wrong(b"about how many accounts both have", b"the names of all accounts")
    yield "report-malformed", wrong(b'"open opportunity"', b'"prospect"')
    yield "report-malformed", wrong(b'"value": ', b'"value": 99999999999999')
    yield "report-malformed", wrong(b'"value": ', b'"value": 0')
    yield "report-malformed", wrong(b'"value": ', b'"value": 1.')
    yield "report-malformed", wrong(b'"due": ', b'"due": 1')
    yield "report-malformed", wrong(b'"met": ', b'"met": -')
    yield "report-malformed", wrong(b'"met": ', b'"met": 10')
    run = b'"id": "' + m.preamble.run.hex().encode()
    yield "transcript", wrong(run, run[:-1] + (b"0" if run[-1:] != b"0" else b"1"))
    for field in (b'"offerDigest": "', b'"answerDigest": "'):
        digit = text[text.index(field) + len(field):][:1]
        yield "transcript", wrong(field + digit, field + (b"0" if digit != b"0" else b"1"))


def refusal(step, twin, *arguments):
    """The name under which the reference refuses, standing where the tool stands."""
    state = State(None, copy.deepcopy(twin.state.data))
    state.kept = dict(twin.state.kept)
    try:
        step(state, *arguments)
        return "nothing"
    except Refusal as found:
        return found.name


def try_all(tool, verb, messages, folder, own):
    """How many are not refused as they should be, by the tool or by the reference (`own`)."""
    failures, n = 0, 0
    for n, (name, data) in enumerate(messages, 1):
        file = folder / f"{verb[0]}-{n}.lacuna"
        file.write_bytes(data)
        command = [str(x) for x in (tool.path, *verb, file, "--room", tool.room, "--json")]
        done = subprocess.run(command, capture_output=True, text=True)
        output = done.stdout + done.stderr
        wanted = 77 if name in ("already-answered", "open-run") else 76
        if done.returncode != wanted or f'"refused" : "{name}"' not in output:
            failures += 1
            print(f"FAIL  hostile {verb[0]} {n}, {name}: status {done.returncode}, {output.strip()}", flush=True)
        if own(data) != name:
            failures += 1
            print(f"FAIL  hostile {verb[0]} {n}, {name}: the reference refuses it as {own(data)}", flush=True)
    print(f"{'FAIL' if failures else 'ok  '}  hostile {verb[0]}: {n - failures} of {n} refused as named", flush=True)
    return failures


def hostile(path, folder, rows):
    case, work = ("union", roles.THREE, 0, 0, None, [roles.MAP]), folder / "hostile"
    from lacuna_reference.agreement import Agreement
    from lacuna_reference.plan import Plan
    failures, listed = 0, [x.read_bytes() for x in rows]
    # The reference initiates: hostile offers, then hostile reports.
    own, tool = roles.Reference(work / "i", "Acme", 800), roles.Tool(path, work / "r", "Globex", "Acme", 700)
    text = roles.draft_text(own.card, tool.card, case)
    own.agreement.write_bytes(text)
    plan, offer = Plan(Agreement(text)), own.offer(rows[0])
    tool.take(offer, "offer")
    tool.accept()
    tool.verb("check", rows[1])
    state, twin = State.load(own.folder / "state"), roles.make_twin(tool, False, own)
    opened = open_message(offer.read_bytes(), twin.state.identity, "offer")
    twin.stand(opened)

    def answers(data):
        return refusal(session.make_answer, twin, data, listed[1])

    def offers(messages):
        return try_all(tool, ("blind", rows[1], "--offer"), messages, work, answers)
    good = Message(opened.content, "offer", state.identity, plan)
    failures += offers([*envelope(good), *of_offer(good)])
    kept = offer.read_bytes()
    answer = tool.answer(offer, rows[1], False)
    twin.answer(answer.read_bytes(), kept, listed[1])
    failures += offers([("already-answered", good.make(next_commitment=bytes(32)))])
    failures += offers([("seed-number", own.offer(rows[0]).read_bytes())])
    message = own.match(answer)
    following = own.offer(rows[0])
    failures += offers([("open-run", following.read_bytes())])
    good = Message(open_message(message.read_bytes(), twin.state.identity, "report").content, "report",
                   state.identity, plan)
    failures += try_all(tool, ("report", "--message"), [*envelope(good), *of_report(good)], work,
                        lambda data: refusal(session.take_report, twin, data))
    tool.report(message)
    tool.report(own.match(tool.answer(following, rows[1], False)))
    # The tool initiates: hostile answers.
    tool, own = roles.Tool(path, work / "i2", "Acme", "Globex", 800), roles.Reference(work / "r2", "Globex", 700)
    text = roles.draft_text(tool.card, own.card, case)
    tool.accept(text)
    offer, twin = tool.offer(rows[0]), roles.make_twin(tool, True, own)
    plan, answer = Plan(Agreement(text)), own.answer(offer, rows[1], True)
    twin.offer(offer.read_bytes(), listed[0])
    state = State.load(own.folder / "state")
    good = Message(open_message(answer.read_bytes(), twin.state.identity, "answer").content, "answer",
                   state.identity, plan)
    failures += try_all(tool, ("match", "--answer"), [*envelope(good), *of_answer(good)], work,
                        lambda data: refusal(session.make_report_message, twin, data))
    own.report(tool.match(answer))
    return failures
