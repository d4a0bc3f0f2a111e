# shellcheck shell=bash
# Shared by the launcher's tests: a small checkout with the real launcher and a program of one file. Sourced.

set -euo pipefail
: "${scratch:=}"

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# equal WHAT EXPECTED ACTUAL
equal() { [[ $2 == "$3" ]] || fail "$1: expected '$2', got '$3'"; }

# contains WHAT PART TEXT
contains() { [[ $3 == *"$2"* ]] || fail "$1: no '$2' in '$3'"; }

# make_checkout SOURCE_DIR FOLDER: the program prints its folder and arguments, and ends with status 7 when told to fail.
make_checkout() {
    local folder
    mkdir -p "$2/scripts"
    cp "$1/microwork" "$1/run-tests" "$1/apt-packages.txt" "$1/CMakePresets.json" "$2/"
    cp "$1"/scripts/*.sh "$2/scripts/"
    for folder in cmake sim models analysis cli; do
        mkdir -p "$2/$folder"
    done
    cat >"$2/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.22)
project(scratch LANGUAGES CXX)
add_executable(microwork_cli cli/main.cpp)
set_target_properties(microwork_cli PROPERTIES OUTPUT_NAME microwork RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(MICROWORK_TESTS)
  message(FATAL_ERROR "the launcher must not configure the tests: their packages may be missing")
endif()
END
    cat >"$2/cli/main.cpp" <<'END'
#include <unistd.h>

#include <cstdio>
#include <cstring>

int main(int argc, char** argv) {
    char folder[4096];
    std::printf("version 1 in %s:", getcwd(folder, sizeof folder));
    for (int i = 1; i < argc; ++i) std::printf(" [%s]", argv[i]);
    std::printf("\n");
    return argc > 1 && std::strcmp(argv[1], "fail") == 0 ? 7 : 0;
}
END
}

# shellcheck disable=SC2034  # read by the tests
# Runs a command; leaves its standard output in $out, its errors in $err and its exit status in $status.
try() {
    local errors=$scratch/.errors
    status=0
    out=$("$@" 2>"$errors") || status=$?
    err=$(<"$errors")
}
