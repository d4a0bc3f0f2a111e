"""What would make results differ between machines, threads or library versions, and what hides unfinished work.

Usage: banned_words.py SOURCE_FOLDER [SCRATCH_FOLDER]
"""

import pathlib
import re
import sys

FUNCTIONS = "exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|tgamma|lgamma|erf|erfc|cbrt|hypot"
RESULTS = ("sim", "models")
SOURCES = RESULTS + ("analysis", "cli", "bench")
# Folders, pattern, why. Patterns look at code without comments and texts.
IN_CODE = [
    (RESULTS, r"\bunordered_(multi)?(map|set)\b", "its order of iteration is the library's"),
    (RESULTS, r"\bs?rand\s*\(|\b(std::)?(mt19937(_64)?|minstd_rand0?|default_random_engine|random_device|ranlux\w+)\b", "draws are addressed: sim/random.hpp"),
    (RESULTS, r"\bstd::\w+_distribution\b", "its algorithm is the library's: sim/random.hpp or Boost"),
    (RESULTS, rf"(?<![\w:.>])(std::|::)?({FUNCTIONS})[fl]?\s*\(", "its last digit is the library's: sim/elementary.hpp"),
    (RESULTS, r"\bstd::(reduce|transform_reduce|hash\s*<)", "its order or value is the library's"),
    (RESULTS, r"#\s*include\s*<(unordered_map|unordered_set|random)>", "nothing of it may be used here"),
    (SOURCES, r"\bthread_local\b|\bvolatile\b", "hidden state"),
    (SOURCES, r"^\s*(?:inline\s+)?static\s+(?!const\b|constexpr|consteval|constinit\s+const|_?assert|inline)[\w:<>,\s*&\[\]]+?[;={]", "a variable that outlives its function: state is in tables"),
]
NATIVE = r"-march=native"
# Looked for everywhere, comments and build files included.
IN_TEXT = [
    (r"-ffast-math|-Ofast|-funsafe-math-optimizations", "results would depend on the machine"),
    (NATIVE, "results would depend on the machine"),
    (r"\b(TODO|FIXME|XXX|HACK)\b", "unfinished work belongs to the list of issues"),
]
# Compared with programs that are built for the very machine; nothing that is shipped is built there.
BUILT_FOR_THE_MACHINE = "bench/CMakeLists.txt"
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)
# Where the functions are at home.
ELEMENTARY = "sim/elementary.hpp"


def blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def complaints(source, text, pattern, why, shown):
    for match in re.finditer(pattern, text, re.MULTILINE):
        # The match may begin with blank lines; the complaint names the line of the word.
        begin = match.start() + len(match.group(0)) - len(match.group(0).lstrip())
        line = shown.count("\n", 0, begin) + 1
        yield f"{source}:{line}: {' '.join(match.group(0).split())}: {why}"


def main():
    root = pathlib.Path(sys.argv[1])
    found, files = [], 0
    for path in sorted(p for folder in SOURCES for p in root.glob(f"{folder}/**/*.[hc]pp")):
        files += 1
        source = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        code = NOT_CODE.sub(blank, text)
        for folders, pattern, why in IN_CODE:
            if source.split("/")[0] in folders and not (source == ELEMENTARY and FUNCTIONS in pattern):
                found += complaints(source, code, pattern, why, text)
        for pattern, why in IN_TEXT:
            found += complaints(source, text, pattern, why, text)
    others = [p for glob in ("CMakeLists.txt", "*/CMakeLists.txt", "*/*/CMakeLists.txt", "CMakePresets.json", "cmake/*", "scripts/*", "tests/**/*.[hc]pp")
              for p in root.glob(glob) if p.is_file() and "build" not in p.relative_to(root).parts[0]]
    for path in sorted(others):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        for pattern, why in IN_TEXT:
            if (name, pattern) != (BUILT_FOR_THE_MACHINE, NATIVE):
                found += complaints(name, text, pattern, why, text)
    if files == 0:
        found.append(f"{root}: no sources")
    print("\n".join(found) if found else f"{files} sources and {len(others)} other files: nothing of the kind")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
