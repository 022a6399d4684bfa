# SPDX-License-Identifier: Apache-2.0
"""python3 -m lacuna_reference.runs FOLDER: writes the vectors of Protocols/vectors/run.

All keys are made from short texts, INSECURE by being here; the same program writes the same bytes.
"""
import datetime
import hashlib
import pathlib
import shutil
import sys

from .agreement import ROLES
from .card import Card
from .draft import DIMENSIONS, draft
from .identity import Identity, commitment
from .run_files import KEYS, KINDS, lines, play

INDUSTRY = "  industry: {values: [Software, Banking], roll-up: majority, unlisted: other}\n"
# Large epsilons and a large delta: little noise, small files. Nobody should sign them.
PRIVACY = "  size-epsilon: 4\n  delta: 2^-20\n  yearly-cap: 100\n  minimum: 3\n  smallest-list: 10\n"

# The lists hold one of each thing that rows can do: several rows an account, an address or a name in place of a domain,
# a name twice, no key at all, a status that takes no part, values outside the vocabulary, products in any spelling.
ONE_KEY = {"initiator": """\
name,website,country,status,industry
Northwind,https://www.northwind.example/about,Norway,prospect,Software
Northwind Logistics,northwind.example,Norway,Customer,Banking
Contoso,contoso.example,Sweden,customer,Software
Fabrikam,shop.fabrikam.example,Germany,customer,banking
Tailspin,tailspin.example,France,Open Opportunity,Banking
Wingtip,info@wingtip.example,France,open-opportunity,Software
Litware,litware.example:443,Spain,prospect,Software
Proseware,proseware.example,Spain,prospect,Toys
Humongous,humongous.example,Italy,prospect,
Lucerne,M\u00fcnchen.example,Germany,prospect,Software
Margie,margie@gmail.com,United States,customer,Software
Coho,,Denmark,customer,Banking
Trey,trey.example,Denmark,former,Banking
Alpine,alpine.example,Austria,customer,Software
,,,open-opportunity,Banking
""", "responder": """\
name,website,country,status
Northwind AS,northwind.example,Norway,customer
Contoso AB,www.contoso.example,Sweden,prospect
Fabrikam GmbH,fabrikam.example,Germany,customer
Tailspin,TAILSPIN.example.,France,customer
Wingtip,https://wingtip.example,France,open-opportunity
Litware,litware.example,Spain,open-opportunity
Lucerne,xn--mnchen-3ya.example,Germany,customer
Adatum,adatum.example,Norway,prospect
Relecloud,relecloud.example,Norway,prospect
"Woodgrove, Inc.",woodgrove.example,United States,prospect
Margie,,United States,customer
Trey,trey.example,Denmark,customer
"""}

FALLBACK = {"initiator": """\
name,website,country,status,industry,products
Northwind,northwind.example,Norway,customer,Software,Analytics
Northwind Shipping,northwind.example,Norway,prospect,Software,Backup
Contoso,contoso.example,Sweden,customer,Software,Analytics;Backup
The Fabrikam & Co. Ltd.,,Germany,customer,Banking,Analytics
Tailspin Toys,,France,open-opportunity,Toys,
Wingtip,wingtip.example,France,open-opportunity,Banking,
Litware,,,prospect,Software,
Proseware,proseware.example,Spain,prospect,Software,"backup, unheard-of"
Humongous,humongous.example,Italy,prospect,Banking,
Trey Research,trey.example,Denmark,customer,Software,ANALYTICS | Backup
Trey Research,trey-research.example,Denmark,prospect,Software,Analytics
Alpine,alpine.example,Austria,former,Software,Analytics
Lucerne,lucerne.example,Switzerland,customer,Banking,Analytics
Coho,coho.example,Denmark,prospect,,
""", "responder": """\
name,website,country,status,industry,products
Northwind AS,www.northwind.example,Norway,customer,Software,Migration
Contoso AB,contoso.example,Sweden,prospect,Software,Migration;Training;Support
Fabrikam,fabrikam.example,Germany,customer,Banking,Training
"FABRIKAM, Limited",,Germany,prospect,Banking,Support
"Tailspin Toys, S.A.",,France,customer,,Migration
Wingtip,wingtip-toys.example,France,open-opportunity,Banking,
Litware Inc.,,,customer,Software,Training
Litware Spain,litware.example,Spain,prospect,Software,
Trey Research,,Denmark,customer,Software,Migration
Humongous,humongous.example,Italy,open-opportunity,Banking,Support|Training
Adatum,adatum.example,Norway,prospect,Software,
Relecloud,relecloud.example,Norway,prospect,Banking,Training
Woodgrove,woodgrove.example,United States,prospect,Toys,Migration
,,Norway,prospect,Software,
"""}

