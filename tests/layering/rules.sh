#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# rules.sh ROOT fails, naming the place, where a source file breaks a rule that the compiler cannot
# see: its licence line, its length, numbers that depend on the locale, a clock or a regular
# expression engine that core must not use, a task left open.
# shellcheck disable=SC2016 # the programs in quotes are awk's
set -euo pipefail
cd "$1"
broken=no

# complain RULE < PLACES prints the rule with the places where it is broken, if any.
complain() {
    local places
    places=$(cat)
    [ -n "$places" ] || return 0
    broken=yes
    printf '%s:\n%s\n' "$1" "$places"
}

codeIn() { # FOLDER…
    find "$@" -type f \( -name '*.h' -o -name '*.cpp' \) -print0 | sort -z
}

everything() {
    find core ui app tests .ci CMakeLists.txt studio check -type f \( -name '*.h' -o -name '*.cpp' -o -name '*.sh' -o -name '*.py' \
        -o -name '*.cmake' -o -name CMakeLists.txt -o -name studio -o -name check -o -path '.ci/campaigns/*' \) -print0 | sort -z
}

# find the extended regular expression PATTERN in the files on stdin; `//` comments are not looked at.
hits() { # PATTERN
    pattern=$1 xargs -0 awk '
        { code = $0; sub(/\/\/.*/, "", code) }
        code ~ ENVIRON["pattern"] { printf "  %s:%d: %s\n", FILENAME, FNR, $0 }'
}

withoutLicence() {
    xargs -0 awk '
        FNR == 1 { files[FILENAME] = 1 }
        FNR <= 2 && /SPDX-License-Identifier: Apache-2.0/ { named[FILENAME] = 1 }
        END { for (file in files) if (!(file in named)) print "  " file }'
}

tooLong() {
    xargs -0 awk 'FNR == 501 { print "  " FILENAME }'
}

openTasks() {
    open='TO''DO|FIX''ME' xargs -0 awk '
        $0 ~ "(^|[^A-Z])(" ENVIRON["open"] ")([^A-Z]|$)" { printf "  %s:%d: %s\n", FILENAME, FNR, $0 }'
}

complain "the licence is not named in the first two lines" < <(everything | withoutLicence | sort)
complain "longer than 500 lines" < <(codeIn core ui app | tooLong)
complain "a task left open" < <(everything | openTasks)
complain "a number or text that depends on the locale" < <(codeIn core ui app |
    hits '(^|[^A-Za-z_])(stod|stof|stold|strtod|strtof|atof|sscanf|setlocale)[ ]*[(]')
complain "a regular expression that can run away" < <(codeIn core | hits 'std::(w?regex|regex_)')
complain "core reads a clock or chance" < <(codeIn core |
    hits 'system_clock|high_resolution_clock|absl::Now|random_device|(^|[^A-Za-z_.>])time[(](0|NULL|nullptr)[)]')
# Reading says how far it is and a replay how long it took, which changes no outcome.
complain "a decision could depend on how long something takes" < <(codeIn core/language core/engine core/checks |
    hits 'steady_clock')
complain "yaml-cpp beyond its event handler" < <(codeIn core ui app | hits 'YAML::(Load|Emitter[^S]|Node|Clone|Dump)')
[ "$broken" = no ] && echo "every rule is kept"
