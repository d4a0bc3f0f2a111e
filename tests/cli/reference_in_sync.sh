#!/usr/bin/env bash
# reference_in_sync.sh PROGRAM SCRATCH: the reference pages are what the program says of itself.
# A parameter, column, phase or dataset that was added or changed without them would otherwise be documented wrongly.
set -euo pipefail

program=$1
scratch=$2
python=/usr/bin/python3

"$python" scripts/generate-reference "$program" "$scratch"
status=0
for page in ODD.md reference/commands.md reference/parameters.md reference/results.md reference/tables.md; do
    diff -u --label "docs/$page" --label "docs/$page as the program says" "docs/$page" "$scratch/$page" || status=1
done
if ((status)); then
    echo 'The reference pages are out of date. Type: scripts/generate-reference' >&2
fi
exit "$status"