# Amounts in several currencies and spellings, of several rows, above `most`, between units, and of accounts that have
# no token; windows, a day in none of them, a blank one.
SUMS = {"initiator": """\
name,website,country,status,stage,signed,products,pipeline,pipeline-currency
Northwind,northwind.example,Norway,open-opportunity,Proposal,2026-02-01,Analytics,"1,200",EUR
Northwind Shipping,www.northwind.example,Norway,prospect,Lead,,,49.5,EUR
Contoso,contoso.example,Sweden,open-opportunity,Proposal,2026-08-15,Analytics,€ 800.005,eur
Fabrikam Ltd.,,Germany,open-opportunity,Lead,,Backup,$500,US$
Tailspin Toys,,France,open-opportunity,Proposal,2026-06-30,Analytics,999.99 USD,USD
Wingtip,wingtip.example,France,open-opportunity,Proposal,2026-07-01,,2000,EUR
Litware,litware.example,Spain,open-opportunity,Lead,2025-12-31,Analytics,15.87,EUR
Proseware,proseware.example,Spain,open-opportunity,Proposal,,Backup,-,EUR
Humongous,humongous.example,Italy,open-opportunity,,2026-03-03,Analytics,700,EUR
Lucerne,lucerne.example,Switzerland,customer,Proposal,2026-04-01,Analytics;Backup,640,EUR
Alpine,alpine.example,Austria,customer,,2026-05-05,Analytics,,EUR
Coho,coho.example,Denmark,customer,,2026-09-09,Analytics,100,EUR
Margie,margie@gmail.com,United States,customer,,2026-10-10,Analytics,0,EUR
Trey Research,trey.example,Denmark,customer,,,Backup,n/a,EUR
Trey Research,trey-research.example,Denmark,customer,,2026-11-11,Analytics,60,EUR
Adatum,adatum.example,Norway,customer,,2026-01-01,Analytics,31,EUR
Relecloud,relecloud.example,Norway,customer,,2026-12-31,Analytics,1,EUR
Woodgrove,woodgrove.example,United States,customer,,,,,EUR
Blue Yonder,blueyonder.example,Ireland,prospect,,,Analytics,50,EUR
Datum,datum.example,Ireland,former,Proposal,,,900,EUR
Tasman,tasman.example,Chile,prospect,,,Backup,0.01,EUR
VanArsdel,vanarsdel.example,Chile,open-opportunity,Lead,2027-01-01,Analytics,50,USD
,,,open-opportunity,Proposal,2026-02-02,,333,EUR
""", "responder": """\
name,website,country,status,stage,products,deals,seats-2026,seats-2027
Northwind AS,northwind.example,Norway,open-opportunity,Proposal,Migration,"€3,000.00",,
Contoso AB,contoso.example,Sweden,open-opportunity,Lead,,EUR 1500,,5
FABRIKAM,,Germany,open-opportunity,Proposal,Migration,4999.99,,
"Tailspin Toys, S.A.",,France,open-opportunity,Proposal,,79.37,,
Wingtip,wingtip.example,France,open-opportunity,Proposal,Migration,6000,,
Litware Inc.,litware.example,Spain,customer,Lead,Migration,2500,400,500
Proseware,proseware.example,Spain,open-opportunity,Lead,,250,,
Humongous,humongous.example,Italy,open-opportunity,Proposal,Migration,125.125,,
Lucerne,lucerne.example,Switzerland,customer,,Migration,,100 seats,120
Alpine,alpine.example,Austria,customer,,,,900,1100
Alpine Ski,alpine.example,Austria,prospect,,Migration,,100,50
Coho,coho.example,Denmark,customer,,Migration,,250,0
Margie,,United States,customer,,Training,,60,63
Trey Research,,Denmark,customer,,Migration,,10,10
Adatum,adatum.example,Norway,customer,,Migration,,333,334
Relecloud,relecloud.example,Norway,customer,,Training,,500,650
Woodgrove,woodgrove.example,United States,customer,,Migration,,800,900
Blue Yonder,blueyonder.example,Ireland,customer,,Training,,20,30
Fourth Coffee,fourthcoffee.example,Ireland,customer,,Migration,,75,75
Tasman,tasman.example,Chile,customer,,,,1,1
VanArsdel,vanarsdel.example,Chile,open-opportunity,Lead,Training,1000,,
,,Norway,customer,,Migration,,12,13
"""}
SUMS_DIMENSIONS = """\
  stage: {values: [Proposal], roll-up: precedence, unlisted: other}
  signed: {windows: {first-half: [2026-01-01, 2026-06-30], second-half: [2026-07-01, 2026-12-31]}, \
roll-up: precedence, unlisted: other}
"""
SUMS_AMOUNTS = """\
  pipeline: {of: initiator, currency: EUR, most: 1000}
  deals: {of: responder, currency: EUR, most: 5000}
  seats-2026: {of: responder, unit: seats, most: 1000}
  seats-2027: {of: responder, unit: seats, most: 1000}
"""

