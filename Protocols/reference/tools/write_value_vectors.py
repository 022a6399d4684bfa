# SPDX-License-Identifier: Apache-2.0
"""python3 write_value_vectors.py: writes Protocols/vectors/{amount,date,currency-rate} from the cases below.

What is expected is written here by hand; the reference must agree.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from lacuna_reference.vectors_facts import amount_text, currency_rate, date_text  # noqa: E402
from write_name_vectors import coded  # noqa: E402

OUT = HERE.parents[1] / "vectors"
U = "unreadable"
# file: text, hundredths with a decimal point, with a decimal comma, currencies that its marks leave
AMOUNTS = {
    "whole": ("1200", 120000, 120000), "zero": ("0", 0, 0), "leading-zeros": ("007", 700, 700), "blank": ("", "blank", "blank"),
    "point-two-places": ("1234.50", 123450, U), "comma-two-places": ("1234,50", U, 123450),
    "thousands-open": ("1,234", 123400, 123), "thousands-open-point": ("1.234", 123, 123400), "thousands-and-point": ("1,234.50", 123450, U),
    "thousands-and-comma": ("1.234,50", U, 123450), "thousands-twice": ("1,234,567", 123456700, U), "thousands-twice-point": ("1.234.567", U, 123456700),
    "thousands-space": ("1 234 567", 123456700, 123456700), "thousands-space-comma": ("1 234,5", U, 123450), "thousands-apostrophe": ("1'234.50", 123450, U),
    "thousands-apostrophe-typographic": ("1’234’567", 123456700, 123456700), "thousands-two-signs": ("1,234 567", U, U),
    "thousands-cut-early": ("12,34", U, 1234), "thousands-cut-late": ("1234,567", U, 123457), "thousands-after-zero": ("0,123", U, 12),
    "lakhs": ("12,34,567", 123456700, U), "lakhs-and-point": ("1,23,456.75", 12345675, U), "lakhs-with-points": ("12.34.567", U, U),
    "places-alone": (".50", 50, U), "places-alone-comma": (",50", U, 50), "places-none": ("12.", U, U), "half-up": ("0.005", 1, U), "half-down": ("0.0049999", 0, U),
    "half-carries": ("9.995", 1000, 999500), "places-many": ("1.10000000000000008", 110, U), "digits-13": ("9999999999999.99", 999999999999999, U),
    "digits-14": ("10000000000000", U, U), "digits-zeros": ("000000000000000000001", 100, 100),
    "minus": ("-500", -50000, -50000), "minus-typographic": ("−500", -50000, -50000), "minus-after": ("500-", -50000, -50000), "minus-after-sign": ("$-500", -50000, -50000, "ARS AUD CAD CLP COP HKD MXN NZD SGD TWD USD"),
    "minus-before-sign": ("-€ 500", -50000, -50000, "EUR"), "minus-twice": ("--500", U, U), "minus-zero": ("-0.00", 0, U), "minus-rounded-away": ("-0.004", 0, U), "plus": ("+500", 50000, 50000), "plus-minus": ("+-500", U, U),
    "parentheses": ("(1,200.00)", -120000, U), "parentheses-sign-outside": ("$ (1,200.00)", -120000, U, "ARS AUD CAD CLP COP HKD MXN NZD SGD TWD USD"),
    "parentheses-sign-inside": ("(€ 500)", -50000, -50000, "EUR"), "parentheses-code-after": ("(500) EUR", -50000, -50000, "EUR"), "parentheses-and-minus": ("(-500)", U, U), "parenthesis-open": ("(500", U, U),
    "dash": ("-", "blank", "blank"), "dash-accounting": ("$ -", "blank", "blank"), "dash-long": ("—", "blank", "blank"), "not-available": ("N/A", "blank", "blank"), "null": ("NULL", "blank", "blank"),
    "sign-alone": ("€", U, U), "word": ("soon", U, U), "text-with-number": ("Phase 2", U, U),
    "dollar": ("$1,200.50", 120050, U, "ARS AUD CAD CLP COP HKD MXN NZD SGD TWD USD"), "dollar-us": ("US$ 1,200", 120000, 120, "USD"), "dollar-and-code": ("$1200 CAD", 120000, 120000, "CAD"),
    "code-before": ("EUR 1.200,50", U, 120050, "EUR"), "code-after": ("1200.5 usd", 120050, U, "USD"), "code-any": ("XAU 3", 300, 300, "XAU"), "kroner": ("1 200 kr", 120000, 120000, "DKK ISK NOK SEK"), "kroner-point": ("1.200 kr.", 120, 120000, "DKK ISK NOK SEK"),
    "francs": ("Fr. 1'200.50", 120050, U, "CHF"), "francs-full": ("CHF 1'200.–", 120000, U, "CHF"), "euro-full": ("1.200,-- €", U, 120000, "EUR"), "full-other-sign": ("1.200.-", U, U), "rupees": ("Rs.500", 50000, 50000, "INR LKR NPR PKR"),
    "zloty": ("99,90 zł", U, 9990, "PLN"), "real": ("R$ 10,00", U, 1000, "BRL"), "yen": ("¥12000", 1200000, 1200000, "CNY JPY"), "pound-places": ("£.99", 99, U, "GBP"), "marks-that-disagree": ("€ 500 USD", 50000, 50000, "none"),
    "millions": ("1.2M", U, U), "exponent": ("1E+05", U, U), "percent": ("12%", U, U), "range": ("100-200", U, U), "date": ("2026-03-19", U, U), "spreadsheet-text": ("'1200", 120000, 120000),
}

# file: text, day first, month first, days of a workbook
DATES = {
    "iso": ("2026-03-19",) + ("2026-03-19",) * 3, "iso-slashes": ("2026/03/19",) + ("2026-03-19",) * 3, "iso-points": ("2026.3.9",) + ("2026-03-09",) * 3, "iso-mixed": ("2026-03/19", "", "", ""),
    "iso-time": ("2026-03-19T09:30:00.000+0000",) + ("2026-03-19",) * 3, "iso-time-zone": ("2026-03-19T23:59:59-05:00",) + ("2026-03-19",) * 3, "iso-time-z": ("2026-03-19T09:30Z",) + ("2026-03-19",) * 3, "iso-space-time": ("2026-03-19 09:30",) + ("2026-03-19",) * 3,
    "compact": ("20260319",) + ("2026-03-19",) * 3, "compact-no-day": ("19032026", "", "", ""), "leap-day": ("2024-02-29",) + ("2024-02-29",) * 3, "no-leap-day": ("2026-02-29", "", "", ""), "before-1970": ("1969-12-31", "", "", ""),
    "open": ("05/03/2026", "2026-03-05", "2026-05-03", ""), "open-points": ("5.3.2026", "2026-03-05", "2026-05-03", ""), "same-either-way": ("04/04/2026",) + ("2026-04-04",) * 3, "day-first": ("19.03.2026", "2026-03-19", "", ""), "month-first": ("3/19/2026", "", "2026-03-19", ""),
    "month-first-time": ("3/19/2026, 9:30 AM", "", "2026-03-19", ""), "day-first-time": ("19.03.2026 09:30:15", "2026-03-19", "", ""), "short-year": ("19/03/27", "2027-03-19", "", ""), "short-year-last-century": ("19/03/70", "1970-03-19", "", ""), "year-of-three": ("19/03/202", "", "", ""),
    "neither": ("31/31/2026", "", "", ""), "dashes": ("19-03-2026", "2026-03-19", "", ""), "named": ("19 Mar 2026",) + ("2026-03-19",) * 3, "named-dashes": ("19-MAR-26",) + ("2026-03-19",) * 3, "named-full": ("March 19, 2026",) + ("2026-03-19",) * 3,
    "named-sept": ("Sept. 5, 2026",) + ("2026-09-05",) * 3, "named-time": ("19 March 2026 9:30 pm UTC",) + ("2026-03-19",) * 3, "named-other-language": ("19 März 2026", "", "", ""), "named-no-day": ("31 Jun 2026", "", "", ""), "named-no-month": ("19 Marc 2026", "", "", ""),
    "serial": ("46100", "", "", "2026-03-19"), "serial-time": ("46100.395833", "", "", "2026-03-19"), "serial-first": ("25569", "", "", "1970-01-01"), "serial-last": ("73050", "", "", "2099-12-31"), "serial-small": ("25568", "", "", ""), "year": ("2026", "", "", ""),
    "blank": ("", "", "", ""), "word": ("soon", "", "", ""), "trailing-word": ("2026-03-19 soon", "", "", ""), "quarter": ("Q1 2026", "", "", ""), "month-alone": ("2026-03", "", "", ""),
}

# file: hundredths, rate of their currency, rate of the agreed one, hundredths then
RATES = {
    "same": (12345, "1", "1", 12345), "down": (12345, "0.92", "1", 11357), "half-up": (5, "1", "2", 3), "third": (4, "1", "3", 1), "two-thirds": (5, "1", "3", 2), "nine-places": (100, "0.000000001", "0.000000003", 33),
    "great": (999999999999999, "999999999.999999999", "0.000000001", 2 ** 63 - 1), "small": (1, "0.000000001", "999999999", 0), "zero": (0, "1.17", "1", 0),
}

READMES = {
    "amount": """Amounts ([import.md](../../import.md) 6). `text`: a field's text; `point`, `comma`: what it is with that decimal sign, in hundredths, or `blank` or
