"""analysis/readers/microwork.R and its example: the numbers are those that the run printed. Skipped (77) where R is not installed.

r_reader_test.py RESULT SCRATCH: RESULT.json is what `run --json` printed; everybody is in /workers.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tests" / "support"))

from sample_survey import with_survey


def rscript(*arguments):
    return subprocess.run(["Rscript", "--vanilla", *arguments], capture_output=True, text=True, cwd=ROOT)


def main(path, scratch):
    if shutil.which("Rscript") is None:
        print("skipped: R is not installed")
        return 77
    if rscript("-e", "quit(status = !requireNamespace('hdf5r', quietly = TRUE))").returncode != 0:
        print("skipped: the R package hdf5r is not installed")
        return 77
    survey = with_survey(path, scratch + "/survey.h5")
    checks = rscript("tests/readers/r_reader_test.R", path, survey)
    example = rscript("analysis/readers/example.R", path, "--json")
    for run in (checks, example):
        if run.returncode != 0:
            print(run.stdout, run.stderr, sep="\n")
            return 1
    found = []
    made, printed = json.loads(example.stdout), json.loads(Path(path + ".json").read_text(encoding="utf-8"))["regions"]
    if [row["name"] for row in made] != [row["name"] for row in printed] or sum(row["measured"] for row in made) < 100:
        found.append(f"other regions: {made}")
    for mine, theirs in zip(made, printed):
        wanted = {"registered": theirs["registered"], "measured": theirs["measured"], "total_mean": theirs["pay_total_time"]["mean"],
                  "total_median": theirs["pay_total_time"]["median"], "paid_mean": theirs["pay_paid_time"]["mean"]}
        found += [f"{mine['name']}, {key}: {mine[key]} in R, {value} printed by the run" for key, value in wanted.items()
                  if f"{mine[key]:.6g}" != f"{value:.6g}"]  # printed with six digits
    print("\n".join(found) if found else f"R finds the numbers of {len(made)} regions")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
