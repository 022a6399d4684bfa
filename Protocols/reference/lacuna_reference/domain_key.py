# SPDX-License-Identifier: Apache-2.0
"""account-keys.md 1: the domain key, `domain/2`, over the three public lists."""
import hashlib
import os
import pathlib
import re

import idna
import idna.idnadata
import idna.intranges

from .name_key import lower, trim

HEX = set("0123456789abcdefABCDEF:.")
NAMES = {"public-suffixes": "public_suffix_list.dat", "free-mail": "free-mail-domains.txt",
         "shared-hosts": "shared-hosts.txt"}


def folder():
    return pathlib.Path(os.environ.get("LACUNA_PUBLIC_LISTS") or
                        pathlib.Path(__file__).parents[3] / "Sources" / "CPublicLists")


class PublicLists:
    """The lists as data; their digests stand in the agreement."""

    table = None                                           # the agreed reference table

    def __init__(self, place=None):
        contents = {name: (pathlib.Path(place or folder()) / file).read_bytes() for name, file in NAMES.items()}
        self.digests = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
        self.free_mail, self.shared = (self._entries(contents[n]) for n in ("free-mail", "shared-hosts"))
        self.rules, self.last = set(), set()
        for line in contents["public-suffixes"].decode().split("\n"):
            rule = line.split()[0] if line.split() else ""
            if not rule or rule.startswith("//"):
                continue
            mark, labels = ("!", rule[1:]) if rule[0] == "!" else ("", rule)
            labels = [label if label == "*" else to_ascii(lower(label)) for label in labels.split(".")]
            self.rules.add(mark + ".".join(labels))
            self.last.add(labels[-1])

    @staticmethod
    def _entries(data):
        lines = (line.strip() for line in data.decode().split("\n"))
        return {line for line in lines if line and not line.startswith("#")}

    def suffix_length(self, labels):
        """How many labels the public suffix of a host has: the published algorithm, and wildcard bases."""
        best = 1
        for i in range(len(labels)):
            tail = labels[i:]
            name = ".".join(tail)
            if "!" + name in self.rules:
                return len(tail) - 1
            wild = len(tail) > 1 and ".".join(["*"] + tail[1:]) in self.rules
            if name in self.rules or wild or "*." + name in self.rules:
                best = max(best, len(tail))
        return best


def _label_to_ascii(label):
    if label[:1] == "-" or label[-1:] == "-" or label[2:4] == "--" and not label.startswith("xn--"):
        raise idna.IDNAError("hyphens")
    if all(ord(c) < 128 for c in label):
        if label.startswith("xn--"):
            decoded = label[4:].encode().decode("punycode")
            _check(decoded)
            if decoded.isascii() or "xn--" + decoded.encode("punycode").decode() != label:
                raise idna.IDNAError("punycode")
        return label
    _check(label)
    return "xn--" + label.encode("punycode").decode()


def _is_permitted(label, i):
    """RFC 5892: a code point outside ASCII that a label may hold where it stands."""
    point = ord(label[i])
    if point in (0x200C, 0x200D):
        return idna.valid_contextj(label, i)
    return point < 128 or point in (0x2260, 0x226E, 0x226F) or any(
        idna.intranges.intranges_contain(point, idna.idnadata.codepoint_classes[c]) for c in ("PVALID", "CONTEXTO"))


def _check(label):
    idna.check_nfc(label)
    idna.check_initial_combiner(label)
    if not all(_is_permitted(label, i) for i in range(len(label))):
        raise idna.IDNAError("not permitted")
    if any(ord(c) >= 0x590 for c in label):
        idna.check_bidi(label)


def to_ascii(host):
    """UTS #46 to ASCII, non-transitional, and every label as IDNA 2008 permits it."""
    if host.isascii():
        return host
    return ".".join(_label_to_ascii(label) for label in idna.uts46_remap(host, std3_rules=False).split("."))


def _host(field):
    """1.1: the host and a reason for its absence; one of the two is empty."""
    try:
        text = trim(field.decode())
    except UnicodeDecodeError:
        return "", "not a host"
    if not text:
        return "", "blank"
    if len(text.encode()) > 2048:
        return "", "not a host"
    text = re.split(r"[\x00-\x20,;|]", text.replace("\\", "/"), maxsplit=1)[0].lstrip("/")
    while True:
        found = re.match(r"([A-Za-z0-9+.-]+)(?=://)|(?i:https?|mailto)(?=:|//)", text)
        if not found:
            break
        text = text[found.end():].lstrip(":/")
    text = re.split(r"[/?#]", text, maxsplit=1)[0].rpartition("@")[2]
    if text.startswith("["):
        return "", "IP address"
    before, colon, after = text.partition(":")
    if ":" in after:
        return "", "IP address" if set(text) <= HEX else "not a host"
    if colon and not re.fullmatch("[0-9]*", after):
        return "", "not a host"
    host = lower(before)
    if not host.isascii():
        if "\0" in host:
            return "", "not a host"
        try:
            host = lower(to_ascii(host))
        except (idna.IDNAError, UnicodeError, IndexError):
            return "", "not a host"
    host = host.rstrip(".")
    labels = host.split(".")
    if len(host) > 253 or not all(re.fullmatch("[a-z0-9_-]{1,63}", label) for label in labels):
        return "", "not a host"
    if labels[-1].isdigit():
        address = len(labels) == 4 and all(re.fullmatch("[0-9]{1,3}", x) and int(x) <= 255 for x in labels)
        return "", "IP address" if address else "not a host"
    return host, ""


def family(domain):
    """1.3: the domain that stands for those of one name under `com` and countries."""
    name, *suffix = domain.split(".")
    country = len(suffix[-1]) == 2 and (len(suffix) == 1 or len(suffix) == 2 and suffix[0] in ("co", "com"))
    return name + ".com" if len(name) >= 8 and not name.startswith("xn--") and (suffix == ["com"] or country) else domain


def domain_key(field, lists):
    """The key, and why it is absent: one of the two is empty. `field` is bytes."""
    key, _, absent = domain_and_key(field, lists)
    return key, absent


def domain_and_key(field, lists):
    """The key, the registrable domain, and why both are absent."""
    domain, absent = registrable_domain(field, lists)
    if absent:
        return "", "", absent
    key = family(domain)
    absent = registrable_domain(key.encode(), lists)[1] if key != domain else ""
    return ("", "", absent) if absent else (key, domain, "")


def registrable_domain(field, lists):
    """1.2: the registrable domain, and why it is absent."""
    host, absent = _host(field)
    if absent:
        return "", absent
    labels = host.split(".")
    names = [".".join(labels[i:]) for i in range(len(labels))]
    if any(name in lists.shared for name in names):
        return "", "shared host"
    if labels[-1] not in lists.last and labels[-1] != "example":
        return "", "not a host" if len(labels) == 1 else "unlisted suffix"
    length = lists.suffix_length(labels)
    if length >= len(labels):
        return "", "public suffix"
    key = labels[-length - 1:]
    if any("_" in x or x[0] == "-" or x[-1] == "-" for x in key):
        return "", "not a host"
    if any(name in lists.free_mail for name in names[:len(labels) - length]):
        return "", "free-mail"
    return ".".join(key), ""
