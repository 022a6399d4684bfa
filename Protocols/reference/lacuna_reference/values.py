# SPDX-License-Identifier: Apache-2.0
"""import.md 6 and 7, account-keys.md 8: amounts, rates and dates, from the text of a field."""
import datetime
import re
from fractions import Fraction

from .encoding import Refusal
from .name_key import lower

MARKS = {
    "$": "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP", "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD",
    "au$": "AUD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD", "nt$": "TWD", "mx$": "MXN", "r$": "BRL", "€": "EUR",
    "£": "GBP", "¥": "JPY CNY", "\uffe5": "JPY CNY", "jp¥": "JPY", "cn¥": "CNY", "₹": "INR", "rs": "INR PKR LKR NPR",
    "₩": "KRW", "₪": "ILS", "₺": "TRY", "₽": "RUB", "₴": "UAH", "₱": "PHP", "₫": "VND", "฿": "THB", "₦": "NGN",
    "fr": "CHF", "sfr": "CHF", "kr": "SEK NOK DKK ISK", "zł": "PLN", "kč": "CZK", "ft": "HUF", "lei": "RON",
    "rm": "MYR", "r": "ZAR"}
MONTHS = ("january february march april may june july august september october november december").split()
ORDERS = ("day-first", "month-first", "excel-days")


def fold(text):
    return "".join(c for c in lower(text) if ord(c) >= 128 or c.isdigit() or "a" <= c <= "z")


def currencies(mark):
    """The codes a mark may stand for, or None."""
    short = lower(mark.removesuffix("."))
    if short in MARKS:
        return set(MARKS[short].split())
    return {short.upper()} if re.fullmatch("[a-z]{3}", short) else None


def _number(text, decimal):
    point, other = (r"\.", ",") if decimal == "point" else (",", r"\.")
    whole = r"[0-9]+|[1-9][0-9]{0,2}(?P<sign>" + other + r"|[ '])[0-9]{3}(?:(?P=sign)[0-9]{3})*"
    if decimal == "point":
        whole += r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
    found = re.fullmatch(f"(?P<whole>{whole})?(?:{point}(?P<places>[0-9]+))?", text)
    if not found or not (found["whole"] or found["places"]):
        return None
    digits = re.sub("[^0-9]", "", found["whole"] or "").lstrip("0")
    if len(digits) > 13:
        return None
    return int(Fraction((digits or "0") + "." + (found["places"] or "0")) * 100 + Fraction(1, 2))


