#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# studio_command.sh ROOT runs a copy of ./studio in an empty place where programs of the system are
# stand-ins that say how they were called, and compares what is printed, whole.
# shellcheck disable=SC2016 # stand-ins expand their own arguments
set -euo pipefail
root=$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
failures=0

standIn() { # FILE TEXT
    mkdir -p "$(dirname "$1")"
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}

prepare() {
    mkdir -p "$place/clone/samples/support/runs" "$place/clone/build/release"
    cp -r "$root/studio" "$root/.ci" "$place/clone/"
    touch "$place/clone/build/release/build.ninja" "$place/clone/samples/support/policies.yaml" "$place/clone/my.yaml"
    mkdir "$place/clone/traces"
    for program in runlog runlog-studio; do
        standIn "$place/clone/build/release/bin/$program" "echo $program \"\$@\""
    done
    standIn "$place/all/dpkg-query" 'for p; do echo "$p installed"; done; [ $# = 3 ] && echo installed; exit 0'
    standIn "$place/none/dpkg-query" 'exit 1'
    for folder in all none; do
        standIn "$place/$folder/apt-get" 'echo apt-get "$@"; exit 1'
        standIn "$place/$folder/cmake" 'exit 0'
        standIn "$place/$folder/id" 'echo 1000'
        standIn "$place/$folder/sudo" 'exit 1'
    done
    mkdir -p "$place/home/.cache/runlog-studio/ksyntax"
    touch "$place/home/.cache/runlog-studio/ksyntax/.built"
}

# expect SENTENCE SYSTEM(all|none) DISPLAY(yes|no) STATUS OUTPUT ARGUMENT…
expect() {
    local sentence=$1 system=$2 display=$3 status=$4 expected=$5 got=0 output
    shift 5
    local platform=()
    [ "$display" = no ] || platform=(QT_QPA_PLATFORM=offscreen)
    output=$(cd "$place/clone" && env -i PATH="$place/$system:/usr/bin:/bin" HOME="$place/home" "${platform[@]}" \
        ./studio "$@" 2>&1 </dev/null) || got=$?
    output=${output//"$place"/}
    if [ "$output" != "$expected" ] || [ "$got" != "$status" ]; then
        failures=$((failures + 1))
        printf 'FAILED: %s\n--- expected (status %s)\n%s\n--- got (status %s)\n%s\n' \
            "$sentence" "$status" "$expected" "$got" "$output"
    else
        printf 'passed: %s\n' "$sentence"
    fi
}

prepare
expect "with everything there the window opens on the sample and nothing else is said" all yes 0 \
    "runlog-studio /clone/samples/support/policies.yaml --corpus /clone/samples/support/runs"
expect "one's own policy and runs are opened" all yes 0 \
    "runlog-studio my.yaml --corpus traces my.yaml" my.yaml --corpus traces my.yaml
expect "without a display the same replay is printed" all no 0 \
    "studio: there is no display for the window; this is the same replay on the command line:
studio: runlog replay --policy my.yaml traces
runlog replay --policy my.yaml traces" my.yaml --corpus traces
expect "--build ends with the folder of the programs" all yes 0 "/clone/build/release/bin" --build
expect "a policy that is not there is named" all yes 1 "studio: there is no other.yaml" other.yaml
names=$(bash -c 'top=x; . "$1"; packagesToBuild' _ "$root/.ci/packages.sh" | cut -d'|' -f1 | tr '\n' ' ')
expect "a user who may not install is told what to run" none yes 1 \
    "studio: packages are missing and this user may not install them; as root, run:
  apt-get update && apt-get install --no-install-recommends ${names% }" --build
[ "$failures" = 0 ]
