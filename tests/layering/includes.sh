#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# includes.sh ROOT fails, naming the place, where a file includes one of a floor above its own, where
# core includes Qt, where the command line includes the window, or where yaml-cpp leaves its one file.
set -euo pipefail
cd "$1"

# floor: what its files may include, folders or single files. The scanner for personal data stands
# below all others, and the language takes the names of its entities from there.
allowed='
core/engine/pii: core/engine/pii
core/language: core/language core/engine/pii/entity.h
core/engine: core/language core/engine
core/checks: core/language core/engine core/traces core/replay core/checks
core/traces: core/language core/engine core/traces
core/replay: core/language core/engine core/traces core/replay
core/export: core/language core/engine core/checks core/traces core/replay core/export
core/runtime: core/language core/engine core/traces core/runtime
ui: core ui
app/cli: core app/cli
app: core ui app
'

# shellcheck disable=SC2016 # the program is awk's
find core ui app \( -name '*.h' -o -name '*.cpp' \) -print0 | sort -z | xargs -0 awk -v allowed="$allowed" '
    BEGIN {
        count = split(allowed, lines, "\n")
        for (i = 1; i <= count; i++) if (split(lines[i], parts, ": ") == 2) below[parts[1]] = parts[2]
    }
    function floorOf(path,   folder) {
        for (folder = path; sub(/\/[^\/]*$/, "", folder);) if (folder in below) return folder
        return ""
    }
    function mayInclude(floor, path,   names, n, i) {
        n = split(below[floor], names, " ")
        for (i = 1; i <= n; i++) if (path == names[i] || index(path, names[i] "/") == 1) return 1
        return 0
    }
    function complain(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; bad = 1 }
    FNR == 1 { floor = floorOf(FILENAME); files++; if (floor == "") complain("lies on no floor") }
    !/^[ \t]*#[ \t]*include[ \t]*[<"]/ { next }
    { included = $0; sub(/^[^<"]*[<"]/, "", included); sub(/[>"].*/, "", included) }
    included ~ /^(core|ui|app)\// && !mayInclude(floor, included) { complain(floor " may not include " included) }
    included ~ /^Q[A-Za-z]/ && floor ~ /^(core|app\/cli)/ { complain(floor " may not include Qt: " included) }
    included ~ /^yaml-cpp/ && yamlFile == "" && floor == "core/language" { yamlFile = FILENAME }
    included ~ /^yaml-cpp/ && FILENAME != yamlFile { complain("yaml-cpp belongs into one file of core/language") }
    END { if (!bad) printf "%d files include downwards only\n", files; exit bad }
'
