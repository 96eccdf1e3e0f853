#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Two workers on the loopback address replay each sample in parts; merged it is what one machine says.
#
#     scaleout.sh PYTHON RUNLOG SOURCES
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$3"
for story in support data-agent; do
    "$2" replay --policy "samples/$story/policies.yaml" "samples/$story/runs" > "$scratch/whole"
    "$1" samples/scale-out/replay_with_dask.py --runlog "$2" --parts 3 --policy "samples/$story/policies.yaml" \
        "samples/$story/runs" > "$scratch/merged"
    diff -u "$scratch/whole" "$scratch/merged"
done
