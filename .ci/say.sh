# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# How our scripts talk: short lines on stderr, and long work with what it does and how long it takes.
# To be sourced; $top is the folder of the clone. Output of long work is kept in build/log/.

programName=${0##*/}
logFolder=${top:?}/build/log
workPid=

say() {
    printf '%s: %s\n' "$programName" "$*" >&2
}

fail() {
    say "$*"
    exit 1
}

# Ends the script because it was called wrongly; the calling script has usage().
misuse() {
    usage >&2
    say "$*"
    exit 2
}

secondsSince() { # a value of $EPOCHREALTIME
    awk -v from="${1/,/.}" -v to="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%.1f", to - from }'
}

# How far a log says its work is: ninja's `[12/345]`, or the last word of the package installer.
progressOf() {
    tail -n 1 "$1" 2>/dev/null | sed -nE 's/^\[([0-9]+)\/([0-9]+)\].*/, \1 of \2/p; s/^(Unpacking|Setting up) ([^ ]+).*/, \2/p'
}

# Stops the work under way when the script is stopped.
stopWork() {
    [ -z "$workPid" ] || kill -TERM "$workPid" 2>/dev/null || :
    exit 130
}
trap stopWork INT TERM HUP

# work "what it does" COMMAND… runs COMMAND with its output in a log. Work of less than a second says nothing;
# longer work shows how far it is: on a terminal in one line, elsewhere twice a minute. Failure shows the log's end.
work() {
    local what=$1 from=$EPOCHREALTIME log ticks=0 status=0
    shift
    mkdir -p "$logFolder"
    log=$logFolder/$(tr -cs 'a-z0-9' '-' <<<"${what,,}" | sed 's/-*$//').log
    "$@" >"$log" 2>&1 </dev/null &
    workPid=$!
    while kill -0 "$workPid" 2>/dev/null; do
        sleep 0.1
        ticks=$((ticks + 1))
        if [ -t 2 ] && [ $((ticks % 10)) = 0 ]; then
            printf '\r\033[K%s: %s%s, %d s' "$programName" "$what" "$(progressOf "$log")" $((ticks / 10)) >&2
        elif ! [ -t 2 ] && [ $((ticks % 300)) = 10 ]; then
            say "$what$(progressOf "$log") …"
        fi
    done
    wait "$workPid" || status=$?
    workPid=
    [ ! -t 2 ] || printf '\r\033[K' >&2
    if [ "$status" != 0 ]; then
        say "$what failed after $(secondsSince "$from") s; the end of $log:"
        tail -n 40 "$log" | sed 's/^/  | /' >&2
        exit "$status"
    fi
    [ "$ticks" -lt 10 ] || say "$what: done in $(secondsSince "$from") s"
}
