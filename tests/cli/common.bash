# Shared by the scripts of this folder: PROGRAM and SCRATCH from the arguments, and ways to expect things.
set -uo pipefail
program=$1
scratch=$2
failures=0

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  failures=$((failures + 1))
}

# ends CODE COMMAND...: runs it, keeps out and err, and expects the exit code.
ends() {
  local expected=$1
  shift
  "$@" >"$scratch/out" 2>"$scratch/err"
  local code=$?
  if [[ $code != "$expected" ]]; then
    fail "exit code $code instead of $expected: $*"
    sed 's/^/    /' "$scratch/err" >&2
  fi
}

# says out|err TEXT: the output is exactly this text.
says() {
  local text
  text=$(<"$scratch/$1")
  if [[ $text != "$2" ]]; then
    fail "std$1 is other than expected"
    printf '    expected: %s\n    was:      %s\n' "$2" "$text" >&2
  fi
}

# names out|err TEXT: the text is somewhere in it.
names() {
  grep -qF -- "$2" "$scratch/$1" || {
    fail "\"$2\" is not in std$1:"
    sed 's/^/    /' "$scratch/$1" >&2
  }
}

# digest_of FILE: the digest in a summary written with --json.
digest_of() { /usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["digest"])' "$1"; }

conclude() {
  if [[ $failures != 0 ]]; then
    echo "$failures failed" >&2
    exit 1
  fi
}
