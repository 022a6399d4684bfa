# SPDX-License-Identifier: Apache-2.0
"""account-keys.md 12: the control accounts `control/1`, read as any list, and how many of them must meet."""
import csv
import functools
import hashlib
import io
import pathlib

from .accounts import Account, account_key, row_keys, sent_keys
from .domain_key import PublicLists, folder

COUNT = 10
SHA256 = {"initiator": "fed76fc23cbf64bc38113919ce9c4945904d16bee45d800598d4bbddcc17f27b",
          "responder": "05676f7017a4990215de9133af9f1e3b9bc0154f5d2ccc54fd0bd3d349937144"}
DUE = {("fallback", 1): 4, ("fallback", 2): 6, ("fallback", 3): 7, ("either", 1): 7, ("either", 2): 8,
       ("names", 1): 5, ("names", 2): 6, ("domains-and-names", 1): 2, ("domains-and-names", 2): 2}


@functools.cache
def accounts(role):
    data = pathlib.Path(folder() / f"control-{role}.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256[role], "another control/1"
    lists, found = PublicLists(), []
    for row in csv.DictReader(io.StringIO(data.decode())):
        domain, name, country = row_keys(row["website"], row["name"], row["country"], lists)
        found.append(Account(*account_key(domain, name, country), name, country))
    return found


def control_keys(table, role):
    """The keys that are sent, and how many points or tokens there are in all."""
    sent = [key for own in sent_keys(accounts(role), table.scheme, table.kinds, role) for key in own]
    return sent, COUNT * table.v[role == "responder"]


def due(table):
    # Control accounts have no registry number.
    scheme, kinds = ("fallback", table.kinds - 1) if table.scheme == "number-fallback" else (table.scheme, table.kinds)
    return DUE[scheme, kinds]
