#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""write_reference_vectors.py: the files of Protocols/vectors/reference-table (account-keys.md 9), from what stands here."""
import hashlib
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "vectors" / "reference-table"
HEAD = "reference-table/1\n"
GOOD = HEAD + """\
domain,appannie.com,data.ai
domain,bmw.de,bmw.com
domain,xn--mnchen-3ya.de,munich.example
name,acme,DE,acme.example
name,acme,FR,acme.example
name,tafiny,US,tiffany.com
name,株式,JP,kabu.example
"""

# name: the table's text, and rows: website, name, country, and the domain that comes of them.
TABLES = {
    "domain": (GOOD, [("https://www.appannie.com/x", "App Annie", "US", "data.ai"), ("bmw.de", "", "", "bmw.com"),
                      ("www.bmw.com", "BMW", "Germany", "bmw.com"), ("M\u00fcnchen.de", "", "", "munich.example"),
                      ("other.example", "Acme", "DE", "other.example")]),
    "name": (GOOD, [("", "ACME GmbH", "Germany", "acme.example"), ("", "Acme", "France", "acme.example"),
                    ("", "The Acme Co.", "Spain", "-"), ("", "Acme", "", "-"),
                    ("", "Tiffany & Co.", "United States", "tiffany.com")]),
    "name-without-domain-for-any-reason": (GOOD, [("someone@gmail.com", "Acme", "DE", "acme.example"),
                                                  ("10.0.0.1", "Acme", "DE", "acme.example"),
                                                  ("linkedin.com/company/acme", "Acme", "DE", "acme.example")]),
    "domain-goes-before-name": (GOOD, [("bmw.de", "Acme", "DE", "bmw.com")]),
    "family-first": (HEAD + "domain,northwind.com,contoso.example\n",
                     [("northwind.co.uk", "", "", "contoso.example"), ("northwind.de", "", "", "contoso.example")]),
    "canonical-of-many": (HEAD + "domain,a1.example,c.example\ndomain,a2.example,c.example\nname,acme,DE,c.example\n",
                          [("a1.example", "", "", "c.example"), ("a2.example", "", "", "c.example"),
                           ("", "Acme", "DE", "c.example"), ("c.example", "", "", "c.example")]),
    "country-of-own-host": (HEAD + "domain,acme.de,acme.example\nname,acme,DE,other.example\n",
                            [("acme.de", "Acme", "", "acme.example")]),
}

# name: the table's bytes, and the line at which they are refused.
REFUSED = {
    "empty": (b"", 1), "first-line-alone": (HEAD.encode(), 1), "another-format": (GOOD.replace("/1", "/2", 1).encode(), 1),
    "byte-order-mark": (b"\xef\xbb\xbf" + GOOD.encode(), 1), "carriage-returns": (GOOD.replace("\n", "\r\n").encode(), 1),
    "last-line-without-end": (GOOD.encode()[:-1], 8), "blank-line": (GOOD.encode() + b"\n", 9),
    "not-ascending": ((HEAD + "domain,b.example,c.example\ndomain,a.example,c.example\n").encode(), 3),
    "line-twice": ((HEAD + 2 * "domain,a.example,c.example\n").encode(), 3),
    "two-canonical-domains": ((HEAD + "domain,a.example,b.example\ndomain,a.example,c.example\n").encode(), 3),
    "two-domains-of-a-name": ((HEAD + "name,acme,DE,b.example\nname,acme,DE,c.example\n").encode(), 3),
    "transitive": ((HEAD + "domain,a.example,b.example\ndomain,b.example,c.example\n").encode(), 2),
    "transitive-from-name": ((HEAD + "domain,b.example,c.example\nname,acme,DE,b.example\n").encode(), 3),
    "domain-of-itself": ((HEAD + "domain,a.example,a.example\n").encode(), 2),
    "host-for-domain": ((HEAD + "domain,www.a.example,c.example\n").encode(), 2),
    "capitals": ((HEAD + "domain,A.example,c.example\n").encode(), 2),
    "family-member": ((HEAD + "domain,northwind.de,c.example\n").encode(), 2),
    "free-mail": ((HEAD + "domain,gmail.com,c.example\n").encode(), 2),
    "shared-host-canonical": ((HEAD + "domain,a.example,linkedin.com\n").encode(), 2),
    "name-as-written": ((HEAD + "name,Tiffany & Co.,US,tiffany.com\n").encode(), 2),
    "country-by-name": ((HEAD + "name,acme,germany,acme.example\n").encode(), 2),
    "country-in-small-letters": ((HEAD + "name,acme,de,acme.example\n").encode(), 2),
    "no-such-country": ((HEAD + "name,acme,QQ,acme.example\n").encode(), 2),
    "no-country": ((HEAD + "name,acme,,acme.example\n").encode(), 2),
    "placeholder-name": ((HEAD + "name,unknown,DE,acme.example\n").encode(), 2),
    "not-utf-8": (HEAD.encode() + b"name,ac\xffme,DE,acme.example\n", 2),
    "field-more": ((HEAD + "domain,a.example,c.example,x\n").encode(), 2),
    "field-less": ((HEAD + "domain,a.example\n").encode(), 2),
    "another-kind": ((HEAD + "host,a.example,c.example\n").encode(), 2),
    "comment": ((HEAD + "# a.example\n").encode(), 2), "nul": ((HEAD + "domain,a.example\0,c.example\n").encode(), 2),
}


def escaped(text):
    return "".join(chr(b) if 0x20 <= b < 0x7f and b != 0x5c else "\\\\" if b == 0x5c else f"\\x{b:02x}"
                   for b in text.encode())


def write(name, table, line, rows):
    digest = hashlib.sha256(b"lacuna/1 reference" + table).hexdigest()
    lines = [("table", table.hex()), ("digest", digest), ("refused-at", line), ("rows", "; ".join(
        " | ".join(map(escaped, row[:3])) + " -> " + row[3] for row in rows))]
    (FOLDER / f"{name}.txt").write_text("".join(f"{key}: {value}".rstrip() + "\n" for key, value in lines))


FOLDER.mkdir(exist_ok=True)
for name, (text, rows) in TABLES.items():
    write(name, text.encode(), "", rows)
for name, (data, line) in REFUSED.items():
    write("refused-" + name, data, line, [])