def amount(text, decimal):
    """(hundredths, negative ones below zero; marks), "blank", or "unreadable"."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'").removeprefix("'")
    digits = [i for i, c in enumerate(text) if c in "0123456789"]
    if not digits:
        rest = text.replace("-", "").replace(" ", "")
        blank = not text or fold(text) in ("na", "null", "none", "nil") \
            or "-" in text and (not rest or currencies(rest) is not None)
        return "blank" if blank else "unreadable"
    start, end = digits[0], digits[-1] + 1
    if start and text[start - 1] in ".," and not re.fullmatch("[a-zA-Z]", text[start - 2:start - 1]):
        start -= 1
    number = text[start:end]
    before, after = text[:start].replace(" ", ""), text[end:].replace(" ", "")
    if after[:1] in (".", ","):
        sign = after[0]
        full = re.fullmatch(r"[.,](-{1,2})(?!-)(.*)", after, re.DOTALL)
        if not full or sign != (".", ",")[decimal == "comma"] or sign in number:
            return "unreadable"
        after = full[2]
    negative = True
    if (before[:1] == "(" or before[-1:] == "(") and (after[:1] == ")" or after[-1:] == ")"):
        before = before[1:] if before[0] == "(" else before[:-1]
        after = after[:-1] if after[-1] == ")" else after[1:]
    elif before[:1] == "+":
        before, negative = before[1:], False
    elif before[:1] == "-":
        before = before[1:]
    elif before[-1:] == "-":
        before = before[:-1]
    elif after[:1] == "-":
        after = after[1:]
    elif after[-1:] == "-":
        after = after[:-1]
    else:
        negative = False
    marks = [side for side in (before, after) if side]
    for mark in marks:
        letters = mark.removesuffix(".")
        if not letters or re.search(r"[()+\-.,'0-9]", letters):
            return "unreadable"
    value = _number(number, decimal)
    return "unreadable" if value is None else (-value if negative else value, marks)


def money(text, decimal):
    """(hundredths, the currencies that all marks leave, or None without a mark), "blank", or "unreadable"."""
    found = amount(text, decimal)
    if isinstance(found, str):
        return found
    sets = [currencies(mark) for mark in found[1]]
    if None in sets:
        return "unreadable"
    return found[0], set.intersection(*sets) if sets else None


def converted(hundredths, rate_from, rate_to):
    return min(int(hundredths * rate_from / rate_to + Fraction(1, 2)), 2 ** 63 - 1)


TIME = re.compile(r"(?:T|[ ,]{1,2})[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)? ?(?:[AaPp][Mm](?![A-Za-z]))? ?"
                  r"(?:[Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[+-][0-9]{2}:?[0-9]{2})?")


def _day(year, month, day):
    year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    try:
        return datetime.date(year, int(month), int(day)).isoformat() if year >= 1970 else ""
    except ValueError:
        return ""


def _month(name):
    name = name.lower()
    return next((str(i) for i, m in enumerate(MONTHS, 1) if name in (m, m[:3]) or name == "sept" and i == 9), "0")


def dates(text):
    """The day in each of ORDERS, as YYYY-MM-DD, or an empty text."""
    serial = re.fullmatch(r"([0-9]{5})(?:[.,][0-9]{1,18})?", text)
    if serial:
        n = int(serial[1])
        found = (datetime.date(1899, 12, 30) + datetime.timedelta(n)).isoformat() if 25569 <= n <= 73050 else ""
        return "", "", found
    year, sep = r"([0-9]{4}|[0-9]{2})(?![0-9])", r"[-., /]{1,2}"
    forms = ((r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])", lambda m: _day(m[1], m[3], m[4])),
             (r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])", lambda m: _day(m[1], m[2], m[3])),
             (rf"([0-9]{{1,2}}){sep}([A-Za-z]+){sep}{year}", lambda m: _day(m[3], _month(m[2]), m[1])),
             (rf"([A-Za-z]+){sep}([0-9]{{1,2}}){sep}{year}", lambda m: _day(m[3], _month(m[1]), m[2])))
    for form, day in forms:
        found = re.match(form, text)
        if found and (found.end() == len(text) or TIME.fullmatch(text, found.end())):
            return (day(found),) * 3
    found = re.match(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2{year}", text)
    if found and (found.end() == len(text) or TIME.fullmatch(text, found.end())):
        one, two = _day(found[4], found[3], found[1]), _day(found[4], found[1], found[3])
        return one, two, one if one == two else ""
    return "", "", ""


def _shown(readings, names, what):
    """The form that a field shows by reading in one alone; each reading a pair, None where there is none."""
    shown = {names[pair[0] is None] for pair in readings if (pair[0] is None) != (pair[1] is None)}
    if len(shown) > 1:
        raise Refusal(what + "-mixed", "")
    if not shown and any(one != two for one, two in readings):
        raise Refusal(what + "-undecided", "")
    return shown.pop() if shown else names[0]


def windows(texts, dimension):
    """The index of each text's window, or None."""
    found = [dates(text) for text in texts]
    if any(days[2] and not days[0] and not days[1] for days in found):
        raise Refusal("date-serial", "")
    order = _shown([(days[0] or None, days[1] or None) for days in found], ORDERS[:2], "date")
    spans, result = list(dimension["windows"].values()), []
    for text, days in zip(texts, found):
        day = days[ORDERS.index(order)]
        if text and not day:
            raise Refusal("date-unreadable", "")
        result.append(next((i for i, (first, last) in enumerate(spans) if day and first <= day <= last), None))
    return result


def amounts(texts, terms, stated=None, rates=None):
    """Hundredths of each text, in a column that is in the agreed currency or unit, or where `stated` has the currency
    of each text, converted by the rates of the agreement."""
    def read(text, decimal):
        found = money(text, decimal) if "currency" in terms else amount(text, decimal)
        if "unit" in terms and not isinstance(found, str) and any(fold(mark) != fold(terms["unit"]) for mark in found[1]):
            return "unreadable"
        return found
    found = [(read(text, "point"), read(text, "comma")) for text in texts]
    decimal = _shown([tuple(None if x == "unreadable" else x for x in pair) for pair in found], ("point", "comma"), "amount")
    result = []
    for pair in found:
        value = pair[decimal == "comma"]
        if value == "unreadable":
            raise Refusal("amount-unreadable", "")
        if value == "blank":
            result.append(0)
            continue
        if value[0] < 0:
            raise Refusal("amount-negative", "")
        if "unit" in terms:
            result.append(value[0])
            continue
        agreed = terms["currency"]
        codes = {agreed} if stated is None else currencies(stated[len(result)]) or set()
        codes = codes if value[1] is None else codes & value[1]
        code = codes.pop() if len(codes) == 1 else None
        if code is None or code != agreed and not {code, agreed} <= set(rates or {}):
            raise Refusal("amount-currency", "")
        result.append(value[0] if code == agreed else converted(value[0], rates[code], rates[agreed]))
    return result
