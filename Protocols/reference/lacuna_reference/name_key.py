# SPDX-License-Identifier: Apache-2.0
"""account-keys.md 2: the name key, `name/2` and `country/2`, over three public tables."""
import functools
import os
import pathlib

INVISIBLE = {*range(0x00, 0x21), 0x7F, 0xA0, 0xAD, *range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x205F, 0x2060,
             0x3000, 0xFEFF}
FOLDER = pathlib.Path(os.environ.get("LACUNA_PUBLIC_LISTS") or
                      pathlib.Path(__file__).parents[3] / "Sources" / "CPublicLists")
TABLES = ("name-characters.txt", "name-words.txt", "country-names.txt")
LIMIT = 1000
FIELD_LIMIT = 2048


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


def _lines(file):
    return (line.rstrip("\n") for line in (FOLDER / file).read_text().split("\n") if line and line[0] != "#")


@functools.cache
def _characters():
    table = {point: " " for point in (*range(0x21), 0x7F)}
    table |= {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {ord(c): None for c in "'`"}
    for line in _lines("name-characters.txt"):
        span, _, text = line.partition(" ")
        first, _, last = span.partition("-")
        for point in range(int(first, 16), int(last or first, 16) + 1):
            table[point] = text.replace("_", " ") or None
    return table


@functools.cache
def _words():
    """By kind: a set of words, or a mapping. `form` and `note` hold phrases, as tuples by length."""
    kinds = {}
    for line in _lines("name-words.txt"):
        kind, *rest = line.split(" ")
        if kind == "word":
            kinds.setdefault(kind, {})[rest[0]] = rest[1]
        elif kind == "glued":
            kinds.setdefault(kind, []).append(rest[0])
        else:
            kinds.setdefault(kind, set()).add(" ".join(rest))
    kinds["longest"] = max(len(x.split()) for x in kinds["form"] | kinds["note"])
    kinds["glued"].sort(key=lambda x: (-len(x), x))
    return kinds


@functools.cache
def _countries():
    return {text: code for code, _, text in (line.partition(" ") for line in _lines("country-names.txt"))}


def folded(field):
    """2.1: the characters of a trimmed field, by the table."""
    return trim(field).translate(_characters())


def _is_word(c):
    return "a" <= c <= "z" or "0" <= c <= "9" or ord(c) >= 128


def _split(text):
    """2.1: words; single letters with a lone dot between them are one word."""
    words, word, tight = [], "", False
    for c in text + " ":
        if _is_word(c):
            word += c
            continue
        if word:
            if tight and len(word) == 1 and words:
                words[-1] += word
            else:
                words.append(word)
        tight = c == "." and len(word) == 1
        word = ""
        if c in "&+":
            words.append("and")
            tight = False
    return words


def plain_words(field):
    """Words of a country's name: dots are spaces, and single letters that stand together are one word."""
    return _joined(_split(folded(field).replace(".", " ").replace("&", " and ")))


def _without_brackets(text):
    depth, out = 0, ""
    for c in text:
        if c in "([{":
            depth, out = depth + 1, out + " "
        elif c in ")]}":
            depth, out = max(0, depth - 1), out + " "
        elif not depth:
            out += c
    return out if depth == 0 and any(map(_is_word, out)) else text


def _without_slash(text):
    """A state or a country that a registry writes at the end: `/DE/`, `\\DE\\`, ` /DE`."""
    text = text.rstrip(" ")
    for slash in "/\\":
        if text.endswith(slash):
            place = text.rfind(slash, 0, -1)
            if place > 2 and 2 <= len(text) - 2 - place <= 3:
                return text[:place]
        place = text.rfind(slash)
        if place > 2 and text[place - 1] in " ." and 2 <= len(text) - 1 - place <= 3 and \
                all("a" <= c <= "z" for c in text[place + 1:]):
            return text[:place]
    return text


def _is_cut(field, words):
    """Whether an export has cut the field's last word: the beginning of a legal form, in a field of 29 to 32 characters."""
    whole = ("company", "corporation", "incorporated", "limited", "ltd", "plc")
    return 29 <= len(field) <= 32 and any("A" <= c <= "Z" for c in field) and len(words) > 2 and \
        any(w.startswith(words[-1]) and w != words[-1] for w in whole)


def _end(words, kinds):
    """How many words at the end are no part of the name."""
    for count in range(min(kinds["longest"], len(words) - 1), 0, -1):
        tail = words[-count:]
        if " ".join(tail) in kinds["form"] or " ".join(tail) in kinds["note"]:
            # Single letters after a single letter are initials.
            if count == 1 or any(len(w) > 1 for w in tail) or len(words[-count - 1]) > 1:
                return count
    last = words[-1]
    if last in kinds["share"] or last in kinds["cut"] or last == "and":
        return 1
    if len(words) > 2 and last.isascii() and last.isdigit() and words[-2] in kinds["value"]:
        return 2
    return 1 if len(words) > 2 and last[:2] in kinds["value"] and last[2:].isascii() and last[2:].isdigit() else 0


def _stripped(words, kinds):
    while len(words) > 1:
        if words[0] == "the" or words[0] in kinds["front"]:
            words = words[1:]
        elif count := _end(words, kinds):
            words = words[:-count]
        else:
            break
    return words


def _joined(words):
    """Single letters that stand together are one word, and so are those with `and` between them."""
    result, single = [], False
    for i, word in enumerate(words):
        between = word == "and" and single and i + 1 < len(words) and len(words[i + 1]) == 1
        if single and (len(word) == 1 or between):
            result[-1] += word
        else:
            result.append(word)
        single = len(word) == 1 or between
    return result


def _spelled(word):
    """Of a longer word each letter counts once; of a shorter one, repeated letters do."""
    if len(word) < 5 or not all("a" <= c <= "z" for c in word) or all(c in "ivxlcdm" for c in word):
        return word
    if len(word) >= 7:
        return word[0] + "".join(sorted(set(word[1:])))
    return word[0] + "".join(c for i, c in enumerate(word) if i and (i == 1 or c != word[i - 1]))


def _pass(words, kinds):
    words = [_unglued(word, kinds) for word in words]
    words = _joined(_stripped(words, kinds))
    words = [kinds["word"].get(word, word) for word in words]
    kept = [word for word in words if word not in kinds["idle"]]
    words = [_spelled(word) for word in (kept if len(kept) > 1 else words)]
    return sorted(words) if len(words) > 2 else words


def _unglued(word, kinds):
    for form in kinds["glued"] if word[0] >= "\u0080" or word[-1] >= "\u0080" else ():
        if len(word) > len(form) and word.endswith(form):
            return _unglued(word.removesuffix(form), kinds)
        if len(word) > len(form) and word.startswith(form):
            return _unglued(word.removeprefix(form), kinds)
    return word


def name_key(field):
    """The name, and why it is absent: one of the two is empty."""
    if len(trim(field).encode()) > FIELD_LIMIT:
        return "", "too long"
    kinds = _words()
    text = folded(field)
    plain = " ".join(_split(text))
    if not plain:
        return "", "blank"
    if plain in kinds["nothing"]:
        return "", "placeholder"
    words = _split(_without_brackets(_without_slash(text)))
    if _is_cut(trim(field), words):
        words = words[:-1]
    while True:
        again = _pass(words, kinds)
        if again == words:
            break
        words = again
    joined = " ".join(words)
    if joined in kinds["nothing"]:
        return "", "placeholder"
    if joined in kinds["common"] or len(joined) == 1 and joined.isascii():
        return "", "common word"
    return ("", "too long") if len(joined.encode()) > LIMIT else (joined, "")


def country_key(field, host=""):
    """The code of a country; else that of the host's last label; else empty. `host` is empty without a domain key."""
    return _country(field) or _countries().get("." + host.rpartition(".")[2], "") if host else _country(field)


def _country(field):
    names = _countries()

    def look(text):
        words = plain_words(text)
        text = " ".join(words)
        code = names.get(text) or (names.get(" ".join(words[1:])) if words[:1] == ["the"] else None)
        return code
    raw = " ".join(_split(folded(field).replace(".", " ")))
    code = names.get(raw) or look(field)
    if code is None and len(trim(field).encode()) <= LIMIT:
        before, comma, after = trim(field).replace("(", ",").replace(")", " ").rpartition(",")
        if comma:
            code = names.get("," + " ".join(plain_words(after))) or look(after + " " + before) or look(after) or look(before)
    return "" if code in (None, "--") else code
