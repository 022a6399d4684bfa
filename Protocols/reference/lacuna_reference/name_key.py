# SPDX-License-Identifier: Apache-2.0
"""account-keys.md 2: the name key, `name/1` and `country/1`."""

INVISIBLE = {*range(0x00, 0x21), 0x7F, 0xA0, 0xAD, *range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x205F, 0x2060,
             0x3000, 0xFEFF}
FORMS = set("""ab ag and aps as asa bv co company corp corporation gmbh inc incorporated kg kgaa kk limited llc llp lp
               ltd ltda nv oy oyj plc pte pty pvt sa sarl sas se sl spa srl""".split())


def trim(field):
    start, end = 0, len(field)
    while start < end and ord(field[start]) in INVISIBLE:
        start += 1
    while end > start and ord(field[end - 1]) in INVISIBLE:
        end -= 1
    return field[start:end]


def lower(text):
    """ASCII letters only; no step depends on a locale."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


def _is_kept(c):
    return ord(c) not in INVISIBLE and (ord(c) >= 128 or c.isdigit() or "a" <= c <= "z")


def words(field):
    field = trim(field)
    for dropped in (".", "'", "\u2019"):
        field = field.replace(dropped, "")
    field = lower(field.replace("&", " and "))
    return "".join(c if _is_kept(c) else " " for c in field).split(" ")


def name_key(field):
    """The name, and why it is absent: one of the two is empty."""
    found = [w for w in words(field) if w]
    if not found:
        return "", "blank"
    while found[0] == "the" and len(found) > 1:
        found = found[1:]
    while found[-1] in FORMS and len(found) > 1:
        found = found[:-1]
    joined = " ".join(found)
    return ("", "too long") if len(joined.encode()) > 1000 else (joined, "")


def country_key(field):
    joined = " ".join(w for w in words(field) if w)
    return "" if len(joined.encode()) > 1000 else joined
