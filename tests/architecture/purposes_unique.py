"""Two purposes of one name would draw the same numbers: names are unique, and read "word.word".

Usage: purposes_unique.py SOURCE_FOLDER [SCRATCH_FOLDER]
"""

import pathlib
import re
import sys

FOLDERS = ("sim", "models", "analysis")
# `Purpose x{"name"}`, `Purpose("name")`: one purpose of one name. All other ways would escape the comparison.
MADE = re.compile(r'\bPurpose\s*(\w+)?\s*[{(=]\s*(?:sim::)?(?:Purpose\s*[{(]\s*)?"([^"]*)"')
MADE_OF_SOMETHING_ELSE = re.compile(r'\bPurpose\s+\w+\s*(?:\[|[{(=](?!\s*(?:(?:sim::)?Purpose\s*[{(]\s*)?"))')
FORM = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
COMMENT = re.compile(r"//[^\n]*")


def main():
    root = pathlib.Path(sys.argv[1])
    found, first_seen = [], {}
    for path in sorted(p for folder in FOLDERS for p in root.glob(f"{folder}/**/*.[hc]pp")):
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))

        def place(match):
            return f'{path.relative_to(root).as_posix()}:{text.count(chr(10), 0, match.start()) + 1}'

        for match in MADE.finditer(text):
            name = match.group(2)
            if not FORM.fullmatch(name):
                found.append(f'{place(match)}: purpose "{name}": write "place.what", in small letters')
            # Models are never in one run together, but a purpose that moves between them must not change its draws unseen.
            if name in first_seen:
                found.append(f'{place(match)}: purpose "{name}" is already made in {first_seen[name]}: both would draw the same numbers')
            first_seen.setdefault(name, place(match))
        found += [f"{place(m)}: {m.group(0)}...: make each purpose of one name in quotes" for m in MADE_OF_SOMETHING_ELSE.finditer(text)]
    if not first_seen:
        found.append(f"{root}: no purposes found: this script no longer sees how they are made")
    print("\n".join(found) if found else f"{len(first_seen)} purposes, all different")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
