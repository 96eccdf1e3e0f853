#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Runs every command of the samples' READMEs and compares what it prints with what the README says.
#
#     readmes.sh RUNLOG SOURCES
#
# A command is a line `$ runlog …` in a block; the lines up to the end of the block are its output.
set -eu
runlog=$1
cd "$2"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
commands=0
for readme in samples/*/README.md; do
    awk -v to="$scratch/" '
        /^```/ { inside = 0; next }
        /^\$ runlog / { inside = 1; number++; print substr($0, 10) > (to number ".command"); printf "" > (to number ".expected"); next }
        inside { print > (to number ".expected") }
    ' "$readme"
    for command in "$scratch"/*.command; do
        [ -e "$command" ] || { echo "$readme: no command"; failed=1; continue; }
        commands=$((commands + 1))
        expected=${command%.command}.expected
        # The words of the command are those of the README, parted at blanks; nothing in it is expanded.
        set -f
        # shellcheck disable=SC2046
        "$runlog" $(cat "$command") > "$scratch/printed" 2> "$scratch/problems" || true
        set +f
        if ! diff -u "$expected" "$scratch/printed"; then
            echo "$readme: runlog $(cat "$command") prints something else"
            cat "$scratch/problems"
            failed=1
        fi
    done
    rm -f "$scratch"/*.command "$scratch"/*.expected
done
echo "$commands commands compared"
[ "$commands" -gt 0 ] && [ "$failed" -eq 0 ]
