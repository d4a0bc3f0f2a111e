#!/usr/bin/env bash
# trace_test.sh PROGRAM SCRATCH: traced workers from the scenario to the timeline, and the very words for what cannot be shown.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
tiny=scenarios/tiny.toml
result=$scratch/traced.h5

ends 0 "$program" trace --help
names out "Example: microwork trace "
ends 0 "$program" run "$tiny" -o "$result" --quiet --set trace.sample=3

# A line for each of them; the same as JSON.
ends 0 "$program" trace "$result"
names out "3 traced, 2018-01-01 to 2018-01-08 (UTC)"
worker=$(awk 'NR == 4 { print $1 }' "$scratch/out")
[[ $worker =~ ^[A-Z]{2}-[0-9]{6}$ ]] || fail "\"$worker\" is no name"
ends 0 "$program" trace "$result" --json
[[ $(wc -l <"$scratch/out") == 3 ]] || fail "--json is not a line for each worker"
cp "$scratch/out" "$scratch/list.json"

# The timeline: its sums are those of the list and of the ledger in /trace/workers.
ends 0 "$program" trace "$result" --worker "$worker"
names out "$worker: "
names out "logs in for "
names out "In all: "
ends 0 "$program" trace "$result" --worker "$worker" --json
cp "$scratch/out" "$scratch/events.json"
/usr/bin/python3 - "$result" "$worker" "$scratch/list.json" "$scratch/events.json" <<'PYTHON' || fail "the sums of events, list and ledger differ"
import json, sys
import h5py
result, name, listed, told = sys.argv[1:]
events = [json.loads(line) for line in open(told)]
line = next(l for l in map(json.loads, open(listed)) if l["worker"] == name)
def total(kind, what="seconds"):
    return sum(e[what] for e in events if e["kind"] == kind)
with h5py.File(result) as file:
    number = list(file["trace/names"].asstr()[()]).index(name)
    row = {column: values[number] for column, values in file["trace/workers"].items()}
    table = {"worker": file["trace/events/worker"][:]}
assert [e["utc"] for e in events] == sorted(e["utc"] for e in events)
assert len(events) == line["events"] == int((table["worker"] == number).sum()), len(events)
assert total("approved") == row["paid"] == line["paid_s"], (total("approved"), row["paid"])
assert total("refused") == row["rejected_time"] == line["refused_s"]
assert round(1e6 * total("approved", "usd")) == row["credited"]
assert total("approved", "assignments") == row["approved"] and total("refused", "assignments") == row["rejected"]
open_session = bool(events) and [e["kind"] for e in events if e["kind"] in ("log_in", "log_out")][-1:] == ["log_in"]
for kind, column in (("look", "search"), ("wait", "waiting"), ("instructions", "instructions"), ("give_back", "returned"), ("outage", "cut_off")):
    assert total(kind) >= row[column] if open_session else total(kind) == row[column], kind
assert row["online"] == total("log_out")
PYTHON

# Part of it: days of the worker's clock, and so many events.
ends 0 "$program" trace "$result" --worker "$worker" --from 2018-01-03 --to 2018-01-03
[[ $(grep -cE '^[A-Z][a-z]+day 2018' "$scratch/out") -le 1 ]] || fail "more than one day is shown"
ends 0 "$program" trace "$result" --worker "${worker,,}" --limit 1 --json
[[ $(wc -l <"$scratch/out") == 1 ]] || fail "--limit 1 shows $(wc -l <"$scratch/out") events"
ends 0 "$program" trace "$result" --worker "$worker" --limit 1
names out "more events: raise --limit"

# People can be named; the result of a run without any has no trace.
ends 0 "$program" run "$tiny" -o "$scratch/named.h5" --quiet --set "trace.workers=[\"$worker\"]" --set trace.sample=0
ends 0 "$program" trace "$scratch/named.h5" --worker "$worker" --json
cmp -s "$scratch/out" "$scratch/events.json" || fail "a named worker has another life than a drawn one"
ends 0 "$program" run "$tiny" -o "$scratch/nobody.h5" --quiet --set trace.sample=0
ends 2 "$program" trace "$scratch/nobody.h5"
says err "$scratch/nobody.h5: holds no trace (nobody was traced in that run) run it with --set trace.sample=4, or with trace.workers"

# Everything else in the two results is the same.
/usr/bin/python3 - "$result" "$scratch/nobody.h5" <<'PYTHON' || fail "tracing changes the result"
import sys, h5py
def datasets(path):
    found = {}
    with h5py.File(path) as file:
        file.visititems(lambda name, item: found.update({name: item[()].tobytes() if hasattr(item[()], "tobytes") else item[()]})
                        if isinstance(item, h5py.Dataset) and not item.dtype.hasobject else None)
    return {n: d for n, d in found.items() if not n.startswith(("trace/", "provenance/"))}
traced, nobody = map(datasets, sys.argv[1:])
assert len(traced) > 30 and traced.keys() == nobody.keys()
sys.exit(f"these differ: {[n for n in traced if traced[n] != nobody[n]]}" if traced != nobody else 0)
PYTHON

# What cannot be shown.
ends 2 "$program" trace "$result" --worker "${worker%?}x"
says err "--worker: \"${worker%?}x\" was not traced in $result, did you mean \"$worker\"?"
ends 2 "$program" trace "$result" --worker nobody
says err "--worker: \"nobody\" was not traced in $result, microwork trace $result lists who was"
ends 2 "$program" trace "$result" --worker "$worker" --from yesterday
says err '--from: "yesterday" is no day, write it as 2018-01-31'
ends 2 "$program" trace "$result" --worker "$worker" --from 2018-02-30
says err '--from: "2018-02-30" is no day, write it as 2018-01-31'
ends 2 "$program" trace "$result" --worker "$worker" --from 2018-01-03 --to 2018-01-02
says err '--to: 2018-01-02 lies before --from 2018-01-03'
ends 2 "$program" trace "$result" --limit 3
names err "--limit requires --worker"
ends 2 "$program" trace
names err "result is required"
ends 2 "$program" trace "$scratch/gone.h5"
names err "$scratch/gone.h5: "
printf 'no result at all' >"$scratch/text.h5"
ends 2 "$program" trace "$scratch/text.h5"
names err "$scratch/text.h5: "
head -c 60000 "$result" >"$scratch/half.h5"
ends 2 "$program" trace "$scratch/half.h5"
names err "$scratch/half.h5: "
/usr/bin/python3 -c 'import h5py, sys; h5py.File(sys.argv[1], "w").attrs["x"] = 1' "$scratch/foreign.h5"
ends 2 "$program" trace "$scratch/foreign.h5"
says err "$scratch/foreign.h5: is not a microwork-result (it does not say what it is)"

# Names that are none, before the run.
ends 2 "$program" check "$tiny" --set 'trace.workers=["France"]'
says err '--set: trace.workers: "France" names nobody (a name is a country and a number) write it as "FR-000123"'
ends 2 "$program" check "$tiny" --set 'trace.workers=["FX-1"]'
says err '--set: trace.workers: "FX-1" names nobody (country "FX" is not in the table of countries) did you mean "FR"?'
ends 2 "$program" check "$tiny" --set 'trace.countries=["FX"]'
says err '--set: trace.countries: country "FX" is not in the table of countries, did you mean "FR"?'
conclude