RUNS = {
    "one-key": (ONE_KEY, {"questions": ["{question: account-map, epsilon: 4, by: {dimension: industry, of: initiator}}"]}),
    "fallback": (FALLBACK, {
        "keys": ("domain", "name-country", "name"), "most": 2,
        "products": (["Analytics", "Backup"], ["Migration", "Training", "Support"]),
        "questions": ["{question: account-map, epsilon: 4}",
                      "{question: white-space, epsilon: 3, of: responder, by: [industry, products]}",
                      "{question: white-space, epsilon: 3, of: initiator, by: [industry, products]}",
                      "{question: cross-sell, epsilon: 4}"]}),
    "sums": (SUMS, {
        "keys": ("domain", "name-country"), "dimensions": DIMENSIONS + SUMS_DIMENSIONS, "amounts": SUMS_AMOUNTS,
        "currencies": "{EUR: 1, USD: 0.92}", "products": (["Analytics", "Backup"], ["Migration", "Training"]),
        "questions": ["{question: co-sell, epsilon: 20, of: initiator, stage: stage, pipeline: pipeline, "
                      "their-pipeline: deals}",
                      "{question: retention, epsilon: 20, of: responder, opening: seats-2026, closing: seats-2027}",
                      "{question: attach-rate, epsilon: 4, of: initiator, product: Analytics, with: Migration, "
                      "by: signed}"]}),
}


def secret(text):
    return hashlib.sha256(b"lacuna run vectors, INSECURE: " + text.encode()).digest()


def inputs(name, lists, terms):
    """The files that the others are made from."""
    values = {key: secret(f"{name} {key}").hex() for key in KEYS[2:]} | {"today": "2027-01-01", "lineage": "customers"}
    cards = []
    for role, party in zip(ROLES, ("Acme", "Globex")):
        public = Identity(bytes.fromhex(values[role + "-root"])).public
        committed = commitment(public, bytes.fromhex(values[role + "-seed-1"]))
        cards.append(Card(party, party.lower(), 50, public, committed))
    agreement = draft(*cards, **{"dimensions": DIMENSIONS + INDUSTRY} | terms, privacy=PRIVACY,
                      start=datetime.date(2026, 11, 23), days=364)
    return {"agreement.yaml": agreement, "inputs.txt": lines((key, values[key]) for key in KEYS),
            **{f"{role}.csv": text.encode() for role, text in lists.items()}}


def main(folder):
    for name, (lists, terms) in RUNS.items():
        shutil.rmtree(folder / name, ignore_errors=True)
        for path, data in play(inputs(name, lists, terms)).items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_bytes(data)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
