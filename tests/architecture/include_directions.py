"""Includes point one way: cli -> analysis -> models -> sim, and mechanisms do not know each other.

Usage: include_directions.py SOURCE_FOLDER [SCRATCH_FOLDER]
"""

import pathlib
import re
import sys

# What each folder may include; a model may include itself, never another model.
MAY_INCLUDE = {
    "sim": {"sim"},
    "models": {"sim", "models"},
    "analysis": {"sim", "models", "analysis"},
    "cli": {"sim", "models", "analysis", "cli"},
}
GENERATED = {"build_info.hpp"}
# A phase is known to the order of the tick alone.
KNOWS_PHASES = {"tick"}
PHASE_FOLDERS = ("mechanisms", "instruments", "measures")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def phase_file(path):
    """The file without its ending when it holds a phase, else None."""
    parts = pathlib.PurePosixPath(path).parts
    if len(parts) == 4 and parts[0] == "models" and parts[2] in PHASE_FOLDERS:
        return str(pathlib.PurePosixPath(path).with_suffix(""))
    return None


def complaints_about(source, included):
    top = source.split("/")[0]
    target = included.split("/")[0]
    if "/" not in included:
        if included not in GENERATED:
            yield f'includes "{included}": write the path from the source folder'
        return
    if target not in MAY_INCLUDE[top]:
        yield f'includes "{included}": {top}/ may include {", ".join(sorted(MAY_INCLUDE[top]))} only'
    if top == target == "models" and source.split("/")[1] != included.split("/")[1]:
        yield f'includes "{included}": a model does not include another one'
    phase = phase_file(included)
    # A long phase has several files, which begin with its name and share a header NAME_parts.
    if phase is None or (phase_file(source) or "").startswith(phase.removesuffix("_parts")):
        return
    policies_to_instrument = "/instruments/" in included and pathlib.PurePosixPath(source).stem == "policies"
    if pathlib.PurePosixPath(source).stem not in KNOWS_PHASES and not policies_to_instrument:
        yield f'includes "{included}": phases meet in the order of the tick only; what two of them need belongs to the tables'


def main():
    root = pathlib.Path(sys.argv[1])
    found, files = [], 0
    for top in MAY_INCLUDE:
        for path in sorted(root.glob(f"{top}/**/*.[hc]pp")):
            files += 1
            source = path.relative_to(root).as_posix()
            text = path.read_text(encoding="utf-8")
            for match in INCLUDE.finditer(text):
                included = match.group(1)
                line = text.count("\n", 0, match.start(1)) + 1
                found += [f"{source}:{line}: {complaint}" for complaint in complaints_about(source, included)]
    if files == 0:
        found.append(f"{root}: no sources")
    print("\n".join(found) if found else f"{files} files include in the right direction")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
