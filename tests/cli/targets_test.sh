#!/usr/bin/env bash
# targets_test.sh PROGRAM SCRATCH: the scoreboard of a result, as text and as JSON, and the very words for what cannot be scored.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
tiny=scenarios/tiny.toml
a=$scratch/a.h5
b=$scratch/b.h5

ends 0 "$program" targets --help
names out "Example: microwork targets "
ends 0 "$program" run "$tiny" -o "$a" --quiet
ends 0 "$program" run "$tiny" -o "$b" --quiet --seed 2

# One run: no row is lost, and it is said what the intervals are.
ends 0 "$program" targets "$a"
names out "Intervals: respondents only"
names out "67 rows: "
names out "needs an experiment"
ends 0 "$program" targets "$a" --json
cp "$scratch/out" "$scratch/one.json"
ends 0 "$program" targets "$a" "$b" --json
cp "$scratch/out" "$scratch/two.json"
/usr/bin/python3 - "$scratch/one.json" "$scratch/two.json" scenarios/data/targets.csv <<'PYTHON' || fail "the JSON is other than it should be"
import csv, json, sys
one, two = (json.load(open(name)) for name in sys.argv[1:3])
table = list(csv.DictReader(open(sys.argv[3], encoding="utf-8")))
for board, runs in (one, 1), (two, 2):
    assert len(board["results"]) == runs
    assert [row["id"] for row in board["rows"]] == [row["id"] for row in table]
    for row, published in zip(board["rows"], table):
        assert row["published"] == {"value": float(published["value"]), "low": float(published["low"]), "high": float(published["high"])}
        assert row["evidence"] == published["evidence"] and row["instrument"] == published["instrument"]
        assert (row["simulated"] is None) == (row["verdict"] == "not covered") == bool(row["reason"]), row
        if row["simulated"]:
            assert row["simulated"]["interval"] != ("replicates" if runs == 1 else "respondents"), row
    assert sum(board["counts"].values()) == len(table)
PYTHON

# Several files are replicates of one variant, or nothing.
ends 0 "$program" run "$tiny" -o "$scratch/other.h5" --quiet --set people.skill_mean=2 --seed 3
ends 2 "$program" targets "$a" "$scratch/other.h5"
says err "$scratch/other.h5: is another variant than $a (files given together are replicates: one scenario, other seeds) microwork compare shows differences"
ends 2 "$program" targets "$a" "$a"
says err "$a: is seed 1, replicate 0 once more (equal runs are no independent replicates) microwork run --replicates"

# Files that are no result.
ends 2 "$program" targets "$scratch/none.h5"
names err "$scratch/none.h5: "
echo "not HDF5" >"$scratch/text.h5"
ends 2 "$program" targets "$scratch/text.h5"
names err "$scratch/text.h5: "
head -c 20000 "$a" >"$scratch/cut.h5"
ends 2 "$program" targets "$scratch/cut.h5"
names err "$scratch/cut.h5: "
cp "$a" "$scratch/old.h5"
/usr/bin/python3 -c 'import h5py, numpy, sys; h5py.File(sys.argv[1], "a").attrs["format_version"] = numpy.int64(1)' "$scratch/old.h5"
ends 2 "$program" targets "$scratch/old.h5"
names err "$scratch/old.h5: "
/usr/bin/python3 -c 'import h5py, sys; h5py.File(sys.argv[1], "w").attrs["title"] = "another program"' "$scratch/foreign.h5"
ends 2 "$program" targets "$scratch/foreign.h5"
names err "$scratch/foreign.h5: "

# Another table of targets.
sed 's/,fit$/,fits/' scenarios/data/targets.csv >"$scratch/columns.csv"
ends 2 "$program" targets "$a" --targets "$scratch/columns.csv"
names err "$scratch/columns.csv:1: there is no column \"fits\", did you mean \"fit\"?"
sed 's/^earn_total_mean_global,/earn_total_mean_globe,/' scenarios/data/targets.csv >"$scratch/ids.csv"
ends 2 "$program" targets "$a" --targets "$scratch/ids.csv"
names err "$scratch/ids.csv:2: there is no statistic \"earn_total_mean_globe\""
head -4 scenarios/data/targets.csv >"$scratch/three.csv"
ends 0 "$program" targets "$a" --targets "$scratch/three.csv"
names out "3 rows: "

conclude
