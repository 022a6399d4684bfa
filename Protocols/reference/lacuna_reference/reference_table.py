# SPDX-License-Identifier: Apache-2.0
"""account-keys.md 9: a table of public facts, and what it makes of a row's domain key."""
from .domain_key import domain_key
from .encoding import Refusal, sha256
from .name_key import country_key, name_key

LIMIT = 16777216


def digest(data):
    return sha256(b"lacuna/1 reference", data)


def bad(line):
    return Refusal("reference-malformed", f"line {line}")


class ReferenceTable:
    def __init__(self, data, lists):
        self.domains, self.names, canonical = {}, {}, {}
        if len(data) > LIMIT:
            raise bad(1)
        *lines, rest = data.split(b"\n")
        if (lines or [rest])[0] != b"reference-table/1":
            raise bad(1)
        if rest or len(lines) < 2:
            raise bad(len(lines) + 1 if rest else 1)
        for number, line in enumerate(lines[1:], 2):
            if number > 2 and line <= lines[number - 2]:
                raise bad(number)
            kind, *fields = line.split(b",")
            new = fields[-1] if fields else b""
            if kind == b"domain" and len(fields) == 2:
                facts, key = self.domains, fields[0]
                is_own = self._is_domain(key, lists)
            elif kind == b"name" and len(fields) == 3:
                facts, key = self.names, (fields[0], fields[1])
                is_own = self._is_name(*key)
            else:
                raise bad(number)
            if not is_own or not (new in canonical or self._is_domain(new, lists)) or key in facts:
                raise bad(number)
            facts[key] = new
            canonical.setdefault(new, number)
        chained = [number for new, number in canonical.items() if new in self.domains]
        if chained:
            raise bad(min(chained))

    @staticmethod
    def _is_domain(field, lists):
        return bool(field) and domain_key(field, lists)[0].encode() == field

    @staticmethod
    def _is_name(name, country):
        try:
            return bool(name and country) and name_key(name.decode())[0].encode() == name and \
                country_key(country.decode()).encode() == country
        except UnicodeDecodeError:
            return False

    def resolved(self, domain, name, country):
        """8.2; all in bytes, an absent key is empty."""
        if domain:
            return self.domains.get(domain, domain)
        return self.names.get((name, country), b"") if name else b""
