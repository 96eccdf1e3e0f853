#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# no_qt_in_core.sh COMPILER FOLDER OPTION... passes when core compiles with the options of its
# users and an include of <QString> beside it does not, because there is no such file.
set -euo pipefail
export LC_ALL=C # the compiler's messages are read below
compiler=$1 folder=$2
shift 2

"$compiler" "$@" -fsyntax-only "$folder/core_alone.cpp"

if errors=$("$compiler" "$@" -fsyntax-only "$folder/core_with_qt.cpp" 2>&1); then
    echo "<QString> can be included in core"
    exit 1
fi
grep -q 'QString.*file' <<<"$errors" || {
    echo "the include of <QString> fails for another reason:"
    echo "$errors"
    exit 1
}
