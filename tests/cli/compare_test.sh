#!/usr/bin/env bash
# compare_test.sh PROGRAM SCRATCH: two scenarios run and compared: one pair, two replicates, a policy that does nothing, and the very
# words for what cannot be compared.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
tiny=$PWD/scenarios/tiny.toml
policy() { printf 'title = "%s"\nextends = "%s"\n\n[[policy]]\ninstrument = "minimum-task-pay"\nworkers_in = ["US"]\nhourly = "20 USD/h"\ncompliance = %s\n' "$1" "$tiny" "$2"; }
policy "A minimum pay" 1.0 >"$scratch/pay.toml"
policy "A minimum pay nobody heeds" 0 >"$scratch/unheeded.toml"

ends 0 "$program" compare --help
names out "Example: microwork compare "
for scenario in "$tiny" "$scratch/pay.toml" "$scratch/unheeded.toml"; do
  ends 0 "$program" run "$scenario" -o "$scratch/$(basename "$scenario" .toml).h5" --quiet --replicates 2
done
base=$scratch/tiny.r0.h5 pay=$scratch/pay.r0.h5 unheeded=$scratch/unheeded.r0.h5

# One pair: no interval, and said so.
ends 0 "$program" compare "$base" "$pay"
names out "one replicate: no interval exists"
names out "A minimum pay"
names out 'policy.1.hourly = "20 USD/h" (base: not set)'
names out "requesters' outlay = receipts of all others: holds to the micro-dollar in every run"
names out "circles of engagement look 91 days back, and these runs have 14"
grep -qF "95 % interval" "$scratch/out" && fail "one pair has a column of intervals"
grep -qF "*" "$scratch/out" && fail "one pair has stars"

# Two replicates: intervals; the same as JSON, with the identities that tie sections together.
ends 0 "$program" compare "$base" "$pay" "$scratch/tiny.r1.h5" "$scratch/pay.r1.h5"
names out "2 pairs of runs with common random numbers"
names out "95 % interval"
[[ -z $(awk 'length($0) > 100 && !/\.h5/' "$scratch/out") ]] || fail "lines are longer than 100 columns"
ends 0 "$program" compare "$base" "$pay" "$scratch/tiny.r1.h5" "$scratch/pay.r1.h5" --json
cp "$scratch/out" "$scratch/compared.json"
/usr/bin/python3 - "$scratch" <<'PYTHON' || fail "the JSON is not what the files say"
import json, sys
import h5py
folder = sys.argv[1]
compared = json.load(open(folder + "/compared.json"))
other, = compared["others"]
assert other["interval"] == "replicates" and other["pairs"] == 2, other["interval"]
sections = {s["name"]: s["rows"] for s in other["sections"]}
def row(section, measure, member="all"):
    return next(r for r in sections[section] if r["measure"] == measure and r["member"] == member)
def income(name):
    with h5py.File(f"{folder}/{name}.h5") as file:
        return file["workers/credited"][:].sum() * 1e-6
changes = [income(f"pay.r{r}") - income(f"tiny.r{r}") for r in (0, 1)]
mean, half = sum(changes) / 2, 12.7062047 * abs(changes[1] - changes[0]) / 2   # t with one degree of freedom (R: qt(.975, 1))
by_gender = [row("gender", "income", member) for member in ("men", "women")]
assert abs(sum(r["difference"] for r in by_gender) - mean) < 1e-3, mean
for section in ("country", "region", "platform", "age", "activity", "health", "connection", "circle"):
    total = sum(r["difference"] for r in sections[section] if r["measure"] == "income")
    assert abs(total - mean) < 1e-3, (section, total, mean)
