# SPDX-License-Identifier: Apache-2.0
"""Both players of a session, driven through their command lines: files in, files out; and the lists they play with."""
import csv
import hashlib
import pathlib
import shutil
import subprocess
import sys
import time

from lacuna_reference.accounts import row_keys
from lacuna_reference.agreement import Agreement
from lacuna_reference.card import read_card
from lacuna_reference.domain_key import PublicLists, domain_key
from lacuna_reference.draft import PRIVACY, draft
from lacuna_reference.replay import Twin
from lacuna_reference.run_files import mapping
from lacuna_reference.state import State

LISTS = PublicLists()
HERE = pathlib.Path(__file__).resolve().parent
THREE = ["domain", "name-country", "name"]
MAP, CROSS = "account-map", "cross-sell"
INDUSTRY = """  status: {values: [customer, open-opportunity, prospect], roll-up: precedence, unlisted: left-out}
  industry: {values: [Software, Retail, Energy], roll-up: majority, unlisted: other}
  kind: {values: [anything], roll-up: precedence, unlisted: other}
"""

# Of the cases with sums: each row has these, and its list's amounts, after the fixed columns.
SUMS = INDUSTRY + """  stage: {values: [Lead, Proposal], roll-up: precedence, unlisted: other}
  period: {windows: {first-half: [2026-01-01, 2026-06-30], second-half: [2026-07-01, 2026-12-31]}, \
roll-up: precedence, unlisted: other}
  outcome: {values: [won, lost], roll-up: majority, unlisted: other}
"""
AMOUNTS = """  pipeline: {of: initiator, currency: EUR, most: 100000}
  seats: {of: initiator, unit: seats, most: 500}
  deals: {of: responder, currency: USD, most: 5000}
  tenure: {of: responder, unit: days, most: 999999999}
"""
CURRENCIES = "{EUR: 1, USD: 0.92, GBP: 1.17}"


def names(letter, n):
    return [f"{letter}{i}" for i in range(n)]


class Failure(Exception):
    pass


