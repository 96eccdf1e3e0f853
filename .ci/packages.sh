# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# What the product needs from the distribution, each with its reason, and how it is installed.
# To be sourced after .ci/say.sh.

# Lines of `package|reason`.
packagesToBuild() {
    cat <<'LIST'
cmake|build system
ninja-build|build system
g++|C++20 compiler
qt6-base-dev|the window, and QtTest
qt6-svg-dev|icons
libyaml-cpp-dev|reads policy files
libre2-dev|regular expressions in linear time
libcli11-dev|reads command lines
libsimdjson-dev|reads recorded runs
libabsl-dev|time zones of daily budgets
libssl-dev|SHA-256 of what is exported
libarchive-dev|compressed and zipped runs
tzdata|the time zones themselves
LIST
}

packagesToTest() {
    echo "locales|tests under another language"
    echo "diffutils|tests compare files"
    echo "git|the tests of the last commit as a baseline"
    echo "python3-distributed|the sample that replays in parts"
    echo "python3-stdnum|says which made-up identity numbers are valid"
    echo "python3-phonenumbers|libphonenumber's example numbers"
}

# Only where the window has no X display to go to.
packagesToShow() {
    if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
        echo "qt6-wayland|windows on Wayland"
    fi
}

# Where the distribution has no KSyntaxHighlighting for Qt 6, .ci/ksyntax builds it with these.
packagesToBuildSyntax() {
    cat <<'LIST'
extra-cmake-modules|builds KSyntaxHighlighting
perl|builds KSyntaxHighlighting
xz-utils|unpacks KSyntaxHighlighting
LIST
}

syntaxPackage=libkf6syntaxhighlighting-dev
# Shared by all clones of one user; inside the clone where there is no home.
cacheHome=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
syntaxPrefix=${cacheHome:-$top/.deps}/runlog-studio/ksyntax

isInstalled() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || :)" = installed ]
}

# Keeps those lines of `package|reason` whose package is not there; one question to dpkg for all.
missingOf() {
    local lines there
    lines=$(cat)
    # shellcheck disable=SC2016 # these are dpkg's own fields
    there=$(cut -d'|' -f1 <<<"$lines" | xargs dpkg-query -W -f='${Package} ${db:Status-Status}\n' 2>/dev/null |
        sed -n 's/ installed$//p' || :)
    awk -F'|' -v there="$there" '
        BEGIN { n = split(there, names, "\n"); for (i = 1; i <= n; i++) have[names[i]] = 1 }
        NF && !($1 in have)' <<<"$lines"
}

syntaxIsThere() {
    [ -e "$syntaxPrefix/.built" ] || isInstalled "$syntaxPackage"
}

# Runs a command as root; fails with the reason where that is not possible.
asRoot() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# Makes sure that asRoot works, asking for a password only at a terminal. $1: what to do by hand otherwise.
becomeRoot() {
    [ "$(id -u)" = 0 ] && return
    if command -v sudo >/dev/null; then
        sudo -n true 2>/dev/null && return
        if [ -t 0 ]; then
            say "sudo may ask for your password to install packages"
            sudo -v && return
        fi
    fi
    fail "packages are missing and this user may not install them; as root, run:
  $1"
}

updateLists() {
    asRoot apt-get -q -o Acquire::Retries=3 update
}

installNow() {
    asRoot env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends "$@"
}

installMissing() { # LINES of package|reason
    local lines=$1 names
    mapfile -t names < <(cut -d'|' -f1 <<<"$lines")
    becomeRoot "apt-get update && apt-get install --no-install-recommends ${names[*]}"
    say "installing ${#names[@]} packages that are missing:"
    awk -F'|' '{ printf "  %s (%s)\n", $1, $2 }' <<<"$lines" >&2
    work "reading the package lists" updateLists
    work "installing packages" installNow "${names[@]}"
}

# Installs what is missing for the given groups (build, show, test), then KSyntaxHighlighting one way or the other.
setUp() {
    local group lines="" missing
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "this system has no apt; what is missing must be installed by hand (CMake will name it)"
        return
    fi
    for group in "$@"; do
        case $group in
        build) lines+=$(packagesToBuild)$'\n' ;;
        show) lines+=$(packagesToShow)$'\n' ;;
        test) lines+=$(packagesToTest)$'\n' ;;
        esac
    done
    missing=$(missingOf <<<"$lines")
    [ -z "$missing" ] || installMissing "$missing"
    syntaxIsThere || setUpSyntax
}

setUpSyntax() {
    local missing
    if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
        becomeRoot "apt-get update"
        work "reading the package lists" updateLists
    fi
    if apt-cache show "$syntaxPackage" >/dev/null 2>&1; then
        installMissing "$syntaxPackage|colours the policy text
qt6-svg-plugins|icons"
        return
    fi
    missing=$(packagesToBuildSyntax | missingOf)
    [ -z "$missing" ] || installMissing "$missing"
    work "building KSyntaxHighlighting for Qt 6 (once per user)" "$top/.ci/ksyntax" "$syntaxPrefix"
}
