# SPDX-License-Identifier: Apache-2.0
"""python3 write_name_tables.py: writes the three tables of `name/2` and `country/2` into Sources/CPublicLists.

Sources: Unicode 14.0, the tables of Python 3.11 (characters); CLDR, as packed in babel 2.19.0 (names of countries); the
lists of words beside this file, written for this project after the GLEIF list of legal forms (ISO 20275) and cleanco.
The same bytes come out wherever these versions are installed; other versions are refused.
"""
import pathlib
import sys
import unicodedata

import babel
from babel import Locale
from babel.core import get_global

HERE = pathlib.Path(__file__).parent
OUT = HERE.parents[2] / "Sources" / "CPublicLists"
sys.path.insert(0, str(HERE.parent))
HEADER = "# SPDX-License-Identifier: {}\n# {}. Written by write_name_tables.py (account-keys.md 2).\n"

# Marks that are dropped: of Latin, Greek, Cyrillic; Hebrew points; Arabic vowels and tatweel; kana; variation selectors.
MARKS = {*range(0x300, 0x370), *range(0x1AB0, 0x1B00), *range(0x1DC0, 0x1E00), *range(0x20D0, 0x2100),
         *range(0xFE20, 0xFE30), *range(0x591, 0x5C8), 0x640, *range(0x64B, 0x660), 0x670, 0x3099, 0x309A,
         *range(0xFE00, 0xFE10), *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD}
APOSTROPHES = {0x2018, 0x2019, 0x201B, 0x2032, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2BE, 0x2BF, 0x2C8, 0xB4, 0xFF07}
LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
           "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f", "ə": "a", "ς": "σ"}
SIGNS = {0xA9, 0xAE, 0x2120, 0x2122}


def character(point):
    """What a code point outside ASCII becomes: ASCII and letters of other scripts."""
    c = chr(point)
    if point in MARKS or point in APOSTROPHES:
        return ""
    if point in SIGNS:
        return " "
    out = ""
    for d in unicodedata.normalize("NFKD", c):
        for e in unicodedata.normalize("NFKD", d.casefold()):
            if ord(e) not in MARKS:
                out += LETTERS.get(e, e)
    if 0xAC00 <= point <= 0xD7A3:
        return c
    out = unicodedata.normalize("NFC", out)
    if "." in out or "(" in out and len(out) > 1:        # ellipses, numbers in brackets
        out = "".join(x if x.isalnum() else " " for x in out)
    return "".join(x if x.isascii() or unicodedata.category(x)[0] in "LNM" else " " for x in out)


def characters():
    """Lines `HEX TEXT` or `HEX-HEX TEXT`; without a text dropped, `_` a space."""
    found = []
    for point in range(0x80, 0x20000):
        if 0xD800 <= point < 0xE000 or unicodedata.category(chr(point)) in ("Cn", "Co"):
            continue
        text = character(point)
        # A table that is applied twice gives the same.
        while text != (again := "".join(character(ord(x)) if ord(x) > 127 else x.lower() for x in text)):
            text = again
        text = " ".join(text.split()) and text.strip() or ("" if text == "" else " ")
        if text != chr(point):
            found.append((point, text.replace(" ", "_")))
    lines, i = [], 0
    while i < len(found):
        j = i
        while j + 1 < len(found) and found[j + 1] == (found[j][0] + 1, found[i][1]):
            j += 1
        span = f"{found[i][0]:04X}" + (f"-{found[j][0]:04X}" if j > i else "")
        lines.append(f"{span} {found[i][1]}".rstrip())
        i = j + 1
    return HEADER.format("Unicode-3.0", "Characters of names, after Unicode 14.0") + "\n".join(lines) + "\n"


LANGUAGES = """en de fr es it pt nl sv da nb fi is pl cs sk hu ro bg el tr ru uk be ar he fa ur hi bn zh zh_Hant ja ko th vi
id ms ca eu gl et lv lt sl hr sr sr_Latn bs mk sq ga mt ka hy az kk uz mn sw af""".split()


def countries():
    """Lines `CODE words`, `CODE .label`, `CODE ,words`."""
    from lacuna_reference.name_key import plain_words
    codes = sorted(c for c in Locale("en").territories
                   if len(c) == 2 and c.isalpha() and c not in
                   ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))
    names = {}
    own = [line.split(" ", 1) for line in entries("countries.txt")]
    for code, text in own:
        names[text] = code
    for code in codes:
        names.setdefault(code.lower(), code)
    for alias, to in get_global("territory_aliases").items():
        if alias.isalpha() and len(alias) in (2, 3) and len(to) == 1 and to[0] in codes:
            names.setdefault(alias.lower(), to[0])
    for name in LANGUAGES:
        new = {}
        for code, text in Locale.parse(name).territories.items():
            if code in codes:
                new.setdefault(" ".join(plain_words(text)), set()).add(code)
        for text, found in sorted(new.items()):
            if len(found) == 1 and text:
                names.setdefault(text, *found)
    generic = set("ac ag ai am as bz cc cd cf cm co cx dj eu fm ga gg gl gq gs im io je ki la li ly me ml ms mu nf nu pw sc "
                  "sh sr st su tk tl to tv vc vg ws".split())
    for code in codes:
        label = {"GB": "uk"}.get(code, code.lower())
        if label not in generic:
            names["." + label] = code
    lines = sorted(f"{code} {text}" for text, code in names.items())
    return HEADER.format("Unicode-3.0", "Names and codes of countries, after CLDR, and our own") + "\n".join(lines) + "\n"


def entries(file):
    lines = (line.split("#")[0].strip() for line in (HERE / file).read_text().splitlines())
    return [line for line in lines if line]


def words():
    """Lines `kind words`."""
    lines = set()
    for line in entries("words.txt"):
        kind, rest = line.split(" ", 1)
        if kind in ("form", "front", "idle", "share", "value", "common", "cut", "glued"):
            lines.update(f"{kind} {word}" for word in rest.split())
        elif kind in ("forms", "note", "nothing"):
            lines.update(f"{kind.removesuffix('s')} {phrase.strip()}" for phrase in rest.split("|"))
        else:
            target, _, sources = rest.partition(" = ")
            lines.update(f"{kind} {source} {target}" for source in sources.split())
    return HEADER.format("Apache-2.0", "Words of names") + "\n".join(sorted(lines)) + "\n"


def main():
    if unicodedata.unidata_version != "14.0.0" or babel.__version__ != "2.19.0":
        sys.exit("made with Python 3.11 and babel 2.19.0")
    for file, make in (("name-characters.txt", characters), ("name-words.txt", words), ("country-names.txt", countries)):
        (OUT / file).write_text(make())


if __name__ == "__main__":
    main()
