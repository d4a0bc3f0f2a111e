#!/usr/bin/env bash
# must_not_compile.sh SOURCE COMPILER FLAGS...: the compiler must refuse SOURCE with the sentence of its first line,
# "// refuses: SENTENCE". The file honest.cpp must compile: otherwise the others might be refused for a wrong reason.
set -euo pipefail

source=$1
shift
first_line=$(head -n 1 -- "$source")
# Typographic quotes depend on the language in which the compiler speaks.
export LC_ALL=C
said=$("$@" -fsyntax-only "$source" 2>&1) && compiled=yes || compiled=no

fail() {
    printf '%s: %s\n%s\n' "$source" "$1" "$said" >&2
    exit 1
}

if [[ ${source##*/} == honest.cpp ]]; then
    [[ $compiled == yes ]] || fail 'should compile, but the compiler says:'
    exit 0
fi
sentence=${first_line#// refuses: }
[[ $first_line == '// refuses: '?* ]] || fail 'its first line must read "// refuses: SENTENCE"'
[[ $compiled == no ]] || fail 'compiles, although it breaks a rule of the architecture'
[[ $said == *"$sentence"* ]] || fail "is refused, but not because \"$sentence\":"
