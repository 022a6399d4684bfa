# SPDX-License-Identifier: Apache-2.0
"""The steps of both roles, from bytes of a message to bytes of the next."""
from fractions import Fraction

from . import checks, contents, tokens
from .accounts import canonical_list, read_list
from .agreement import Agreement
from .domain_key import PublicLists
from .encoding import Refusal
from .figures import Evaluation
from .identity import run_id
from .plan import Plan
from .reference_table import ReferenceTable, digest
from .report import check_intervals, make_report, read_report, report_bytes
from .sealing import content_digest, seal, signed_bytes
from .table import answer_sections, match, offer_sections, padding


def public_lists(agreement, table=None):
    """The lists, and the agreed reference table beside them; `table` is its bytes."""
    lists = PublicLists()
    if lists.digests != agreement.lists:
        raise Refusal("public-lists")
    if agreement.reference is not None:
        if table is None:
            raise Refusal("reference-missing")
        if digest(table).hex() != agreement.reference:
            raise Refusal("reference-differs")
        lists.table = ReferenceTable(table, lists)
    return lists


def _seal(state, kind, preamble, body):
    content = preamble.encode() + body
    digest = content_digest(content)
    signed = signed_bytes(kind, preamble.sender, preamble.recipient, preamble.run, digest)
    signature = state.identity.sign(signed)
    return seal(kind, preamble.run, preamble.recipient, content, signature), digest, signature


def _room_key(state, agreement):
    i, r = agreement.party["initiator"].identity, agreement.party["responder"].identity
    other = r if state.data["role"] == "initiator" else i
    return tokens.room_key(state.identity.room, other[32:64], agreement.digest, i, r)


def _sign(state, agreement, role):
    """Signs once; the agreement must name what our card said."""
    card, party = state.card(), agreement.party[role]
    if (party.identity, party.commitment, party.organisation) != (card.identity, card.commitment, card.organisation):
        raise Refusal("not-signed", "the agreement does not name our card")
    state.data |= {"role": role, "agreement": agreement.data.hex()}
    state.data["signatures"][role] = agreement.sign(state.identity, role).hex()
    state.record("agreementSigned", agreement.digest)


def make_offer(state, agreement_bytes, csv, table=None):
    if state.data["agreement"] is None:
        agreement = Agreement(agreement_bytes)
        check_intervals(Plan(agreement))
        _sign(state, agreement, "initiator")
    agreement = Agreement(bytes.fromhex(state.data["agreement"]))
    plan, number = Plan(agreement), state.data["seed_number"]
    accounts = read_list(csv, plan, "initiator", public_lists(agreement, table))
    for run in state.data["runs"]:
        if run["open"]:
            run["open"] = False
            state.record("abandoned", agreement.digest, bytes.fromhex(run["id"]), run["number"],
                         bytes.fromhex(run["offer_digest"]))
    counter = 1 + sum(run["number"] == number for run in state.data["runs"])
    seed = state.seed(number)
    run = run_id(seed, agreement.digest, counter)
    digest = tokens.list_digest(seed, canonical_list(accounts, plan, "initiator"))
    key = tokens.offer_key(seed, run, agreement.digest, digest)
    room = _room_key(state, agreement)
    tables = [offer_sections(plan, t, accounts, tokens.table_key(room, run, t.index), key) for t in plan.tables]
    exact = [[0] * plan.size(grouping) for grouping in plan.groupings]
    for grouping, sizes in zip(plan.groupings, exact):
        for account in accounts:
            sizes[plan.group(grouping, account)] += 1
    padded = [[n + padding(plan, key, i, g) for g, n in enumerate(sizes)] for i, sizes in enumerate(exact)]
    preamble = contents.Preamble("offer", state.identity.public, agreement.party["responder"].identity,
                                 agreement.digest, run, number, bytes(32), state.commitment(number + 1), state.head,
                                 state.seen)
    body = contents.encode_offer(agreement.data, bytes.fromhex(state.data["signatures"]["initiator"]), counter, tables)
    file, offer_digest, signature = _seal(state, "offer", preamble, body)
    state.record("offerSent", agreement.digest, run, number, offer_digest)
    state.data["runs"].append({"id": run.hex(), "number": number, "open": True, "offer_digest": offer_digest.hex(),
                               "offer_signature": signature.hex(), "key": key.hex(), "exact": exact, "padded": padded,
                               "sizes": [[len(s) for s in x] for x in tables]})
    return file


