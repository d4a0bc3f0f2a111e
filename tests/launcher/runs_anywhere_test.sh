#!/usr/bin/env bash
# The launcher is called from any folder, through links, with any path, and is invisible once the program is built.
# runs_anywhere_test.sh SOURCE_DIR SCRATCH
# shellcheck source=tests/launcher/checkout.sh
source "${BASH_SOURCE[0]%/*}/checkout.sh"
source_dir=$1 scratch=$(readlink -f -- "$2")
home="$scratch/check out with 'spaces'"
make_checkout "$source_dir" "$home"
mkdir -p "$scratch/else where"
cd -- "$scratch/else where"

try "$home/microwork" run 'a b.toml' ''
equal 'exit status of the first call' 0 "$status"
equal 'arguments and folder are the caller'"'"'s' "version 1 in $scratch/else where: [run] [a b.toml] []" "$out"
contains 'the first build is announced on stderr' 'Building Microwork (first time' "$err"
[[ -f $home/build/release/build.log ]] || fail 'no build log'

ln -s "$home/microwork" "$scratch/link to it"
try "$scratch/link to it" fail
equal 'exit status of the program through a link' 7 "$status"
equal 'output through a link' "version 1 in $scratch/else where: [fail]" "$out"
equal 'a call without a build says nothing' '' "$err"

out=$(printf 'input' | "$home/microwork" x | cat)
contains 'works in a pipe' '[x]' "$out"

sed -i 's/version 1/version 2/' "$home/cli/main.cpp"
try "$home/microwork"
contains 'a changed source is built in' 'version 2' "$out"
contains 'a rebuild is announced' 'Building Microwork...' "$err"

touch -d '2001-01-01' "$home/sim/new.hpp"
try "$home/microwork"
contains 'a new file with an old date is noticed' 'Building' "$err"
rm "$home/sim/new.hpp"
try "$home/microwork"
contains 'a deleted file is noticed' 'Building' "$err"

git -C "$home" init -q
git -C "$home" -c user.name=x -c user.email=x@example.org commit -q --allow-empty -m one
try "$home/microwork"
contains 'a new commit is noticed, because results name it' 'Building' "$err"
try "$home/microwork"
equal 'and then all is quiet' '' "$err"

mv "$home" "$scratch/moved"
try "$scratch/moved/microwork" y
equal 'a moved checkout builds again' 0 "$status"
contains 'a moved checkout runs' '[y]' "$out"

# A path through a link to the checkout is the same checkout: nothing is thrown away.
ln -s "$scratch/moved" "$scratch/alias"
try "$scratch/alias/microwork"
equal 'a checkout behind a link is not built again' '' "$err"
rm -r "$scratch/moved/build"
(cd -- "$scratch/alias" && cmake --preset release -DMICROWORK_TESTS=OFF >"$scratch/configured" 2>&1)
touch "$scratch/moved/build/release/kept"
try "$scratch/moved/microwork"
equal 'a checkout configured behind a link builds' 0 "$status"
[[ -f $scratch/moved/build/release/kept ]] || fail 'a build folder configured behind a link was thrown away'
