# SPDX-License-Identifier: Apache-2.0
"""account-keys.md 11: the number of a company in a register, `number/1`."""
import re

from .name_key import trim

TYPES = ("lei", "duns", "vat", "company")
PREFIXES = set("AT BE BG CY CZ DE DK EE EL ES FI FR GB HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split())


def weighted(digits, weights):
    return sum(int(d) * w for d, w in zip(digits, weights))


def luhn(digits):
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def iso_7064_11_10(digits):
    product = 10
    for d in digits[:-1]:
        product = 2 * ((int(d) + product) % 10 or 10) % 11
    return (11 - product) % 10 == int(digits[-1])


def at(x):
    total = sum(int(d) if i % 2 == 0 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(x[1:8]))
    return (10 - (total + 4) % 10) % 10 == int(x[8])


def fi(x):
    rest = weighted(x, (7, 9, 10, 5, 8, 4, 2)) % 11
    return rest != 1 and (11 - rest) % 11 == int(x[7])


def gb(x):
    total = weighted(x, (8, 7, 6, 5, 4, 3, 2)) + int(x[7:9])
    return total % 97 in (0, 97 - 55)


def pt(x):
    check = 11 - weighted(x, (9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return (check if check < 10 else 0) == int(x[8])


# prefix: the form of the rest, and whether its check digits hold.
VAT = {
    "AT": ("U[0-9]{8}", at),
    "BE": ("[01][0-9]{9}", lambda x: 97 - int(x[:8]) % 97 == int(x[8:])),
    "DE": ("[1-9][0-9]{8}", iso_7064_11_10),
    "DK": ("[1-9][0-9]{7}", lambda x: weighted(x, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0),
    "FI": ("[0-9]{8}", fi),
    "FR": ("[0-9A-HJ-NP-Z]{2}[0-9]{9}",
           lambda x: not x[:2].isdigit() or (12 + 3 * (int(x[2:]) % 97)) % 97 == int(x[:2])),
    "GB": ("[0-9]{9}", gb), "XI": ("[0-9]{9}", gb),
    "IT": ("[0-9]{11}", luhn),
    "LU": ("[0-9]{8}", lambda x: int(x[:6]) % 89 == int(x[6:])),
    "PL": ("[0-9]{10}", lambda x: weighted(x, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(x[9])),
    "PT": ("[0-9]{9}", pt),
    "SE": ("[0-9]{12}", lambda x: luhn(x[:10])),
}
OTHER = ("(?=[A-Z]*[0-9])[0-9A-Z]{2,12}", lambda x: True)


def number_key(kind, field, country):
    """The key, and why it is absent: one of the two is empty. `country` is the row's `country/2`."""
    text = trim(field)
    if not text:
        return "", "blank"
    text = re.sub("[ ./:-]", "", re.sub("[a-z]", lambda m: m[0].upper(), text)) if len(text.encode()) <= 100 else "*"
    if not re.fullmatch("[0-9A-Z]+", text):
        return "", "form"
    return globals()["_" + kind](text, country)


def _lei(text, _):
    if len(text) == 23 and text.startswith("LEI"):
        text = text[3:]
    if not re.fullmatch("[0-9A-Z]{18}[0-9]{2}", text):
        return "", "form"
    value = int("".join(str(int(c, 36)) for c in text))
    good = value % 97 == 1 and text[18:] not in ("00", "01", "99")
    return (text, "") if good else ("", "check digits")


def _duns(text, _):
    if len(text) == 13 and text.startswith("DUNS"):
        text = text[4:]
    if not re.fullmatch("[0-9]{9}", text):
        return "", "form"
    return ("", "placeholder") if len(set(text)) == 1 or text == "123456789" else (text, "")


def _vat(text, country):
    prefix = "EL" if text[:2] == "GR" else text[:2]
    if prefix in PREFIXES:
        text = text[2:]
    else:
        prefix = "EL" if country == "GR" else country
        if prefix not in PREFIXES:
            return "", "no country"
    if prefix == "BE" and len(text) == 9:
        text = "0" + text
    if prefix in ("GB", "XI") and re.fullmatch("[0-9]{12}", text):
        text = text[:9]
    form, holds = VAT.get(prefix, OTHER)
    if not re.fullmatch(form, text):
        return "", "form"
    if not text.strip("0"):
        return "", "placeholder"
    return (prefix + text, "") if holds(text) else ("", "check digits")


def _company(text, country):
    if not country:
        return "", "no country"
    text = text.lstrip("0")
    if not re.search("[0-9]", text):
        return "", "placeholder"
    return (country + text, "") if len(text) <= 30 else ("", "form")
