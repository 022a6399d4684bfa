# SPDX-License-Identifier: Apache-2.0
"""python3 -m lacuna_reference.vectors Protocols/vectors: every file of every folder that this code covers.

An unknown or a missing key, a folder that is neither covered nor named as not covered, or a wrong value is a failure.
"""
import pathlib
import sys

from .vectors_facts import FOLDERS

NOT_COVERED = {"key-lock": "files of a side's own keys, which the other side never sees"}
NOT_RUN = {"rfc7748-5.2-iterated-1000000.txt": "a million multiplications take minutes here"}


def read(path):
    """The keys and values of a file, a key once."""
    pairs = [line.partition(":")[::2] for line in path.read_text().splitlines()]
    assert len(dict(pairs)) == len(pairs), "a key twice"
    return {key: value.removeprefix(" ") for key, value in pairs}


def check(path):
    function, keys = FOLDERS[path.parent.name]
    vector = read(path)
    vector.pop("comment", None)
    if keys is not None and set(vector) != set(keys.split()):
        return f"keys {set(vector) ^ set(keys.split())}"
    if path.name in NOT_RUN:
        print(f"{path.parent.name}/{path.name}: read, not run: {NOT_RUN[path.name]}")
        return None
    n = 0
    for n, (found, wanted) in enumerate(function(vector), 1):
        if found != wanted:
            return f"fact {n}: {str(found)[:200]} and not {str(wanted)[:200]}"
    return None if n else "no fact"


def main(root):
    failures, files = 0, 0
    for folder in sorted(p for p in pathlib.Path(root).iterdir() if p.is_dir()):
        if folder.name in NOT_COVERED:
            print(f"{folder.name}: not covered, {NOT_COVERED[folder.name]}")
            continue
        paths = sorted(folder.glob("*.txt"))
        strange = [p.name for p in folder.iterdir() if p.suffix not in (".txt", ".md", ".py")]
        problems = [f"not read: {strange}"] if strange else []
        problems += ["folder is unknown"] if folder.name not in FOLDERS else ["folder is empty"] if not paths else []
        for path in paths if folder.name in FOLDERS else []:
            try:
                problem = check(path)
            except Exception as error:                     # a vector must not stop the others
                problem = repr(error)
            problems += [f"{path.name}: {problem}"] if problem else []
        files, failures = files + len(paths), failures + len(problems)
        print(f"{folder.name}: {len(paths)} files, {len(problems)} failures", *problems, sep="\n  ")
    print(f"{files} files, {failures} failures")
    return 1 if failures or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
