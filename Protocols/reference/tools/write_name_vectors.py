# SPDX-License-Identifier: Apache-2.0
"""python3 write_name_vectors.py: writes Protocols/vectors/name-key from the cases below; keys by the reference."""
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from lacuna_reference.name_key import country_key, name_key  # noqa: E402

OUT = HERE.parents[1] / "vectors" / "name-key"
# file: comment, name, and where they matter country and registrable domain
CASES = {
    "plain": ("", "Toyota Motor", "Japan"), "co-ltd": ("", "Toyota Motor Co., Ltd.", "Japan"),
    "blank": ("", "", "Japan"), "both-blank": ("", "", ""), "spaces-only": ("", "  \t ", ""), "invisible-only": ("", "\u200b\ufeff", ""),
    "punctuation-only": ("", "-- / --", ""), "ampersand-alone": ("the word stays, since there is no other", "&"),
    "accent-composed": ("", "Nestlé S.A.", "Suisse"), "accent-decomposed": ("the same key", "Nestle\u0301 S.A.", "Suisse"),
    "accent-upper-case": ("the same key", "NESTLÉ S.A.", "SUISSE"), "upper-case": ("", "ACME ROCKETS"), "sharp-s": ("", "Voß"),
    "sharp-s-capital": ("the same key", "VOẞ"), "stroke": ("", "Ørsted Łódź Đo"), "ligatures": ("", "Æro Œuf"), "dotless-i": ("", "Şık"),
    "dotted-capital-i": ("", "İş"), "greek-accents": ("", "Αθήνα"), "greek-final-sigma": ("", "Ολυμπιακός"), "cyrillic": ("", "ГАЗПРОМ"),
    "cyrillic-short-i": ("accents of Cyrillic go, too", "Йод"), "cyrillic-form": ("", "ООО Ромашка"),
    "fullwidth": ("", "Ｔｏｙｏｔａ（株）"), "ideographs": ("", "先駆"), "ideographs-form-before": ("", "株式会社先駆"),
    "ideographs-form-behind": ("", "宮田工業株式会社"), "ideographs-form-alone": ("a form with nothing beside it stays", "株式会社"),
    "hangul": ("", "삼성전자 주식회사"), "kana-voiced": ("voice marks go, composed or not", "ガラス"), "arabic": ("hamza goes", "أزال"), "devanagari": ("", "रवीन्द्र"),
    "emoji": ("a sign is a space", "🚀 Rockets"), "trademark": ("", "Acme™ Rockets®"), "soft-hyphen": ("", "Ro\u00adckets"),
    "zero-width-space": ("dropped, not a space", "Rock\u200bets"), "no-break-space": ("", "Acme\u00a0Rockets"), "ideographic-space": ("", "Acme\u3000Rockets"),
    "unassigned": ("what the table does not name stays", "Acme \U000e1234x"),
    "apostrophe": ("", "Wendy's"), "apostrophe-typographic": ("the same key", "Wendy’s"), "quotation-marks": ("", "„Acme“ «Rockets»"),
    "hyphen": ("", "Coca-Cola"), "dash-typographic": ("the same key", "Coca–Cola"), "initials-with-dashes": ("regression: no initial is lost", "A-B-C Ltd"),
    "initials-dotted": ("the same key", "A.B.C. Ltd"), "initials-spaced": ("the same key", "A B C Ltd"), "initials-none": ("the same key", "ABC Ltd"),
    "initials-before-word": ("", "J.P. Morgan"), "initials-spaced-before-word": ("the same key", "J. P. Morgan"), "initials-and-form": ("", "I.B.M. S.A."),
    "initials-that-end-like-a-form": ("", "C.S.A."), "initials-spaced-that-end-like-a-form": ("the same key", "C S A"), "dots-to-word": ("", "S.S.STEEL"),
    "dot-in-web-name": ("", "amazon.com"), "dots-in-form": ("", "Generali S.p.A."), "dots-and-spaces-in-form": ("", "Generali S. p. A."), "slash-in-form": ("", "Vestas A/S"),
    "form-accented": ("", "JP Commercial S.à r.l."), "form-of-words": ("", "Diamond Società a responsabilità limitata"), "form-polish": ("", "Orlik Sp. z o.o."),
    "form-mexican": ("", "Bimbo, S.A.B. de C.V."), "form-turkish": ("", "Koç Sanayi ve Ticaret A.Ş."), "form-czech": ("", "Kovo, spol. s r.o."), "form-indonesian": ("in front", "PT Astra Tbk"),
    "form-in-front": ("", "Corp. Leo Rockets"), "form-in-front-that-is-none": ("", "SA Building"), "form-in-the-middle": ("", "Acme Ltd Rockets"), "form-inside-word": ("", "Coltdon"),
    "form-alone": ("", "GmbH"), "form-cut": ("", "Helmer Drilling Cor"), "form-cut-by-thirty": ("29 to 32 characters", "B. Riley Principal 250 Merger C"),
    "form-cut-short-field": ("not cut: the field is shorter", "Riley Principal C"), "form-cut-lower-case": ("not looked at: no capital letter", "b. riley principal 250 merger c"),
    "forms-many": ("", "Metro Systems Corporation Public Company Limited S.A."), "gmbh-and-co-kg": ("", "Berg GmbH & Co. KG"), "und-co": ("", "Berg und Co. KG"),
    "and-co": ("regression", "Tiffany & Co."), "and-company": ("the same key", "Tiffany and Company"), "ampersand": ("", "Dave & Buster"), "and-in-words": ("the same key", "Dave and Buster"),
    "and-between-letters": ("", "P&G"), "and-between-letters-spaced": ("the same key", "P and G"), "and-after-word": ("", "AT&T"), "plus": ("", "China Med.+Hlth"),
    "the": ("", "The Gap"), "the-twice": ("", "The The Gap"), "the-alone": ("", "The"), "function-words": ("", "University of the Arts of Berlin"), "function-words-few": ("", "Bank of"),
    "order": ("", "Birmingham City University"), "order-changed": ("the same key", "University Birmingham City"), "order-of-two": ("two words keep their order", "Green Point"),
    "brackets": ("", "Sekisui Xeno (Japan)"), "brackets-square": ("", "Ranken Bridge [DUPLICATE]"), "brackets-only": ("", "(Acme)"), "brackets-open": ("", "Acme (Rockets"), "brackets-closed-twice": ("", "Acme (x)) Rockets"),
    "note": ("", "Acme Rockets - DO NOT USE"), "note-region": ("", "Acme Rockets - EMEA"), "star": ("", "Acme Rockets *"),
    "par-value": ("", "CONTRAFECT CORP. DL-,0001"), "par-value-joined": ("", "ARDAGH GROUP EO1"), "share-class": ("", "Camerit AG Inh. O.N."), "common-stock": ("", "Acme Rockets Inc. Common Stock"),
    "state-after-slash": ("", "Bancfirst Corp /OK/"), "state-after-backslash": ("", "Kvh Industries Inc \\DE\\"), "state-slash-open": ("", "New Gold Inc. /Fi"), "slash-of-a-name": ("", "Health/Care"),
    "abbreviation": ("", "American Intl Grp"), "abbreviation-full": ("the same key", "American International Group"), "language": ("", "Universidad de Almería"), "language-other": ("the same key", "University of Almería"),
    "letters-doubled": ("five letters and more", "Geene"), "letters-of-long-word": ("", "National"), "letters-exchanged": ("the same key", "Natioanl"), "letters-short": ("", "Boss"), "roman": ("", "Rocket Fund XXVIII"), "digits": ("", "3M"), "digits-alone": ("", "1008"),
    "placeholder": ("", "n/a"), "placeholder-words": ("", "Not Available"), "placeholder-brackets": ("", "(blank)"), "placeholder-after-note": ("", "ZZZ - DO NOT USE"), "test-account": ("", "test account"),
    "common-word": ("", "Energy Ltd"), "common-word-of-two": ("", "Energy Systems Ltd"), "single-letter": ("", "X Corp"), "single-letter-other": ("", "Q"),
    "thousand-bytes": ("", "1" * 1000), "thousand-and-one-bytes": ("", "1" * 1001), "key-of-a-key": ("the key stands for itself", "hdgilnos iii leo"),
    "country-name": ("", "Acme", "Germany"), "country-code": ("", "Acme", "de"), "country-code-of-three": ("", "Acme", "DEU"), "country-local": ("", "Acme", "Deutschland"), "country-script": ("", "Acme", "中国"),
    "country-dots": ("", "Acme", "U.S.A."), "country-variant": ("", "Acme", "UK"), "country-the": ("", "Acme", "The Netherlands"), "country-turned": ("", "Acme", "Korea, Republic of"), "country-brackets": ("", "Acme", "Korea (Republic of)"),
    "country-official": ("", "Acme", "Bolivia, Plurinational State of"), "country-ampersand": ("", "Acme", "Trinidad & Tobago"), "country-apostrophe": ("", "Acme", "Côte d’Ivoire"),
    "country-namibia": ("", "Acme", "NA"), "country-not-available": ("", "Acme", "N/A"), "country-not-available-dots": ("", "Acme", "n.a."), "country-with-city": ("", "Acme", "Galway, Ireland"), "country-with-state": ("", "Acme", "Houston, Texas"),
    "country-georgia": ("", "Acme", "Georgia"), "country-georgia-after-comma": ("a state or a country: none", "Acme", "Atlanta, Georgia"), "country-unknown": ("", "Acme", "Elbonia"), "country-key-of-a-key": ("", "Acme", "US"),
    "country-of-host": ("", "Acme", "", "acme.co.uk"), "country-of-host-generic": ("not every label means its country", "Acme", "", "acme.io"), "country-of-host-com": ("", "Acme", "", "acme.com"),
    "country-before-host": ("", "Acme", "France", "acme.de"), "country-unknown-with-host": ("", "Acme", "Elbonia", "acme.de"), "country-long": ("", "Acme", "a," * 501 + "France"),
}


def coded(text):
    out = ""
    for byte in text.encode():
        out += "\\\\" if byte == 0x5C else chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}"
    return out.replace(" ", "\\x20", 1) if out.startswith(" ") else out


def main():
    for old in OUT.glob("*.txt"):
        old.unlink()
    for file, (comment, name, *rest) in CASES.items():
        country, domain = (*rest, "", "")[:2]
        key, absent = name_key(name)
        fields = {"comment": comment, "name": coded(name), "country": coded(country), "domain": domain, "name-key": coded(key),
                  "country-key": country_key(country, domain) if key else "", "absent": absent}
        (OUT / f"{file}.txt").write_text("".join(f"{k}: {v}".rstrip(" ") + "\n" for k, v in fields.items() if v or k != "comment"))


if __name__ == "__main__":
    main()
