# SPDX-License-Identifier: Apache-2.0
"""python3 -m lacuna_reference.quality SHARED/data [--reference=TABLE] [LIST...]: what each match rule finds of the companies that two real
lists share, measured on the keys that accounts send. match-quality.md says how to read the figures."""
import csv
import functools
import gzip
import io
import pathlib
import sys
from collections import Counter, defaultdict

from .accounts import Account, account_key, sent_keys
from .domain_key import PublicLists, domain_and_key
from .name_key import country_key, name_key
from .reference_table import ReferenceTable

LISTS = ("demo", "mid", "mid-noisy", "large")
COLUMNS = {"vendor": ("Account ID", "Account Name", "Website", "Billing Country"),
           "partner": ("Record ID", "Company name", "Company Domain Name", "Country/Region")}
SCHEMES = {"fallback 1": [("fallback", 1)], "fallback 2": [("fallback", 2)], "fallback 3": [("fallback", 3)],
           "either 1": [("either", 1)], "either 2": [("either", 2)],
           "union 1": [("fallback", 1), ("names", 1)], "union 2": [("fallback", 1), ("names", 2)]}
SLICES = ("basis", "vendor_source", "partner_source", "website_evidence", "renamed")


def read(path):
    """The rows of a CSV file, be it packed or not."""
    data = path.read_bytes() if path.exists() else gzip.decompress(path.with_name(path.name + ".gz").read_bytes())
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


class Side:
    """A list as accounts, and the account of each row."""

    def __init__(self, rows, columns, normalise):
        grouped, self.of = defaultdict(list), {}
        for row in rows:
            identifier, name, website, country = (row[c] or "" for c in columns)
            domain, name, country = normalise(name, website, country)
            kind, key = account_key(domain, name, country)
            grouped[kind, key or identifier].append((identifier, name, country))
        self.accounts = []
        for (kind, key), members in grouped.items():
            names = Counter(m[1:] for m in members if m[1])
            best = min(names, key=lambda x: (-names[x], x)) if names else (b"", b"")
            for member in members:
                self.of[member[0]] = len(self.accounts)
            self.accounts.append(Account(kind, key if kind < 4 else b"", *best))


class Lists:
    """Two lists, what is true of them, and which of their accounts are one family."""

    def __init__(self, folder, normalise):
        self.rows = {side: read(folder / f"{side}.csv") for side in COLUMNS}
        self.vendor, self.partner = (Side(self.rows[s], COLUMNS[s], normalise) for s in COLUMNS)
        self.truth = read(folder / "truth.csv")
        self.true = {self.pair(t) for t in self.truth}
        labels = read(folder / "labels.csv")
        if "same_as_row_of_mid" in labels[0]:
            plain = {x["row_id"]: x for x in read(folder.parent / "mid" / "labels.csv")}
            labels = [plain[x["same_as_row_of_mid"]] | {"row_id": x["row_id"]} for x in labels
                      if x["same_as_row_of_mid"] in plain]
        self.labels = [defaultdict(lambda: (set(), set(), set())) for _ in range(2)]
        for x in labels:
            for side, found in zip((self.vendor, self.partner), self.labels):
                if x["row_id"] in side.of:
                    one = found[side.of[x["row_id"]]]
                    for part, value in zip(one, (x["entity"], x["known_domains"], x["related_entities"])):
                        part.update(value.replace(";", " ").replace("|", " ").split())

    def pair(self, t):
        return self.vendor.of[t["vendor_id"]], self.partner.of[t["partner_id"]]

    def is_family(self, pair):
        """A common domain that any source gives them, or parent and child."""
        (ones, one_domains, one_kin), (twos, two_domains, two_kin) = (x[i] for x, i in zip(self.labels, pair))
        return bool(one_domains & two_domains or one_kin & twos or two_kin & ones)

    def met(self, schemes, responder="partner"):
        """The pairs of accounts that meet in a table that is added."""
        other = "vendor" if responder == "partner" else "partner"
        pairs = set()
        for scheme, x in schemes:
            place = {key: i for i, keys in enumerate(sent_keys(getattr(self, other).accounts, scheme, x, "initiator"))
                     for key in keys}
            for j, keys in enumerate(sent_keys(getattr(self, responder).accounts, scheme, x, "responder")):
                pairs.update((place[key], j) for key in keys if key in place)
        return pairs if responder == "partner" else {(j, i) for i, j in pairs}


class Quality:
    """Recall over true pairs of rows; precision over pairs of accounts, strictly and with families set aside."""

    def __init__(self, lists, schemes, responder="partner"):
        self.met = lists.met(schemes, responder)
        right = self.met & lists.true
        self.wrong = {p for p in self.met - lists.true if not lists.is_family(p)}
        self.found = [lists.pair(t) in self.met for t in lists.truth]
        self.recall = sum(self.found) / len(self.found)
        self.strict = len(right) / max(1, len(self.met))
        self.precision = len(right) / max(1, len(right) + len(self.wrong))
        self.f1 = 2 * self.recall * self.precision / max(1e-9, self.recall + self.precision)


def normaliser(table=None):
    """The key code of these pages, with a reference table or without; fields that return are remembered."""
    lists = PublicLists()
    table = table and ReferenceTable(table, lists)
    domains = functools.cache(lambda website: domain_and_key(website.encode(), lists)[:2])
    names = functools.cache(lambda name: name_key(name)[0].encode())
    countries = functools.cache(lambda country, domain: country_key(country, domain).encode())

    def normalise(name, website, country):
        (domain_name, domain), key = domains(website), names(name)
        country = countries(country, domain) if key else b""
        domain_name = domain_name.encode()
        return table.resolved(domain_name, key, country) if table else domain_name, key, country
    return normalise


def slices(lists, quality):
    """Recall by slice of truth: for each column and value, found and all."""
    counts = {}
    for t, found in zip(lists.truth, quality.found):
        for column in SLICES:
            one = counts.setdefault((column, t[column] or "no"), [0, 0])
            one[0] += found
            one[1] += 1
    return counts


def main(folder, names):
    tables = [pathlib.Path(x.partition("=")[2]).read_bytes() for x in names if x.startswith("--reference=")]
    names = [x for x in names if not x.startswith("--reference=")]
    for name in names or LISTS:
        lists = Lists(pathlib.Path(folder) / name, normaliser(*tables))
        print(f"{name}: {len(lists.truth)} true pairs of rows\nrule        recall  precision  families aside  F1    pairs")
        for rule, schemes in SCHEMES.items():
            q = Quality(lists, schemes)
            print(f"{rule:10}  {q.recall:.3f}   {q.strict:.3f}      {q.precision:.3f}           {q.f1:.3f} {len(q.met)}")
        print("recall of union 2 by slice")
        for (column, value), (found, all_) in sorted(slices(lists, q).items(), key=lambda x: (x[0][0], -x[1][1])):
            if all_ >= len(lists.truth) / 100:
                print(f"  {column:17} {value:34} {found / all_:.3f} of {all_}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
