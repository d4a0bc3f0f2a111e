#!/usr/bin/env bash
# Two launchers at once build once; a build that is interrupted ends at once and the next call goes on.
# locking_test.sh SOURCE_DIR SCRATCH
# shellcheck source=tests/launcher/checkout.sh
source "${BASH_SOURCE[0]%/*}/checkout.sh"
source_dir=$1 scratch=$(readlink -f -- "$2")
home=$scratch/checkout
make_checkout "$source_dir" "$home"
# A build step that notes each run and takes its time.
cat >>"$home/CMakeLists.txt" <<'END'
add_custom_command(OUTPUT slow.hpp COMMAND bash ${CMAKE_SOURCE_DIR}/slow.sh DEPENDS ${CMAKE_SOURCE_DIR}/slow.sh)
target_sources(microwork_cli PRIVATE slow.hpp)
END
cat >"$home/slow.sh" <<END
echo begun >>"$scratch/steps"
sleep "\$(cat "$scratch/seconds")"
echo ended >>"$scratch/steps"
touch slow.hpp
END
: >"$scratch/steps"

wait_for_step() {
    local tries=0
    until grep -q "$1" "$scratch/steps"; do
        sleep 0.1
        ((++tries < 300)) || fail "the build step never $1"
    done
}

echo 60 >"$scratch/seconds"
# In a group of its own, since a shell lets its background processes ignore Ctrl-C. Only the launcher gets the signal:
# it has to pass it on.
set -m
"$home/microwork" >"$scratch/first.out" 2>"$scratch/first.err" &
first=$!
set +m
wait_for_step begun
kill -INT "$first"
SECONDS=0 status=0
wait "$first" || status=$?
equal 'exit status after Ctrl-C' 130 "$status"
((SECONDS < 10)) || fail "it took $SECONDS s to stop"
equal 'the program does not start after Ctrl-C' '' "$(<"$scratch/first.out")"
contains 'the interruption is reported' 'interrupted' "$(<"$scratch/first.err")"
equal 'the build step was stopped too' begun "$(<"$scratch/steps")"

echo 2 >"$scratch/seconds"
: >"$scratch/steps"
"$home/microwork" one >"$scratch/first.out" 2>"$scratch/first.err" &
first=$!
wait_for_step begun
try "$home/microwork" two
equal 'exit status of the second launcher' 0 "$status"
contains 'the second launcher says that it waits' 'Another build of Microwork is running' "$err"
contains 'the second launcher runs' '[two]' "$out"
wait "$first"
contains 'the first launcher runs' '[one]' "$(<"$scratch/first.out")"
equal 'one build for both' 'begun ended' "$(tr '\n' ' ' <"$scratch/steps" | sed 's/ $//')"
