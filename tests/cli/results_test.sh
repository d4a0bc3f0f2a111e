#!/usr/bin/env bash
# results_test.sh PROGRAM SCRATCH: result files, their digests, and disks and folders that refuse them.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
tiny=scenarios/tiny.toml
result=$scratch/result.h5

# Quiet is quiet; a finished result is never overwritten unless that is asked for.
ends 0 "$program" run "$tiny" -o "$result" --quiet
says out ""
says err ""
[[ -s $result ]] || fail "there is no result"
ends 2 "$program" run "$tiny" -o "$result" --quiet
says err "$result: already exists (a finished result is never overwritten) use --force or another -o"
ends 0 "$program" run "$tiny" -o "$result" --quiet --force
[[ $(ls "$scratch") == $'err\nout\nresult.h5' ]] || fail "something was left behind: $(ls "$scratch")"

# Other programs can read it.
if command -v h5dump >/dev/null; then
  ends 0 h5dump -H "$result"
  names out 'DATASET "pay"'
fi

# The same run twice, with one thread and with two: the same datasets. Another seed: others.
for run in "one --threads 1" "again --threads 1" "two --threads 2" "seed --seed 2"; do
  read -r name options <<<"$run"
  # shellcheck disable=SC2086
  ends 0 "$program" run "$tiny" -o "$scratch/$name.h5" --json $options
  cp "$scratch/out" "$scratch/$name.json"
  /usr/bin/python3 -m json.tool <"$scratch/$name.json" >/dev/null || fail "--json is no JSON"
done
[[ $(digest_of "$scratch/one.json") == "$(digest_of "$scratch/again.json")" ]] || fail "two runs differ"
[[ $(digest_of "$scratch/one.json") == "$(digest_of "$scratch/two.json")" ]] || fail "one thread and two threads differ"
[[ $(digest_of "$scratch/one.json") != "$(digest_of "$scratch/seed.json")" ]] || fail "two seeds do not differ"
/usr/bin/python3 - "$scratch/one.h5" "$scratch/two.h5" <<'PYTHON' || fail "datasets differ between one thread and two"
import sys, h5py
def bytes_of(path):
    found = {}
    with h5py.File(path, "r") as file:
        file.visititems(lambda name, item: found.update({name: bytes(item[()].tobytes() if hasattr(item[()], "tobytes") else item[()])})
                        if isinstance(item, h5py.Dataset) and not item.dtype.hasobject and not name.startswith("provenance") else None)
    return found
one, two = map(bytes_of, sys.argv[1:])
assert len(one) > 30, len(one)
different = [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)]
sys.exit(f"these differ: {different}" if different else 0)
PYTHON

# What a run cost: each table with its memory, each phase with its time and the part of it that more threads shorten. (With chunks of
# usual length nothing in a world so small is worth a second thread.)
ends 0 "$program" run "$tiny" -o "$scratch/chunks.h5" --set run.chunk=4 --quiet
/usr/bin/python3 - "$scratch/chunks.h5" <<'PYTHON' || fail "the provenance does not tell what the run cost"
import sys, h5py
for path in sys.argv[1:]:
    with h5py.File(path, "r") as file:
        told = file["provenance"]
        tables = [name.decode() for name in told["tables"]]
        rows, memory = dict(zip(tables, told["table_rows"])), dict(zip(tables, told["table_bytes"]))
        assert len(rows) == len(told["table_rows"]) == len(told["table_bytes"])
        assert rows["workers"] > 100 and memory["workers"] == 24 * rows["workers"], (rows, memory)
        seconds, parallel = told["phase_seconds"][:], told["phase_parallel_seconds"][:]
        assert len(told["phases"]) == len(seconds) == len(parallel)
        assert all(0 <= p <= s for p, s in zip(parallel, seconds)) and parallel.sum() > 0, parallel
PYTHON

# Too few rounds of search in a tick: the result tells, and so does the program.
ends 0 "$program" run "$tiny" -o "$scratch/dragging.h5" --set run.burn_in=0s --set run.length=1d --set run.rounds=1 --quiet
says err "note: in 96 of 96 ticks the rounds of search (run.rounds = 1) did not bring everybody to the end of the tick, and sessions drag on: raise run.rounds or search.wait"
[[ $(h5dump -a /provenance/ticks_carried_over "$scratch/dragging.h5" 2>/dev/null) == *': 96'* ]] || fail "the result does not tell that sessions dragged on"

# Replicates: a file each, each another run.
ends 0 "$program" run "$tiny" -o "$scratch/many.h5" --replicates 2 --set run.burn_in=0s --set run.length=1d --quiet
[[ -s $scratch/many.r0.h5 && -s $scratch/many.r1.h5 ]] || fail "two replicates are not two files"

# Where nothing can be written, that is said before the run.
ends 2 "$program" run "$tiny" -o "$scratch/no/folder/x.h5" --quiet
says err "$scratch/no/folder/x.h5: cannot be written (there is no folder $scratch/no/folder) create it or use another -o"
if [[ $(id -u) != 0 ]]; then
  mkdir "$scratch/closed" && chmod 555 "$scratch/closed"
  ends 2 "$program" run "$tiny" -o "$scratch/closed/x.h5" --quiet
  names err "$scratch/closed/x.h5: cannot be written (Permission denied)"
fi

# A disk that is full while the result is written: a plain message, exit code 3, and nothing half done is left.
full=$scratch/full.h5
(
  trap '' XFSZ
  ulimit -f 16
  "$program" run "$tiny" -o "$full" --quiet 2>"$scratch/err"
  echo $? >"$scratch/code"
)
[[ $(<"$scratch/code") == 3 ]] || fail "a full disk ends with $(<"$scratch/code")"
names err "error: cannot write $full: "
names err "File too large"
compgen -G "$full*" >/dev/null && fail "a full disk leaves $(ls "$full"*)"
cp "$result" "$full" && before=$(sha256sum <"$full")
(
  trap '' XFSZ
  ulimit -f 16
  "$program" run "$tiny" -o "$full" --quiet --force 2>/dev/null
)
[[ $(sha256sum <"$full") == "$before" ]] || fail "the result before was harmed"
conclude
