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

RUNS = {
    "one-key": (ONE_KEY, {"questions": ["{question: account-map, epsilon: 4, by: {dimension: industry, of: initiator}}"]}),
    "fallback": (FALLBACK, {
        "keys": ("domain", "name-country", "name"), "most": 2,
        "products": (["Analytics", "Backup"], ["Migration", "Training", "Support"]),
        "questions": ["{question: account-map, epsilon: 4}",
                      "{question: white-space, epsilon: 3, of: responder, by: [industry, products]}",
                      "{question: white-space, epsilon: 3, of: initiator, by: [industry, products]}",
                      "{question: cross-sell, epsilon: 4}"]}),
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
    agreement = draft(*cards, dimensions=DIMENSIONS + INDUSTRY, privacy=PRIVACY, start=datetime.date(2026, 11, 23),
                      days=364, **terms)
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
