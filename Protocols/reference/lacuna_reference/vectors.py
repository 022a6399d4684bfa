# SPDX-License-Identifier: Apache-2.0
"""python3 -m lacuna_reference.vectors Protocols/vectors: every file of every folder that this code covers.

An unknown or a missing key, a folder that is neither covered nor named as not covered, or a wrong value is a failure.
"""
import pathlib
import sys

from . import run_files
from .vectors_facts import FOLDERS

NOT_COVERED = {"key-lock": "files of a side's own keys, which the other side never sees"}
NOT_RUN = {"rfc7748-5.2-iterated-1000000.txt": "a million multiplications take minutes here"}


def check(path):
    function, keys = FOLDERS[path.parent.name]
    vector = run_files.read_lines(path.read_bytes())
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


def facts(folder):
    """How many files were read, and what is wrong."""
    paths = sorted(folder.glob("*.txt"))
    strange = [p.name for p in folder.iterdir() if p.suffix not in (".txt", ".md", ".py")]
    problems = [f"not read: {strange}"] if strange else []
    problems += ["folder is unknown"] if folder.name not in FOLDERS else ["folder is empty"] if not paths else []
    for path in paths if folder.name in FOLDERS else []:
        try:
            problem = check(path)
        except Exception as error:                         # a vector must not stop the others
            problem = repr(error)
        problems += [f"{path.name}: {problem}"] if problem else []
    return len(paths), problems


def runs(folder):
    """The same of complete runs, a folder each."""
    each = sorted(p for p in folder.iterdir() if p.name != "README.md")
    files, problems = 0, [] if each else ["folder is empty"]
    for run in each:
        try:
            problems += run_files.check(run) if run.is_dir() else [f"not read: {run.name}"]
        except Exception as error:                         # likewise
            problems.append(f"{run.name}: {error!r}")
        files += sum(not p.is_dir() for p in run.rglob("*"))
    return files, problems


def main(root):
    failures, files = 0, 0
    for folder in sorted(p for p in pathlib.Path(root).iterdir() if p.is_dir()):
        if folder.name in NOT_COVERED:
            print(f"{folder.name}: not covered, {NOT_COVERED[folder.name]}")
            continue
        count, problems = runs(folder) if folder.name == "run" else facts(folder)
        files, failures = files + count, failures + len(problems)
        print(f"{folder.name}: {count} files, {len(problems)} failures", *problems, sep="\n  ")
    print(f"{files} files, {failures} failures")
    return 1 if failures or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
