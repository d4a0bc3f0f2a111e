#!/usr/bin/env bash
# Missing packages: the line to type for a user, an installation for root, nothing where there is no dpkg.
# packages_test.sh SOURCE_DIR SCRATCH
# shellcheck source=tests/launcher/checkout.sh
source "${BASH_SOURCE[0]%/*}/checkout.sh"
source_dir=$1 scratch=$(readlink -f -- "$2")
home=$scratch/checkout
make_checkout "$source_dir" "$home"

# Stand-ins: dpkg-query knows all packages but those in $ABSENT, id says who is asking, apt-get writes down how it was called.
shims=$scratch/shims
mkdir "$shims"
cat >"$shims/dpkg-query" <<'END'
#!/usr/bin/env bash
status=0
for package in "${@:3}"; do
    if [[ " $ABSENT " == *" $package "* ]]; then status=1; else printf 'ii %s ' "$package"; fi
done
exit "$status"
END
cat >"$shims/id" <<'END'
#!/usr/bin/env bash
echo "$WHO"
END
cat >"$shims/apt-get" <<'END'
#!/usr/bin/env bash
echo "$DEBIAN_FRONTEND $*" >>"$CALLS"
echo 'chatter of apt-get'
exit "${APT_STATUS:-0}"
END
chmod +x "$shims"/*
export PATH=$shims:$PATH ABSENT='' WHO=1000 CALLS=$scratch/calls
: >"$CALLS"

ABSENT='libfmt-dev ninja-build' try "$home/microwork" run
equal 'exit status for a user' 2 "$status"
contains 'the line to type' 'sudo apt-get install -y --no-install-recommends ninja-build libfmt-dev' "$err"
equal 'nothing on stdout' '' "$out"
[[ ! -e $home/build ]] || fail 'a build was begun without the packages'

ABSENT='libgtest-dev' try "$home/microwork" run
equal 'the program does not need the packages of the tests' 0 "$status"
ABSENT='libgtest-dev' try "$home/run-tests"
equal 'the tests do' 2 "$status"
contains 'the line to type for the tests' 'libgtest-dev' "$err"

ABSENT='libfmt-dev' MICROWORK_PACKAGES=skip try "$home/microwork" run
equal 'the check can be skipped' 0 "$status"
equal 'a user never calls apt-get' '' "$(<"$CALLS")"

WHO=0 ABSENT='libfmt-dev' try "$home/microwork" run
equal 'exit status for root' 0 "$status"
contains 'root gets them installed' 'noninteractive install -y' "$(<"$CALLS")"
contains 'without recommended ones' '--no-install-recommends libfmt-dev' "$(<"$CALLS")"
contains 'apt-get speaks on stderr' 'chatter of apt-get' "$err"
[[ $out != *chatter* ]] || fail 'apt-get speaks on stdout'

WHO=0 ABSENT='libfmt-dev' APT_STATUS=100 try "$home/microwork" run
equal 'exit status of a failed installation' 2 "$status"

: >"$CALLS"
WHO=0 try "$home/microwork" run
equal 'nothing missing: apt-get is not called' '' "$(<"$CALLS")"

# Without dpkg-query (not Debian) the check is left to CMake.
mkdir "$scratch/tools"
for tool in bash readlink find git flock cat; do
    ln -s "$(command -v "$tool")" "$scratch/tools/$tool"
done
PATH=$scratch/tools ABSENT='libfmt-dev' try "$home/microwork" run
equal 'exit status without dpkg-query' 0 "$status"
