#!/usr/bin/env bash
# messages_test.sh PROGRAM SCRATCH: exit codes and the very words for wrong usage and wrong input.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash" "$@"
tiny=scenarios/tiny.toml

for words in --help "run --help" "check --help" "describe --help" "params --help"; do
  # shellcheck disable=SC2086
  ends 0 "$program" $words
  names out "Example: microwork "
done
ends 0 "$program" --version
names out "microwork 0."
names out "hdf5"
ends 2 "$program"
names err "Exit codes: 0 success, 2 wrong usage or scenario, 3 a run that failed, 75 stopped with a checkpoint"
ends 2 "$program" frobnicate
names err "The following argument was not expected: frobnicate"
ends 2 "$program" run
names err "scenario is required"
ends 2 "$program" run "$tiny" --threads 0
names err "--threads: Value 0 not in range 1 to 1024"

ends 0 "$program" check "$tiny"
says out "$tiny: no problems"
ends 2 "$program" check "$tiny" --set run.sed=3
says err '--set: unknown key "run.sed", did you mean "run.seed"?'
ends 2 "$program" check "$tiny" --set run.length=3kg
says err '--set: "run.length" = "3kg" has the unknown unit "kg" (a duration has one of the units s, min, h, d, w)'
ends 2 "$program" check "$tiny" --set people.skill_mean=99 --set run.rounds=0
says err '--set: "people.skill_mean" = 99 is out of range (allowed: -3 to 8 logit)
--set: "run.rounds" = 0 is out of range (allowed: 1 to 1000 rounds)
2 problems'
ends 2 "$program" check scenarios/no_such.toml
says err 'the file "scenarios/no_such.toml" does not exist'

# In a file, problems have line and column.
printf '[run]\nseeds = 3\nlength = "2 weeks"\n' >"$scratch/typo.toml"
ends 2 "$program" check "$scratch/typo.toml"
names err "$scratch/typo.toml:2:1: unknown key \"run.seeds\", did you mean \"run.seed\"?"
names err "$scratch/typo.toml:3:10: "
names err "2 problems"
printf '[run\n' >"$scratch/broken.toml"
ends 2 "$program" check "$scratch/broken.toml"
names err "$scratch/broken.toml:"
printf 'extends = "b.toml"\n' >"$scratch/a.toml"
printf 'extends = "a.toml"\n' >"$scratch/b.toml"
ends 2 "$program" check "$scratch/a.toml"
says err "$scratch/b.toml:1:11: the files extend each other in a circle: $scratch/a.toml -> $scratch/b.toml -> $scratch/a.toml"
printf 'extends = "gone.toml"\n' >"$scratch/c.toml"
ends 2 "$program" check "$scratch/c.toml"
names err "gone.toml\" does not exist"

sed 's/^amt,US,110,/amt,US,lots,/' scenarios/data/tiny/platform_country.csv >"$scratch/accounts.csv"
ends 2 "$program" check "$tiny" --set "data.platform_country=$scratch/accounts.csv"
says err "$scratch/accounts.csv:2: column \"registered_accounts_2018\": \"lots\" is not a number"
ends 2 "$program" check "$tiny" --set 'output.countries=["FX"]'
says err '--set: output.countries: country "FX" is not in the table of countries, did you mean "FR"?'
ends 2 "$program" check "$tiny" --set population.scale=0.0001
names err '--set: population.scale: no worker is left at 1e-04'
ends 2 "$program" check "$tiny" --set run.length=0s
names err '--set: run.length: the run ends before it starts'
ends 2 "$program" check "$tiny" --set run.tick=7min
names err 'run.tick: 7min does not divide an hour'

# describe and params are for people: they end well and name the essentials.
ends 0 "$program" describe "$tiny"
names out "People   "
names out "demand.batch_size = 0.3 (default 1.0; "
ends 0 "$program" params
names out "search.time_per_listing"
ends 0 "$program" params --json
/usr/bin/python3 -m json.tool <"$scratch/out" >/dev/null || fail "params --json is no JSON"
conclude
