#!/usr/bin/env bash
# in_scratch.sh FOLDER COMMAND...: runs the command with an empty FOLDER as its last argument.
set -euo pipefail
folder=$1
shift
rm -rf -- "$folder"
mkdir -p -- "$folder"
exec "$@" "$folder"
