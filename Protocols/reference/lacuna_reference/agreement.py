# SPDX-License-Identifier: Apache-2.0
"""agreement.md: the terms, from their exact bytes; every rule, its digest, its signatures."""
import datetime
import re
from fractions import Fraction

import yaml

from .card import is_hex, is_number, is_organisation, is_text
from .encoding import Refusal, sha256, u8
from .identity import identity_text, parse_identity, verifies
from .number import TYPES
from .shared_terms import KEYS as SHARED, OPTIONAL, ROLES, holds

KEYS = ["domain", "name-country", "name"]
STATUSES = ["customer", "open-opportunity", "prospect"]
INDICATOR = re.compile(r"(?:^ *|[\[{,:] *|- +)[&*!%?]", re.MULTILINE)


def bad(path):
    return Refusal("agreement-malformed", path)


# libyaml's parser where it is there: the one in Python refuses tabs that YAML permits.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _construct(node, path="document"):
    """Texts, lists and mappings; a key once."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_construct(x, path) for x in node.value]
    result = {}
    for key, value in node.value:
        name = _construct(key, path)
        if not isinstance(name, str) or name in result:
            raise bad(path)
        result[name] = _construct(value, name)
    return result


def load_yaml(text):
    if re.search("[\u0085\u2028\u2029\ufeff]", text) or INDICATOR.search(text):
        raise bad("document")
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
    except (yaml.YAMLError, UnicodeError):
        raise bad("document") from None
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        raise bad("document")
    return _construct(node)


def fraction(text, low, high, path):
    found = isinstance(text, str) and re.fullmatch(r"(0|[1-9][0-9]{0,9})(?:/([1-9][0-9]{0,9})|\.([0-9]{1,9}))?", text)
    if not found:
        raise bad(path)
    whole, below, decimals = found.groups()
    value = Fraction(int(whole), int(below)) if below else Fraction(text) if decimals else Fraction(int(whole))
    if not low <= value <= high or max(value.numerator, value.denominator) > 1000000:
        raise bad(path)
    return value


def _keys(mapping, path, required, optional=()):
    if not isinstance(mapping, dict) or not set(required) <= set(mapping) <= {*required, *optional}:
        raise bad(path)


def _text(value, most, path):
    if not isinstance(value, str) or not is_text(value, most):
        raise bad(path)
    return value


def _number(value, low, high, path):
    if not isinstance(value, str) or not is_number(value, low, high):
        raise bad(path)
    return int(value)


def _names(values, least, most, path):
    if not isinstance(values, list) or not least <= len(values) <= most:
        raise bad(path)
    for value in values:
        _text(value, 80, path)
    if len(set(values)) != len(values):
        raise bad(path)
    return values


def _date(text, path):
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) or text < "1970":
        raise bad(path)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise bad(path) from None


def is_currency(text):
    return re.fullmatch(r"[A-Z]{3}", text) is not None


def _windows(windows, path):
    """The names; what each spans is checked."""
    if not isinstance(windows, dict):
        raise bad(path)
    names = _names(list(windows), 1, 200, path)
    for name, days in windows.items():
        if not isinstance(days, list) or len(days) != 2 or _date(days[0], path) > _date(days[1], path):
            raise bad(path + "." + name)
    spans = sorted(windows.values())
    if any(earlier[1] >= later[0] for earlier, later in zip(spans, spans[1:])):
        raise bad(path)
    return names


class Party:
    def __init__(self, terms, path):
        _keys(terms, path, ["name", "organisation", "identity", "commitment", "accounts"])
        self.name = _text(terms["name"], 100, path + ".name")
        self.organisation = terms["organisation"]
        if not isinstance(self.organisation, str) or not is_organisation(self.organisation):
            raise bad(path + ".organisation")
        try:
            self.identity = parse_identity(terms["identity"])
        except (Refusal, AttributeError):
            raise bad(path + ".identity") from None
        if not isinstance(terms["commitment"], str) or not is_hex(terms["commitment"], 32):
            raise bad(path + ".commitment")
        self.commitment = bytes.fromhex(terms["commitment"])
        self.accounts = _number(terms["accounts"], 50, 100000000, path + ".accounts")


class Agreement:
    """What the bytes say; raises `agreement-malformed` with the path of the first rule that is broken."""

    def __init__(self, data):
        if len(data) > 262144:
            raise bad("document")
        try:
            text = data.decode()
        except UnicodeDecodeError:
            raise bad("document") from None
        self.data, self.digest = data, sha256(b"lacuna/1 agreement", data)
        a = load_yaml(text)
        _keys(a, "document", ["lacuna", "title", "purpose", "valid", "initiator", "responder", "match", "dimensions",
                              "products", "questions", "privacy"], ["amounts", "currencies"])
        if a["lacuna"] != "agreement/1":
            raise bad("lacuna")
        self.title, self.purpose = _text(a["title"], 200, "title"), _text(a["purpose"], 1000, "purpose")
        _keys(a["valid"], "valid", ["from", "until"])
        self.valid_from, self.valid_until = a["valid"]["from"], a["valid"]["until"]
        if _date(self.valid_from, "valid.from") > _date(self.valid_until, "valid.until"):
            raise bad("valid.until")
        self.party = {role: Party(a[role], role) for role in ROLES}
        initiator, responder = self.party.values()
        if initiator.identity == responder.identity or initiator.organisation == responder.organisation:
            raise bad("responder")
        self._match(a["match"])
        self._dimensions(a["dimensions"])
        self._products(a["products"])
        self.currencies = self._currencies(a["currencies"]) if "currencies" in a else {}
        self.amounts = self._amounts(a["amounts"]) if "amounts" in a else {}
        self._privacy(a["privacy"])
        if not isinstance(a["questions"], list) or not 1 <= len(a["questions"]) <= 20:
            raise bad("questions")
        self.questions = [self._question(q, f"questions[{i}]") for i, q in enumerate(a["questions"])]
        kinds = [q["question"] for q in self.questions]
        alike = [(q["of"], sorted(q["by"])) for q in self.questions if q["question"] == "white-space"]
        shared = [q | {"epsilon": None} for q in self.questions if q["question"] in SHARED]
        if kinds.count("account-map") > 1 or kinds.count("cross-sell") > 1 \
                or any(x.count(y) > 1 for x in (alike, shared) for y in x):
            raise bad("questions")

    def _match(self, m):
        keys = m.get("keys") if isinstance(m, dict) else None
        numbered = isinstance(keys, list) and keys[:1] == ["number"]
        named = isinstance(keys, list) and len(keys) - numbered > 1
        _keys(m, "match", ["rule", "keys", "normaliser", "account-key", "public-suffixes", "free-mail", "shared-hosts"]
              + (["names"] if named else []) + (["number", "numbers"] if numbered else []), ["reference"])
        self.rule, self.keys = m["rule"], m["keys"]
        if self.keys[numbered:] not in (KEYS[:1], KEYS[:2], KEYS):
            raise bad("match.keys")
        self.number = m.get("number")
        if numbered and (self.number not in TYPES or self.rule != "fallback"):
            raise bad("match.number" if self.number not in TYPES else "match.keys")
        if self.rule not in ("fallback", "either", "union") or self.rule != "fallback" and not named:
            raise bad("match.rule")
        for key, value in (("normaliser", "domain/2"), ("names", "name/2"), ("numbers", "number/1"), ("account-key", "account-key/1")):
            if m.get(key, value) != value:
                raise bad("match." + key)
        self.lists = {key: m[key] for key in ("public-suffixes", "free-mail", "shared-hosts")}
        for key, value in self.lists.items():
            if not isinstance(value, str) or not is_hex(value, 32):
                raise bad("match." + key)

        self.reference = m.get("reference")
        if self.reference is not None and not (isinstance(self.reference, str) and is_hex(self.reference, 32)):
            raise bad("match.reference")

    def _dimensions(self, dimensions):
        if not isinstance(dimensions, dict) or not 1 <= len(dimensions) <= 20 or "status" not in dimensions:
            raise bad("dimensions")
        self.dimensions = {}
        for name, d in dimensions.items():
            path = "dimensions." + name
            if isinstance(d, dict) and "windows" in d:
                _keys(d, path, ["windows", "roll-up", "unlisted"])
                d["values"] = values = _windows(d["windows"], path + ".windows")
            else:
                _keys(d, path, ["values", "roll-up", "unlisted"])
                values = _names(d["values"], 1, 200, path + ".values")
            if not is_organisation(name) or "other" in values:
                raise bad(path)
            if d["roll-up"] not in ("precedence", "majority") or d["unlisted"] not in ("other", "left-out"):
                raise bad(path)
            self.dimensions[name] = d
        if dimensions["status"] != {"values": STATUSES, "roll-up": "precedence", "unlisted": "left-out"}:
            raise bad("dimensions.status")

    def _products(self, p):
        _keys(p, "products", ROLES, ["most-an-account"])
        self.products = {role: _names(p[role], 0, 100, "products." + role) for role in ROLES}
        self.most = _number(p.get("most-an-account", "100"), 1, 100, "products.most-an-account")

    def _amounts(self, amounts):
        if not isinstance(amounts, dict) or not 1 <= len(amounts) <= 20:
            raise bad("amounts")
        for name, amount in amounts.items():
            path = "amounts." + name
            measure = "unit" if isinstance(amount, dict) and "unit" in amount else "currency"
            _keys(amount, path, ["of", "most", measure])
            if not is_organisation(name) or amount["of"] not in ROLES:
                raise bad(path)
            if name in self.dimensions or name == "products":
                raise bad("amounts")
            text = amount[measure]
            if not isinstance(text, str) or not (is_organisation(text) if measure == "unit" else is_currency(text)):
                raise bad(path + "." + measure)
            if measure == "currency" and self.currencies and text not in self.currencies:
                raise bad("currencies")
            amount["most"] = _number(amount["most"], 1, 999999999, path + ".most")
        return amounts

    def _currencies(self, currencies):
        if not isinstance(currencies, dict) or not 1 <= len(currencies) <= 50:
            raise bad("currencies")
        for code, rate in currencies.items():
            found = isinstance(rate, str) and re.fullmatch(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?", rate)
            if not found or not is_currency(code) or Fraction(rate) == 0:
                raise bad("currencies." + code)
        return {code: Fraction(rate) for code, rate in currencies.items()}

    def _privacy(self, p):
        _keys(p, "privacy", ["size-epsilon", "delta", "yearly-cap", "minimum", "smallest-list"])
        self.size_epsilon = fraction(p["size-epsilon"], Fraction(1, 100), 20, "privacy.size-epsilon")
        self.delta = p["delta"]
        if not isinstance(self.delta, str) or not re.fullmatch(r"2\^-(?:[2-9][0-9]|100)", self.delta):
            raise bad("privacy.delta")
        self.exponent = int(self.delta[3:])
        self.cap = fraction(p["yearly-cap"], Fraction(1, 100), 1000, "privacy.yearly-cap")
        self.minimum = _number(p["minimum"], 0, 1000, "privacy.minimum")
        self.smallest = _number(p["smallest-list"], 1, 100000, "privacy.smallest-list")

    def _question(self, q, path):
        kind = q.get("question") if isinstance(q, dict) else None
        result = {"question": kind}
        if kind == "account-map":
            _keys(q, path, ["question", "epsilon"], ["by"])
            if "by" in q:
                _keys(q["by"], path + ".by", ["dimension", "of"])
                if q["by"]["dimension"] not in self.dimensions or q["by"]["dimension"] == "status" \
                        or q["by"]["of"] not in ROLES:
                    raise bad(path + ".by")
                result["by"] = q["by"]
        elif kind == "white-space":
            _keys(q, path, ["question", "epsilon", "of"], ["by"])
            by = q.get("by", [])
            if q["of"] not in ROLES or not isinstance(by, list) or len(by) > 4 or len(set(by)) != len(by) \
                    or any(x != "products" and x not in self.dimensions for x in by) \
                    or "products" in by and not self.products[q["of"]] or self.rule != "fallback":
                raise bad(path)
            result |= {"of": q["of"], "by": by}
        elif kind == "cross-sell":
            _keys(q, path, ["question", "epsilon"])
            if not all(self.products.values()):
                raise bad(path)
        elif isinstance(kind, str) and kind in SHARED:
            _keys(q, path, {"question", "epsilon", "of", *SHARED[kind]} - {*OPTIONAL[kind]}, OPTIONAL[kind])
            if not holds(self, q):
                raise bad(path)
            result |= q
        else:
            raise bad(path + ".question")
        result["epsilon"] = fraction(q["epsilon"], Fraction(1, 100), 20, path + ".epsilon")
        return result

    def _signed(self, role):
        return b"lacuna/1 agreement signature" + u8(1 + ROLES.index(role)) + self.party[role].identity + self.digest

    def sign(self, identity, role):
        return identity.sign(self._signed(role))

    def is_signed(self, signature, role):
        return verifies(self.party[role].identity, signature, self._signed(role))


def signature_file(public, signature):
    return f"lacuna agreement signature 1\nidentity: {identity_text(public)}\nsignature: {signature.hex()}\n"
