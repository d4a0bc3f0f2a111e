#!/usr/bin/env bash
# A source that does not compile ends with status 3 and the compiler's words, and leaves no half-built state.
# broken_source_test.sh SOURCE_DIR SCRATCH
# shellcheck source=tests/launcher/checkout.sh
source "${BASH_SOURCE[0]%/*}/checkout.sh"
source_dir=$1 scratch=$(readlink -f -- "$2")
home=$scratch/checkout
make_checkout "$source_dir" "$home"

cp "$home/cli/main.cpp" "$scratch/good.cpp"
sed -i 's/int main/int mian_is_misspelt(wrong) main/' "$home/cli/main.cpp"
try "$home/microwork" run
equal 'exit status' 3 "$status"
equal 'nothing on stdout' '' "$out"
contains 'the path of the log' "$home/build/release/build.log" "$err"
contains 'the last lines of the log' 'mian_is_misspelt' "$err"

try "$home/microwork" run
equal 'still broken at the second call' 3 "$status"

cp "$scratch/good.cpp" "$home/cli/main.cpp"
try "$home/microwork" run
equal 'repaired' 0 "$status"

sed -i 's/int main/int nonsense main/' "$home/cli/main.cpp"
try "$home/microwork" run
equal 'an older program does not run in place of a broken source' 3 "$status"
equal 'nothing on stdout' '' "$out"