def make_answer(state, offer, csv, today=None, table=None):
    data = state.data
    if data["role"] is None:
        message = checks.open_message(offer, state.identity, "offer")
        agreement = Agreement(contents.read_offer_head(message.reader)[0])
        public_lists(agreement, table)
        check_intervals(Plan(agreement))
        _sign(state, agreement, "responder")
    try:
        message, signature, _, plan, offered = checks.check_offer(offer, state.identity, data, Plan, today)
    except checks.Repeated as repeated:
        return state.again(repeated.run["file"])
    agreement, number, run = plan.a, data["seed_number"], message.preamble.run
    accounts = read_list(csv, plan, "responder", public_lists(agreement, table))
    seed, room = state.seed(number), _room_key(state, agreement)
    digest = tokens.list_digest(seed, canonical_list(accounts, plan, "responder"))
    key = tokens.answer_key(seed, message.digest, agreement.digest, digest)
    tables = [answer_sections(plan, t, accounts, x, tokens.table_key(room, run, t.index), key)
              for t, x in zip(plan.tables, offered)]
    data["seen"] = message.preamble.head.hex()
    preamble = contents.Preamble("answer", state.identity.public, message.preamble.sender, agreement.digest, run,
                                 number, message.digest, state.commitment(number + 1), state.head, state.seen)
    body = contents.encode_answer(bytes.fromhex(data["signatures"]["responder"]), tables)
    file, answer_digest, own_signature = _seal(state, "answer", preamble, body)
    for other in data["runs"]:
        other["open"] = False
    state.record("offerReceived", agreement.digest, run, number, message.digest)
    state.record("answerSent", agreement.digest, run, number, answer_digest)
    data["signatures"]["initiator"] = signature.hex()
    data["runs"].append({"id": run.hex(), "number": number, "open": True, "offer_digest": message.digest.hex(),
                         "offer_signature": message.signature.hex(), "answer_digest": answer_digest.hex(),
                         "answer_signature": own_signature.hex(), "file": f"answer-{run.hex()}"})
    data["seed_number"] = number + 1
    state.keep(f"answer-{run.hex()}", file)
    return file


def _provenance(data, run):
    return {"offerDigest": bytes.fromhex(run["offer_digest"]), "answerDigest": bytes.fromhex(run["answer_digest"]),
            "agreementSignatureOfInitiator": bytes.fromhex(data["signatures"]["initiator"]),
            "agreementSignatureOfResponder": bytes.fromhex(data["signatures"]["responder"]),
            "offerSignature": bytes.fromhex(run["offer_signature"]),
            "answerSignature": bytes.fromhex(run["answer_signature"])}


def make_report_message(state, answer, today=None):
    """The report message and the bytes of report.json."""
    data = state.data
    agreement = Agreement(bytes.fromhex(data["agreement"]))
    plan = Plan(agreement)
    message, run, signature, tables = checks.check_answer(answer, state.identity, data, plan, today)
    key = bytes.fromhex(run["key"])
    counts = [match(t, key, tags, own) for t, (tags, own) in zip(plan.tables, tables)]
    report_key = tokens.report_key(state.seed(run["number"]), message.digest, agreement.digest)
    evaluation = Evaluation(plan, [m for m, _, _ in counts], [u for _, u, _ in counts],
                            [[len(s) for s in own[:-1]] for _, own in tables], run["exact"], run["padded"], report_key)
    data["signatures"]["responder"] = signature.hex()
    run |= {"answer_digest": message.digest.hex(), "answer_signature": message.signature.hex()}
    answered = sum("answer_digest" in r for r in data["runs"])
    spent = {"initiator": plan.offer_charge * len(data["runs"]) + plan.report_charge * answered,
             "responder": Fraction(plan.answer_charge * answered)}
    report = report_bytes(make_report(evaluation, [met for _, _, met in counts], message.preamble.run, run["number"],
                                      spent, _provenance(data, run)))
    data["seen"] = message.preamble.head.hex()
    preamble = contents.Preamble("report", state.identity.public, message.preamble.sender, agreement.digest,
                                 message.preamble.run, run["number"], message.digest, bytes(32), state.head,
                                 state.seen)
    file, digest, _ = _seal(state, "report", preamble, len(report).to_bytes(4, "big") + report)
    state.record("answerReceived", agreement.digest, message.preamble.run, run["number"], message.digest)
    state.record("reportSent", agreement.digest, message.preamble.run, run["number"], digest)
    data["seed_number"] += 1
    for other in data["runs"]:
        other["open"] = False
    return file, report


def take_report(state, file, today=None):
    """The bytes of report.json, after every check."""
    data = state.data
    agreement = Agreement(bytes.fromhex(data["agreement"]))
    plan = Plan(agreement)
    message, run, report = checks.check_report(file, state.identity, data, plan, today)
    read_report(report, plan, message.preamble.run, run["number"], _provenance(data, run))
    data["seen"] = message.preamble.head.hex()
    state.record("reportReceived", agreement.digest, message.preamble.run, run["number"], message.digest)
    run["open"] = False
    return report