def run(*command, wanted=0):
    """The command's output; it must end with the wanted status."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != wanted:
        raise Failure(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


class Tool:
    table = None                                           # the file of the agreed reference table

    def __init__(self, path, folder, name, other, accounts):
        self.path, self.room, self.name, self.other = path, folder / other.lower(), name, other
        folder.mkdir(parents=True)
        run(path, "init", self.room, "--as", name)
        run(path, "card", "--room", self.room, "--accounts", accounts)
        self.card = self.room / "Outbox" / f"{name.lower()}.card"

    def verb(self, *arguments, wanted=0):
        return run(self.path, *arguments, "--room", self.room, wanted=wanted)

    def take(self, file, kind):
        """Puts a file of the other side into the Inbox."""
        shutil.copy(file, self.room / "Inbox" / f"{self.other.lower()}-{kind}-{time.time_ns()}.lacuna")

    def made(self, kind):
        """The newest file of a kind in the Outbox."""
        return max((self.room / "Outbox").glob(f"*-{kind}-*.lacuna"), key=lambda p: p.stat().st_mtime_ns)

    def accept(self, text=None):
        if self.table:
            shutil.copy(self.table, self.room / "reference.csv")
        if text is not None:
            (self.room / "agreement.yaml").write_bytes(text)
        else:
            self.verb("agree", "check")
        self.verb("agree", "sign")

    def check(self, rows, role):
        """Where there are amounts the owner says what the columns hold; else the tool guesses."""
        agreement = Agreement((self.room / "agreement.yaml").read_bytes())
        if agreement.amounts:
            (self.room / "mapping.yaml").write_bytes(mapping(rows.read_bytes(), agreement, role))
        self.verb("check", rows)

    def offer(self, rows):
        self.check(rows, "initiator")
        self.verb("blind", rows)
        return self.made("offer")

    def answer(self, offer, rows, first):
        self.take(offer, "offer")
        if first:
            self.accept()
            self.check(rows, "responder")
        self.verb("blind", rows)
        return self.made("answer")

    def match(self, answer):
        self.take(answer, "answer")
        self.verb("match")
        return self.made("report")

    def report(self, message):
        self.take(message, "report")
        self.verb("report")

    def json(self):
        return max((self.room / "Reports").glob("*/report.json"), key=lambda p: p.stat().st_mtime_ns).read_bytes()


class Reference:
    table = None

    def __init__(self, folder, name, accounts):
        folder.mkdir(parents=True)
        self.folder, self.card, self.agreement = folder, folder / "card", folder / "agreement.yaml"
        self.verb("card", "--name", name, "--organisation", name.lower(), "--accounts", accounts, "--out", self.card)

    def verb(self, *arguments, wanted=0):
        return run(sys.executable, "-c", f"import sys; sys.path.insert(0, {str(HERE)!r}); import runpy; "
                   "runpy.run_module('lacuna_reference', run_name='__main__')",
                   "--state", self.folder / "state", *arguments, wanted=wanted)

    def offer(self, rows):
        self.verb("offer", rows, "--agreement", self.agreement, "--out", self.folder / "offer",
                    *self._table())
        return self.folder / "offer"

    def answer(self, offer, rows, first):
        self.verb("answer", offer, rows, "--out", self.folder / "answer", *self._table())
        return self.folder / "answer"

    def _table(self):
        return ["--reference", self.table] if self.table else []

    def match(self, answer):
        self.verb("match", answer, "--out", self.folder / "report", "--json", self.folder / "report.json")
        return self.folder / "report"

    def report(self, message):
        self.verb("report", message, "--json", self.folder / "report.json")

    def json(self):
        return (self.folder / "report.json").read_bytes()


# Every n-th row is made harder: for the names without a domain, for ambiguity, for accounts of several rows.
EDITS = [
    (5, lambda row, last: [row[0], "", *row[2:]]), (7, lambda row, last: [*row[:2], "", *row[3:]]),
    (11, lambda row, last: [last[0], row[1], last[2], *row[3:]]), (13, lambda row, last: [*last[:3], *row[3:]]),
    (17, lambda row, last: [f"The {row[0].upper()} & Co., Ltd.", *row[1:]]), (19, lambda row, last: ["", *row[1:]]),
    (23, lambda row, last: ["", "", *row[2:]]), (29, lambda row, last: [row[0], row[1] + "/a,b;c", *row[2:]]),
    (31, lambda row, last: [*row[:5], row[5].replace(";", "|", 1).replace(";", ", ").lower() + "\n; unknown"]),
    (37, lambda row, last: [row[0], f"http://m\u00fcller-{len(row[0])}.de:80/x", *row[2:]]),
    (41, lambda row, last: [row[0], "someone@gmail.com", *row[2:]]),
]


def duns(website, i):
    """A number of the company that has the website, for most rows; some are written with hyphens, some are none."""
    digest = hashlib.sha256(domain_key(website.encode(), LISTS)[0].encode()).digest()
    digits = f"{int.from_bytes(digest[:4], 'big') % 10 ** 9:09}"
    return ["", digits[:8], f"{digits[:2]}-{digits[2:5]}-{digits[5:]}", digits][min(i % 7, 3)] if website else ""


def more_columns(role, i):
    """Stage, date, outcome and the amounts of a row, spelled in several ways; some are blank."""
    k = i * 2654435761 >> 7
    row = {"stage": ["Lead", "PROPOSAL", "", "Closed"][k & 3], "period": f"2026-{1 + k % 12:02}-{1 + k % 28:02}" * (i % 9 > 0),
           "outcome": ["Won", "lost", "open"][k % 3]}
    money = [f"{k % 12000000 / 100:,.2f}", str(k % 150000), "-", "0", f"{k % 1000}.005"][i % 5]
    if role == "initiator":
        code = ("EUR", "usd", "GBP")[k % 3]
        return row | {"pipeline": money, "pipeline-currency": code, "seats": f"{k % 700} seats" * (i % 4 > 0)}
    return row | {"deals": ("$" if i % 2 and money != "-" else "") + money, "tenure": str(k % 1000000000)}


def with_amounts(rows):
    """The two lists with the columns of `SUMS` and `AMOUNTS`."""
    found = []
    for role, path in zip(("initiator", "responder"), rows):
        with open(path, newline="") as source, open(path.with_name(role + "-amounts.csv"), "w", newline="") as target:
            for i, row in enumerate(csv.DictReader(source)):
                row |= more_columns(role, i)
                if i == 0:
                    out = csv.DictWriter(target, list(row))
                    out.writeheader()
                out.writerow(row)
        found.append(path.with_name(role + "-amounts.csv"))
    return found


def lists(tool, folder, accounts):
    """Two lists of `lacuna sample`, in the fixed columns of the reference, with products P0 ... and R0 ..."""
    folder.mkdir()
    run(tool, "sample", "--accounts", accounts, "--shared", 60, "--to", folder)
    for name, letter in (("vendor", "I"), ("partner", "R")):
        with open(folder / f"{name}.csv") as source, open(folder / f"{name}-rows.csv", "w") as target:
            out = csv.writer(target)
            out.writerow("name website country status industry products duns".split())
            last = [""] * 6
            for i, row in enumerate(csv.DictReader(source)):
                owned = ";".join(f"{letter}{k}" for k in range(12) if i * 2654435761 >> 7 + k & 3 == 0)
                pick = [row.get(a) or row.get(b) or "" for a, b in (
                    ("Account Name", "Company name"), ("Website", "Company Domain Name"),
                    ("Billing Country", "Country/Region"))]
                status = ["customer", "Open Opportunity", "PROSPECT", "former"][min(i % 10 // 3, 3)]
                line = [*pick, status, row["Industry"], owned]
                for every, change in EDITS:
                    line = change(line, last) if i % every == every - 1 else line
                out.writerow([*line, duns(pick[1], i)])
                last = line
    return folder / "vendor-rows.csv", folder / "partner-rows.csv"


def facts(rows, path):
    """A reference table: every third domain of a list is an old one, every second name without a domain has one."""
    lists, found = PublicLists(), set()
    with open(rows) as source:
        for i, row in enumerate(csv.DictReader(source)):
            domain, name, country = row_keys(row["website"], row["name"], row["country"], lists)
            if domain and i % 3 == 0:
                found.add(b"domain,%s,renamed%d.example" % (domain, i))
            elif name and country and not domain and i % 2:
                found.add(b"name,%s,%s,named%d.example" % (name, country, i))
    # A fact stands once: rows repeat companies.
    once = {line.rsplit(b",", 1)[0]: line for line in sorted(found)}
    path.write_bytes(b"".join(line + b"\n" for line in [b"reference-table/1", *sorted(once.values())]))
    return path


def draft_text(own_card, other_card, case, dimensions=INDUSTRY, amounts="", currencies="", table=None):
    rule, keys, mi, mr, most, questions = case
    privacy = PRIVACY.replace("list: 50", "list: 20").replace("cap: 100", "cap: 1000")
    return draft(read_card(own_card.read_bytes()), read_card(other_card.read_bytes()), rule, keys,
                 (names("I", mi), names("R", mr)), most, questions, dimensions, privacy, amounts=amounts,
                 currencies=currencies, reference=table, number="duns" if keys[0] == "number" else None)


def make_twin(tool, tool_initiates, reader):
    role = "initiator" if tool_initiates else "responder"
    return Twin(tool.room, tool.name.lower(), role, State.load(reader.folder / "state").identity)
