# shellcheck shell=bash
# The release build behind ./microwork and ./run-tests. Sourced after packages.sh; expects $root.
: "${root:?}"

build_dir=$root/build/release
program=$build_dir/bin/microwork
build_log=$build_dir/build.log
stamp=$build_dir/.built

# Where git notes each new commit, because results name the commit they come from. In a worktree, .git is a file.
git_notes() {
    local git=$root/.git line
    if [[ -f $git ]]; then
        read -r line <"$git" || true
        git=${line#gitdir: }
    fi
    notes=()
    for line in "$git/HEAD" "$git/logs/HEAD"; do
        [[ -f $line ]] && notes+=("$line")
    done
    return 0
}

# True when the program was built here and no source has changed since that build began.
# Folders are looked at like files: they tell what came, went or was renamed, whatever its date.
program_is_fresh() {
    local changed notes
    [[ -x $program && -f $stamp && $(<"$stamp") == "$root" ]] || return 1
    git_notes
    changed=$(find "$root/CMakeLists.txt" "$root/CMakePresets.json" "$root/cmake" "$root/sim" "$root/models" "$root/analysis" \
        "$root/cli" "${notes[@]}" -newer "$stamp" -print -quit 2>/dev/null) && [[ -z $changed ]]
}

take_build_lock() {
    mkdir -p "$root/build" || exit 3
    command -v flock >/dev/null || return 0
    exec {build_lock}>"$root/build/release.lock"
    flock -n "$build_lock" && return
    say "Another build of Microwork is running here; waiting for it..."
    flock "$build_lock"
}

release_build_lock() {
    [[ -z ${build_lock:-} ]] || exec {build_lock}>&-
}

# A build folder that was copied or moved together with its checkout still points to the old place.
drop_foreign_build() {
    local home
    [[ -f $build_dir/CMakeCache.txt ]] || return 0
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$build_dir/CMakeCache.txt")
    [[ $home -ef $root ]] || rm -rf -- "$build_dir"
}

# The tests need packages that the program does not: a first configuration leaves them out, ./run-tests brings them in.
configure_and_build() {
    cd -- "$root" || return
    if [[ ! -f $build_dir/build.ninja || CMakePresets.json -nt $build_dir/build.ninja ]]; then
        cmake --preset release -DMICROWORK_TESTS=OFF -DMICROWORK_BENCH=OFF || return
    fi
    cmake --build "$build_dir" --target microwork_cli
}

# Shows how far the build with the given process id is, until it ends or a signal asks to stop.
follow_build() {
    local quarter=0 line now
    while [[ -z $stopped ]] && kill -0 "$1" 2>/dev/null; do
        sleep 0.1 || true
        line=$(tail -n 1 -- "$build_log" 2>/dev/null || true)
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
        now=$((4 * BASH_REMATCH[1] / BASH_REMATCH[2]))
        if [[ -t 2 ]]; then
            printf '\r  step %s of %s ' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
        elif ((now > quarter && now < 4)); then
            say "  step ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
        fi
        quarter=$now
    done
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# Runs a command in its own process group with its output in the log, so that Ctrl-C stops compilers and all.
run_logged() {
    local stopped='' pid status=0
    trap 'stopped=130' INT
    trap 'stopped=143' TERM HUP
    set -m
    "$@" </dev/null >"$build_log" 2>&1 &
    pid=$!
    set +m
    follow_build "$pid"
    if [[ -n $stopped ]]; then
        kill -INT -- "-$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
        say "Build interrupted; the next call goes on from here."
        exit "$stopped"
    fi
    wait "$pid" || status=$?
    trap - INT TERM HUP
    return "$status"
}

build_failed() {
    say "Microwork could not be built. The log is $build_log; its last lines:"
    tail -n 20 -- "$build_log" >&2
    exit 3
}

# Builds the program, one launcher at a time.
build_program() {
    take_build_lock
    if ! program_is_fresh; then
        drop_foreign_build
        if [[ -x $program ]]; then
            say "Building Microwork..."
        else
            say "Building Microwork (first time: about two minutes)..."
        fi
        mkdir -p "$build_dir" || exit 3
        # Dated before the build: what is edited while it runs counts as changed.
        printf '%s\n' "$root" >"$stamp.new"
        run_logged configure_and_build || build_failed
        mv -- "$stamp.new" "$stamp"
    fi
    release_build_lock
}
