#!/usr/bin/env bash
# stop_test.sh PROGRAM SCRATCH: signals, the partial result, and going on from the checkpoint.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
printf 'extends = "%s/scenarios/tiny.toml"\n[run]\nlength = "8w"\n' "$PWD" >"$scratch/market.toml"
run=("$program" run "$scratch/market.toml" --json)

"${run[@]}" -o "$scratch/whole.h5" --threads 1 >"$scratch/whole.json" 2>/dev/null || fail "the uninterrupted run failed"

# stopped SIGNAL NAME: sends the signal once the run is on its way, and expects it to stop in order.
stopped() {
  local signal=$1 name=$2 code
  : >"$scratch/err"
  "${run[@]}" -o "$scratch/$name.h5" --threads 1 >"$scratch/$name.json" 2>"$scratch/err" &
  local pid=$!
  for _ in $(seq 200); do
    grep -q ' 10 %' "$scratch/err" && break
    sleep 0.02
  done
  kill -"$signal" "$pid"
  wait "$pid"
  code=$?
  [[ $code == 75 ]] || fail "SIG$signal ends with $code"
  names err "stopped at 20"
  names err "go on with --resume"
  names err "(checkpoint $scratch/$name.h5.checkpoint)"
  [[ -s $scratch/$name.h5.checkpoint ]] || fail "SIG$signal leaves no checkpoint"
  grep -q '"complete":false' "$scratch/$name.json" || fail "the partial summary calls itself complete"
  /usr/bin/python3 tests/readers/hdf5_python_test.py "$scratch/$name.h5" || fail "the partial result cannot be read"
  [[ $(digest_of "$scratch/$name.json") != "$(digest_of "$scratch/whole.json")" ]] || fail "the run was over before SIG$signal: nothing was tested"
}

stopped INT first
stopped TERM second

# A resumed run is the uninterrupted one, on another number of threads too, and takes its checkpoint away.
ends 0 "${run[@]}" -o "$scratch/first.h5" --resume --force --threads 2
cp "$scratch/out" "$scratch/first.json"
[[ $(digest_of "$scratch/first.json") == "$(digest_of "$scratch/whole.json")" ]] || fail "the resumed run is another"
[[ ! -e $scratch/first.h5.checkpoint ]] || fail "the checkpoint of a finished run is left"

# Not over a finished result, not as another run, not from nothing, not from the future.
ends 2 "${run[@]}" -o "$scratch/whole.h5" --checkpoint "$scratch/second.h5.checkpoint" --resume
names err "$scratch/whole.h5: already exists"
ends 2 "${run[@]}" -o "$scratch/second.h5" --resume --force --seed 2
says err "$scratch/second.h5.checkpoint: the checkpoint was written by a run with other parameters or tables (a resumed run must be the same run) run without --resume, or with the scenario and --set of that run"
cp "$scratch/market.toml" "$scratch/market.old"
printf '[[policy]]\ninstrument = "minimum-reward"\nreward = "1 USD"\n' >>"$scratch/market.toml"
ends 2 "${run[@]}" -o "$scratch/second.h5" --resume --force --threads 1
names err "the checkpoint was written by a run with other parameters or tables"
mv "$scratch/market.old" "$scratch/market.toml"
[[ -s $scratch/second.h5.checkpoint ]] || fail "a refused resume has taken the checkpoint away"
ends 2 "${run[@]}" -o "$scratch/third.h5" --resume
names err "$scratch/third.h5.checkpoint: cannot be read"
cp "$scratch/second.h5.checkpoint" "$scratch/future.checkpoint"
/usr/bin/python3 -c 'import h5py, sys; f = h5py.File(sys.argv[1], "a"); f.attrs["format_version"] = 99' "$scratch/future.checkpoint"
ends 2 "${run[@]}" -o "$scratch/fourth.h5" --checkpoint "$scratch/future.checkpoint" --resume
names err "$scratch/future.checkpoint: "
names err "99"
printf 'no checkpoint at all' >"$scratch/text.checkpoint"
ends 2 "${run[@]}" -o "$scratch/fifth.h5" --checkpoint "$scratch/text.checkpoint" --resume
names err "$scratch/text.checkpoint: "

# Checkpoints by simulated time: the run is the same, and none is left at the end.
ends 0 "${run[@]}" -o "$scratch/often.h5" --checkpoint-every 2w
cp "$scratch/out" "$scratch/often.json"
/usr/bin/python3 - "$scratch/often.h5" "$scratch/whole.h5" <<'PYTHON' || fail "checkpoints change the run"
import sys, h5py
often, whole = (h5py.File(path, "r") for path in sys.argv[1:])
for name in ("series/pay", "series/claims", "series/rejected"):
    assert (often[name][()] == whole[name][()]).all(), name
PYTHON
compgen -G "$scratch/often.h5.checkpoint*" >/dev/null && fail "a finished run leaves checkpoints"
conclude
