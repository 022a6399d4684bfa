#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""write_number_vectors.py: the files of Protocols/vectors/number (account-keys.md 11), from what stands here.

Numbers whose check digits hold are published ones, or examples of the registers' own pages.
"""
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "vectors" / "number"
# name: type, number, country, key; where the key begins with `!`, the reason of its absence.
CASES = {
    "lei": ("lei", "5493001KJTIIGC8Y1R12", "", "5493001KJTIIGC8Y1R12"),
    "lei-letters": ("lei", "HWUPKR0MPOU8FGXBT394", "", "HWUPKR0MPOU8FGXBT394"),
    "lei-written": ("lei", " LEI: 7ltw-fzyi-cnsx-8d62-1k86\t", "", "7LTWFZYICNSX8D621K86"),
    "lei-one-digit-changed": ("lei", "5493001KJTIIGC8Y1R13", "", "!check digits"),
    "lei-two-letters-changed-places": ("lei", "5493001KJTIGIC8Y1R12", "", "!check digits"),
    "lei-check-digits-of-98-less-97": ("lei", "00000000000000000001", "", "!check digits"),
    "lei-short": ("lei", "5493001KJTIIGC8Y1R1", "", "!form"),
    "lei-ends-in-letter": ("lei", "5493001KJTIIGC8Y1R1A", "", "!form"),
    "lei-of-foreign-letters": ("lei", "5493001KJTIIGC8Y1R1\u0662", "", "!form"),
    "blank": ("lei", " \u00a0", "", "!blank"),
    "too-long": ("lei", "5493001KJTIIGC8Y1R12" + 81 * "-", "", "!form"),
    "as-long-as-may-be": ("lei", "5493001KJTIIGC8Y1R12" + 79 * "-" + "2", "", "!form"),
    "punctuation-alone": ("duns", "--", "", "!form"),
    "duns": ("duns", "15-048-3782", "", "150483782"), "duns-written": ("duns", "D-U-N-S: 150483782", "", "150483782"),
    "duns-eight-digits": ("duns", "50483782", "", "!form"), "duns-zero": ("duns", "000000000", "", "!placeholder"),
    "duns-counted": ("duns", "123456789", "", "!placeholder"), "duns-letter": ("duns", "15048378A", "", "!form"),
    "vat-at": ("vat", "AT U13585627", "", "ATU13585627"), "vat-at-wrong": ("vat", "ATU13585626", "", "!check digits"),
    "vat-be": ("vat", "BE 0428.759.497", "", "BE0428759497"), "vat-be-wrong": ("vat", "BE 0431150351", "", "!check digits"),
    "vat-be-nine-digits": ("vat", "428759497", "BE", "BE0428759497"),
    "vat-de": ("vat", "DE 136,695 976".replace(",", ""), "", "DE136695976"), "vat-de-wrong": ("vat", "DE136695978", "", "!check digits"),
    "vat-de-without-prefix": ("vat", "136695976", "DE", "DE136695976"), "vat-de-zero-first": ("vat", "DE036695976", "", "!form"),
    "vat-dk": ("vat", "DK 13585628", "", "DK13585628"), "vat-dk-wrong": ("vat", "DK13585627", "", "!check digits"),
    "vat-fi": ("vat", "FI-20774740", "", "FI20774740"), "vat-fi-wrong": ("vat", "FI 20774741", "", "!check digits"),
    "vat-fr": ("vat", "FR 40 303 265 045", "", "FR40303265045"), "vat-fr-wrong": ("vat", "FR 84 323 140 391", "", "!check digits"),
    "vat-fr-letters": ("vat", "FRK7399859412", "", "FRK7399859412"),
    "vat-gb": ("vat", "GB 980 7806 84", "", "GB980780684"), "vat-gb-wrong": ("vat", "GB802311781", "", "!check digits"),
    "vat-gb-branch": ("vat", "GB 980 7806 84 001", "", "GB980780684"),
    "vat-it": ("vat", "IT 00743110157", "", "IT00743110157"), "vat-it-wrong": ("vat", "IT00743110158", "", "!check digits"),
    "vat-lu": ("vat", "LU 150 274 42", "", "LU15027442"), "vat-lu-wrong": ("vat", "LU15027443", "", "!check digits"),
    "vat-pl": ("vat", "PL 8567346215", "", "PL8567346215"), "vat-pl-wrong": ("vat", "PL 8567346216", "", "!check digits"),
    "vat-pt": ("vat", "PT 501 964 843", "", "PT501964843"), "vat-pt-wrong": ("vat", "PT 501 964 842", "", "!check digits"),
    "vat-se": ("vat", "SE 123456789701", "", "SE123456789701"), "vat-se-wrong": ("vat", "SE 123456789101", "", "!check digits"),
    "vat-greece": ("vat", "GR 094259216", "", "EL094259216"), "vat-greece-by-country": ("vat", "094259216", "GR", "EL094259216"),
    "vat-without-known-check": ("vat", "NL4495445B01", "", "NL4495445B01"),
    "vat-prefix-goes-before-country": ("vat", "IT00743110157", "DE", "IT00743110157"),
    "vat-of-another-country": ("vat", "12-3456789", "US", "!no country"),
    "vat-no-country": ("vat", "123456788", "", "!no country"), "vat-letters-alone": ("vat", "NLABC", "", "!form"),
    "vat-zeros": ("vat", "IT00000000000", "", "!placeholder"), "vat-underscore": ("vat", "IT_00743110157", "", "!form"),
    "company": ("company", "HRB 6684", "DE", "DEHRB6684"), "company-zeros": ("company", "00445790", "GB", "GB445790"),
    "company-letters": ("company", "sc095000", "GB", "GBSC095000"), "company-no-country": ("company", "445790", "", "!no country"),
    "company-no-digit": ("company", "unknown", "GB", "!placeholder"), "company-all-zeros": ("company", "0000", "GB", "!placeholder"),
    "company-thirty": ("company", "1" * 30, "GB", "GB" + "1" * 30), "company-thirty-one": ("company", "1" * 31, "GB", "!form"),
}


def escaped(text):
    return "".join(chr(b) if 0x20 <= b < 0x7f and b != 0x5c else f"\\x{b:02x}" for b in text.encode())


FOLDER.mkdir(exist_ok=True)
for name, (kind, field, country, key) in CASES.items():
    absent = key[1:] if key.startswith("!") else ""
    lines = [("type", kind), ("number", escaped(field)), ("country", country), ("key", "" if absent else key), ("absent", absent)]
    (FOLDER / f"{name}.txt").write_text("".join(f"{a}: {b}\n" if b else f"{a}:\n" for a, b in lines))