assert mean != 0, "the policy must bite, or nothing is shown"
everybody = next(d for d in other["deciles"] if d["decile"] == "all")
assert everybody["people"] > 300 and other["people"]["both"] > 300
payers = {(r["group"], r["measure"]): r for r in other["payers"]}
span = lambda measure: payers["span", measure]["difference"]
assert abs(span("outlay") - span("workers") - span("owner_cut") - span("commission")) < 1e-6
assert payers["span", "gap"]["base"] == payers["run", "gap"]["other"] == 0
assert abs(span("workers") - mean) < 1e-3, "workers' receipts by country are those of the people"
low, high = (payers["span", "workers"][end] for end in ("low", "high"))
assert abs(low - (mean - half)) < 1e-2 and abs(high - (mean + half)) < 1e-2, (low, high, mean, half)
lorenz = other["inequality"]["lorenz"]
assert len(lorenz["share"]) == 11 and lorenz["base"] == sorted(lorenz["base"]) and abs(lorenz["base"][-1] - 1) < 1e-12
PYTHON

# A policy that nobody heeds changes the scenario and nothing else: every difference is exactly zero.
ends 0 "$program" compare "$base" "$unheeded" "$scratch/tiny.r1.h5" "$scratch/unheeded.r1.h5" --json
/usr/bin/python3 - "$scratch/out" <<'PYTHON' || fail "a policy without effect has differences"
import json, sys
other, = json.load(open(sys.argv[1]))["others"]
rows = [r for s in other["sections"] for r in s["rows"]] + other["inequality"]["rows"] + other["places"] + other["payers"]
wrong = [r for r in rows if (r["difference"], r["low"], r["high"]) not in ((0, 0, 0), (None, None, None))]
assert len(rows) > 150 and not wrong, wrong
assert all(d["mean_change"]["value"] in (0, None) and d["better"]["value"] in (0, None) for d in other["deciles"])
assert other["changes"], "and yet they are two scenarios"
PYTHON

# Several variants at once; sections by name; every country.
ends 0 "$program" compare "$base" "$pay" "$unheeded" --by headline,gender
names out "A minimum pay nobody heeds"
names out "By gender"
grep -qE "Who pays|By country|Lorenz" "$scratch/out" && fail "--by shows more than it names"
ends 0 "$program" compare "$base" "$pay" --by country --all
ends 2 "$program" compare "$base" "$pay" --by gendr
says err '--by: "gendr" is no section, did you mean "gender"?'

# What cannot be compared.
ends 2 "$program" compare "$base"
ends 2 "$program" compare "$base" "$scratch/tiny.r1.h5"
says err "$scratch/tiny.r1.h5: is another run of the scenario of $base (there is nothing to compare) give a result with another policy or parameter"
ends 2 "$program" compare "$base" "$base"
says err "$base: is the same run as $base (same scenario, seed 1 and replicate 0) give a result with another policy or parameter"
ends 2 "$program" compare "$base" "$scratch/pay.r1.h5"
says err "$scratch/pay.r1.h5: has seed 1 and replicate 1, which no run of $base has (runs are compared over common random numbers) run both scenarios with the same run.seed"
ends 0 "$program" run "$scratch/pay.toml" -o "$scratch/long.h5" --quiet --set run.length=2w
ends 2 "$program" compare "$base" "$scratch/long.h5"
says err "$scratch/long.h5: is measured from 2018-01-01 to 2018-01-15, but $base from 2018-01-01 to 2018-01-08 (sums over different spans cannot be compared) give both the same run.start and run.length"
ends 0 "$program" run "$scratch/pay.toml" -o "$scratch/coarse.h5" --quiet --set run.tick=30min
ends 2 "$program" compare "$base" "$scratch/coarse.h5"
says err "$scratch/coarse.h5: has run.tick = \"30min\", but $base has \"15min\" (the length of a tick changes results by itself) give both the same run.tick"
ends 2 "$program" compare "$base" "$scratch/gone.h5"
names err "$scratch/gone.h5: "
head -c 60000 "$pay" >"$scratch/half.h5"
ends 2 "$program" compare "$base" "$scratch/half.h5"
names err "$scratch/half.h5: "
/usr/bin/python3 -c 'import h5py, sys; h5py.File(sys.argv[1], "w").attrs["x"] = 1' "$scratch/foreign.h5"
ends 2 "$program" compare "$base" "$scratch/foreign.h5"
says err "$scratch/foreign.h5: is not a microwork-result (it does not say what it is)"
conclude
