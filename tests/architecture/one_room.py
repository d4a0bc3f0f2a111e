"""Each foreign library lives in one room: one file includes it, and nobody else writes its names.

Usage: one_room.py SOURCE_FOLDER [SCRATCH_FOLDER]
"""

import pathlib
import re
import sys

# Benchmarks are programs of their own, with their own rooms.
FOLDERS = ("sim", "models", "analysis", "cli")
# Library, its only room, the headers it is included by, and how its names look in code.
ROOMS = [
    ("oneTBB", "sim/parallel.cpp", r"(one)?tbb/", r"\b(one)?tbb::|\bTBB_\w+"),
    ("threads", "sim/parallel.cpp",
     r"(thread|mutex|future|condition_variable|shared_mutex|barrier|latch|semaphore|stop_token|omp\.h|pthread\.h)$",
     r"\bstd::(thread|jthread|async|mutex|shared_mutex|recursive_mutex|condition_variable|execution::)\b|#\s*pragma\s+omp\b|\bpthread_\w+\("),
    ("toml++", "sim/scenario.cpp", r"toml\+\+/|toml\.hpp", r"\btoml::"),
    ("HDF5", "sim/hdf5_file.cpp", r"(hdf5|H5\w+)(_hl)?\.h$|hdf5/",
     r"\bH5[A-Z]{1,3}(create|open|close|read|write|get|set|exists|iterate)\w*\s*\(|\bhid_t\b|\bherr_t\b"),
    ("OpenSSL", "sim/digest.cpp", r"openssl/", r"\bEVP_\w+\s*\(|\bOpenSSL_version\b"),
    ("CLI11", "cli/main.cpp", r"CLI/", r"\bCLI::"),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
# Comments and texts may name a library; code may not. A raw string is cut like any other.
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)


def blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def main():
    root = pathlib.Path(sys.argv[1])
    found, housed, files = [], set(), 0
    for path in sorted(p for folder in FOLDERS for p in root.glob(f"{folder}/**/*.[hc]pp")):
        files += 1
        source = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        code = NOT_CODE.sub(blank, text)
        for library, room, header, names in ROOMS:
            uses = [m for m in INCLUDE.finditer(text) if re.match(header, m.group(1))] + list(re.finditer(names, code))
            if source == room:
                housed.update([library] if uses else [])
                continue
            for use in uses:
                line = text.count("\n", 0, use.start()) + 1
                found.append(f"{source}:{line}: {use.group(0).strip()}: {library} lives in {room} and nowhere else")
    for library, room, _, _ in ROOMS:
        if library not in housed:
            found.append(f"{room}: does not use {library}: this list is out of date")
    print("\n".join(found) if found else f"{files} files, {len(ROOMS)} libraries, each in its room")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
