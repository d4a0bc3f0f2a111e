# shellcheck shell=bash
# Debian packages of apt-packages.txt: which are missing, and installing them. Sourced; expects $root.
: "${root:?}"

say() { printf '%s\n' "$*" >&2; }

# Appends the packages of the given groups to the array `packages`.
read_packages() {
    local wanted=" $* " group='' first second third
    packages=()
    while read -r first second third _; do
        if [[ $first == '#' && $second == group ]]; then
            group=$third
        elif [[ -n $first && $first != '#'* && $wanted == *" $group "* ]]; then
            packages+=("$first")
        fi
    done <"$root/apt-packages.txt"
}

# Sets the array `missing` to those of `packages` that are not installed.
find_missing() {
    local installed package
    # dpkg-query fails when it does not know one of the names; its list is complete all the same.
    installed=" $(dpkg-query -W -f='${db:Status-Abbrev}${Package} ' "${packages[@]}" 2>/dev/null || true)"
    missing=()
    for package in "${packages[@]}"; do
        [[ $installed == *" ii $package "* || $installed == *" hi $package "* ]] || missing+=("$package")
    done
}

install_missing() {
    export DEBIAN_FRONTEND=noninteractive
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    {
        apt-get update -q -o DPkg::Lock::Timeout=300 &&
            apt-get install -y -q -o DPkg::Lock::Timeout=300 --no-install-recommends "${missing[@]}"
    } >&2 </dev/null || {
        say "The packages could not be installed. By hand: apt-get install --no-install-recommends ${missing[*]}"
        exit 2
    }
}

# Makes sure that the packages of the given groups are there: installs them for root, tells anybody else what to type.
# Silent and without effect where there is no dpkg, or with MICROWORK_PACKAGES=skip (libraries from modules, Spack, ...).
need_packages() {
    local packages missing
    [[ ${MICROWORK_PACKAGES:-} != skip ]] && command -v dpkg-query >/dev/null || return 0
    read_packages "$@"
    find_missing
    ((${#missing[@]})) || return 0
    if [[ $(id -u) == 0 ]]; then
        install_missing
        return
    fi
    say "Microwork needs ${#missing[@]} Debian packages that are not installed. Type:"
    say "  sudo apt-get install -y --no-install-recommends ${missing[*]}"
    say "(Libraries from environment modules or Spack instead: set MICROWORK_PACKAGES=skip.)"
    exit 2
}
