#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The generator writes exactly the runs that are committed.
#
#     generated.sh PYTHON SOURCES
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$1" "$2/samples/generate.py" "$scratch"
for story in support data-agent looping-agent; do
    diff -r "$2/samples/$story/runs" "$scratch/$story/runs"
done
