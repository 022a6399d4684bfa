# SPDX-License-Identifier: Apache-2.0
"""table.md 3 to 5 and 6a: the sections of an offer and of an answer, and the counts of a match."""
from .accounts import canonical_records, sent_keys
from .curve import Multiplier, x25519_base
from .encoding import Refusal, u16
from .controls import control_keys
from .noise import bernoulli, stream, truncated_discrete_laplace
from .plan import PARTS
from .tokens import control_point, fake_point, key_point, tag

NONE = 0xFFFF


def scalar(key, table):
    return stream(key, b"scalar" + u16(table)).record(0)


def control_scalar(key, table):
    """c, by which I blinds control accounts."""
    return stream(key, b"scalar" + u16(table)).record(1)


def padding(plan, offer_key, grouping, g):
    coins = stream(offer_key, b"padding size" + u16(grouping) + u16(g))
    return truncated_discrete_laplace(coins, plan.a.size_epsilon, plan.size_shift)


def _random_points(key, table, group, n):
    records = stream(key, b"random point" + u16(table) + u16(group))
    return [x25519_base(records.record(i)) for i in range(n)]


def amount_units(plan, name, accounts, role, key):
    """Section 6a: the units of each account, rounded by coins in the order of the canonical records."""
    own = [other for other, amount in plan.a.amounts.items() if amount["of"] == role]
    coins, most = stream(key, b"rounding" + u16(own.index(name))), 100 * plan.a.amounts[name]["most"]
    records, units = canonical_records(accounts, plan, role), [0] * len(accounts)
    for i in sorted(range(len(accounts)), key=records.__getitem__):
        q, r = divmod(PARTS * min(accounts[i].amounts[name], most), most)
        units[i] = q + 1 if r and bernoulli(coins, r, most) else q
    return units


def _by_group(plan, table, grouping, accounts, role, key):
    """For each group its accounts: the keys that one sends, and whether it sends random points in their place."""
    keys, lacking = sent_keys(accounts, table.scheme, table.kinds, role), [False] * len(accounts)
    if table.amount is not None and plan.a.amounts[table.amount]["of"] == role:
        lacking = [not n >> table.bit & 1 for n in amount_units(plan, table.amount, accounts, role, key)]
    groups = [[] for _ in range(plan.size(grouping))]
    for account, own, lacks in zip(accounts, keys, lacking):
        groups[plan.group(grouping, account)].append((own, lacks))
    return groups


def _controls(table, role, times, table_key, key, group):
    """X_G or Y_P."""
    sent, points = control_keys(table, role)
    own = [times(control_point(table_key, match_key)) for match_key in sent]
    return sorted(own + _random_points(key, table.index, group, points - len(own)))


def offer_sections(plan, table, accounts, table_key, offer_key):
    """X_0 ... X_{G-1}, and X_G of the control accounts."""
    times, v = Multiplier(scalar(offer_key, table.index)), table.v[0]
    sections = []
    for g, members in enumerate(_by_group(plan, table, table.initiator, accounts, "initiator", offer_key)):
        points = [times(key_point(table_key, key)) for own, lacks in members if not lacks for key in own]
        filled = v * (len(members) + padding(plan, offer_key, table.grouping, g))
        points += _random_points(offer_key, table.index, g, filled - len(points))
        points += [times(fake_point(table_key, g, p, j)) for p in range(table.P) for j in range(1, 2 * table.t + 1)]
        sections.append(sorted(points))
    times = Multiplier(control_scalar(offer_key, table.index))
    return [*sections, _controls(table, "initiator", times, table_key, offer_key, table.G)]


def answer_noise(table, answer_key, g, p):
    """n_gp, or n_0p where g is NONE."""
    coins = stream(answer_key, b"noise" + u16(table.index) + u16(g) + u16(p))
    return truncated_discrete_laplace(coins, table.epsilon, table.t)


def multiply_all(times, sections):
    """The products of all sections, checked as messages.md 3 says after multiplying."""
    products = [[times(point) for point in section] for section in sections]
    flat = [x for section in products for x in section]
    if None in flat:
        raise Refusal("point-zero")
    if len(set(flat)) != len(flat):
        raise Refusal("point-repeated")
    return products


def answer_sections(plan, table, accounts, offered, table_key, answer_key):
    """T_0 ... T_G and Y_0 ... Y_P, the last of each those of control accounts."""
    times = Multiplier(scalar(answer_key, table.index))
    tags = [sorted(map(tag, section)) for section in multiply_all(times, offered)]
    own = []
    for p, members in enumerate(_by_group(plan, table, table.responder, accounts, "responder", answer_key)):
        points = [times(key_point(table_key, key)) for keys, lacks in members if not lacks for key in keys]
        for g in range(table.G):
            n = answer_noise(table, answer_key, g, p)
            points += [times(fake_point(table_key, g, p, j)) for j in range(1, n + 1)]
        absent = sum(len(keys) for keys, lacks in members if lacks)
        points += _random_points(answer_key, table.index, p, absent + answer_noise(table, answer_key, NONE, p))
        own.append(sorted(points))
    return tags, [*own, _controls(table, "responder", times, table_key, answer_key, table.P)]


def match(table, offer_key, tags, own):
    """S[g][p]; S[0,p] as a list of its own; how many control accounts met."""
    *tags, control_tags = tags
    *own, controls = own
    where = {t: g for g, section in enumerate(tags) for t in section}
    matched = [[0] * table.P for _ in range(table.G)]
    unmatched = []
    for p, section in enumerate(multiply_all(Multiplier(scalar(offer_key, table.index)), own)):
        hits = [where[t] for t in map(tag, section) if t in where]
        for g in hits:
            matched[g][p] += 1
        unmatched.append(len(section) - len(hits))
    products, = multiply_all(Multiplier(control_scalar(offer_key, table.index)), [controls])
    return matched, unmatched, len(set(control_tags) & set(map(tag, products)))