`unreadable`; `currencies`: what all its marks may stand for, `none` where they disagree, empty without a mark. `\\\\` is a backslash and `\\xNN` a byte.
""",
    "date": """Dates ([import.md](../../import.md) 7). `text`: a field's text; the day that it is in each order, empty where it is none. `\\\\` is a backslash and `\\xNN` a byte.
""",
    "currency-rate": """Conversions ([account-keys.md](../../account-keys.md) 8). `hundredths` in a currency of rate `from` are `result` in one of rate `to`.
"""}


def write(folder, cases, fact):
    out = OUT / folder
    out.mkdir(exist_ok=True)
    for old in out.glob("*.txt"):
        old.unlink()
    for file, fields in cases.items():
        for found, wanted in fact(fields):
            assert found == wanted, (folder, file, found, wanted)
        (out / f"{file}.txt").write_text("".join(f"{k}: {v}".rstrip(" ") + "\n" for k, v in fields.items()))
    (out / "README.md").write_text(READMES[folder] + "\n`python3 write_value_vectors.py` in [reference/tools](../../reference/tools/) writes the same bytes again.\n")


def main():
    write("amount", {f: dict(zip(("text", "point", "comma", "currencies"), (coded(t), str(p), str(c), (*rest, "")[0])))
                     for f, (t, p, c, *rest) in AMOUNTS.items()}, amount_text)
    write("date", {f: dict(zip(("text", "day-first", "month-first", "excel-days"), (coded(t), *days))) for f, (t, *days) in DATES.items()}, date_text)
    write("currency-rate", {f: dict(zip(("hundredths", "from", "to", "result"), map(str, v))) for f, v in RATES.items()}, currency_rate)


if __name__ == "__main__":
    main()
