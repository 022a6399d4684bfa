# SPDX-License-Identifier: Apache-2.0
"""The vectors of message-content: a whole run from its inputs, account-map with one key."""
from . import contents, tokens
from .accounts import Account
from .agreement import Agreement
from .figures import Evaluation
from .identity import Identity, commitment, run_id
from .plan import Plan
from .sealing import content_digest
from .table import NONE, answer_noise, answer_sections, match, offer_sections, padding

KEYS = set("""initiator-root responder-root initiator-seed responder-seed initiator-seed-number responder-seed-number
    initiator-next-commitment responder-next-commitment offer-head offer-head-seen answer-head answer-head-seen
    report-head report-head-seen agreement initiator-signature responder-signature counter initiator-groups
    responder-groups initiator-list responder-list run-id room-key table-key initiator-list-digest
    responder-list-digest offer-key padding offer offer-digest answer-key n n-none answer answer-digest report-key e
    matched met cells initiator-unmatched responder-unmatched initiator-sizes responder-sizes report report-content
    report-digest""".split())


def _accounts(text, plan, grouping):
    """Groups are parted by commas; each account gets values that lead to its group."""
    found = []
    for number, group in enumerate(text.split(",")):
        values, left = {}, number
        for part in reversed(grouping):
            left, values[part[1]] = divmod(left, plan.part_size(part))
        for domain in group.split():
            found.append(Account(4 if domain == "-" else 1, b"" if domain == "-" else domain.encode(), values=values))
    return found


def _rows(numbers):
    return ", ".join(" ".join(map(str, row)) for row in numbers)


def check_run(v):
    yield set(v), KEYS
    h = {key: bytes.fromhex(value) for key, value in v.items()
         if all(c in "0123456789abcdef" for c in value) and len(value) % 2 == 0}
    i, r = Identity(h["initiator-root"]), Identity(h["responder-root"])
    a = Agreement(h["agreement"])
    plan = Plan(a)
    table, = plan.tables
    for role, own in (("initiator", i), ("responder", r)):
        yield a.sign(own, role).hex(), v[role + "-signature"]
        yield a.party[role].commitment, commitment(own.public, h[role + "-seed"])
    run = run_id(h["initiator-seed"], a.digest, int(v["counter"]))
    yield run.hex(), v["run-id"]
    room = tokens.room_key(i.room, r.public[32:64], a.digest, i.public, r.public)
    yield room.hex(), v["room-key"]
    yield tokens.room_key(r.room, i.public[32:64], a.digest, i.public, r.public), room
    key = tokens.table_key(room, run, 0)
    yield key.hex(), v["table-key"]
    digests = [tokens.list_digest(h[role + "-seed"], h[role + "-list"]) for role in ("initiator", "responder")]
    yield [d.hex() for d in digests], [v["initiator-list-digest"], v["responder-list-digest"]]
    offer_key = tokens.offer_key(h["initiator-seed"], run, a.digest, digests[0])
    yield offer_key.hex(), v["offer-key"]
    pads = [padding(plan, offer_key, 0, g) for g in range(table.G)]
    yield _rows([pads]), v["padding"]
    own = _accounts(v["initiator-groups"], plan, table.initiator)
    sections = offer_sections(plan, table, own, key, offer_key)

    def preamble(kind, sender, recipient, role, answers):
        following = bytes(32) if kind == "report" else h[role + "-next-commitment"]
        return contents.Preamble(kind, sender.public, recipient.public, a.digest, run, int(v[role + "-seed-number"]),
                                 answers, following, h[kind + "-head"], h[kind + "-head-seen"]).encode()
    offer = preamble("offer", i, r, "initiator", bytes(32)) + contents.encode_offer(
        a.data, h["initiator-signature"], int(v["counter"]), [sections])
    yield offer.hex(), v["offer"]
    yield content_digest(offer).hex(), v["offer-digest"]
    message, reader = contents.read_preamble(offer, "offer")
    yield contents.read_offer_head(reader), (a.data, h["initiator-signature"], int(v["counter"]))
    yield contents.read_offer_tables(reader, plan)[0], [sections]
    answer_key = tokens.answer_key(h["responder-seed"], h["offer-digest"], a.digest, digests[1])
    yield answer_key.hex(), v["answer-key"]
    yield _rows([[answer_noise(table, answer_key, g, p) for p in range(table.P)] for g in range(table.G)]), v["n"]
    yield _rows([[answer_noise(table, answer_key, NONE, p) for p in range(table.P)]]), v["n-none"]
    theirs = _accounts(v["responder-groups"], plan, table.responder)
    tags, points = answer_sections(plan, table, theirs, sections, key, answer_key)
    answer = preamble("answer", r, i, "responder", h["offer-digest"]) + contents.encode_answer(
        h["responder-signature"], [(tags, points)])
    yield answer.hex(), v["answer"]
    yield content_digest(answer).hex(), v["answer-digest"]
    report_key = tokens.report_key(h["initiator-seed"], h["answer-digest"], a.digest)
    yield report_key.hex(), v["report-key"]
    matched, unmatched, met = match(table, offer_key, tags, points)
    yield _rows(matched), v["matched"]
    yield str(met), v["met"]
    exact = [sum(plan.group(table.initiator, x) == g for x in own) for g in range(table.G)]
    padded = [n + m for n, m in zip(exact, pads)]
    e = Evaluation(plan, [matched], [unmatched], [[len(s) for s in points[:-1]]], [exact], [padded], report_key)
    each = a.questions[0]["epsilon"] / plan.delta1
    yield _rows([[e.draw(0, 0, g, p, each)[0] for p in [*range(table.P), NONE]] for g in range(table.G)]), v["e"]
    cells, rows, columns = e.account_map(0)
    yield _rows([[x.value for x in row] for row in cells]), v["cells"]
    yield _rows([[x.value for x in rows]]), v["initiator-unmatched"]
    yield _rows([[x.value for x in columns]]), v["responder-unmatched"]
    yield _rows([[e.disclosed_initiator(table, g).value for g in range(table.G)]]), v["initiator-sizes"]
    yield _rows([[e.disclosed_responder(table, p).value for p in range(table.P)]]), v["responder-sizes"]
    report = preamble("report", i, r, "initiator", h["answer-digest"]) + contents.u32(len(h["report"])) + h["report"]
    yield report.hex(), v["report-content"]
    yield content_digest(report).hex(), v["report-digest"]
