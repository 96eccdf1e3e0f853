#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# A recorder appends lines while `runlog runs --follow` looks: each new state is listed once, and an interrupt ends it well.
#
#     follow.sh RUNLOG
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkfifo "$scratch/listed"
mkdir "$scratch/traces"
step() { echo '{"type":"step","run":"r","seq":'"$1"',"kind":"tool_call","tool":"t","args":{},"started_at":"2026-03-01T10:00:00Z"}'; }

# Reads up to the next summary and compares how many steps it counts.
expect() {
    while read -r line; do
        case $line in
        *'"type":"summary"'*'"steps":'"$1",*) return 0 ;;
        *'"type":"summary"'*) break ;;
        esac
    done <&3
    echo "expected $1 steps: ${line:-}" >&2
    exit 1
}

step 1 > "$scratch/traces/runs.jsonl"
"$1" runs --follow --format jsonl "$scratch/traces" > "$scratch/listed" &
program=$!
exec 3< "$scratch/listed"
expect 1
step 2 >> "$scratch/traces/runs.jsonl"
expect 2
step 3 >> "$scratch/traces/runs.jsonl"
expect 3
kill -INT "$program"
wait "$program"
