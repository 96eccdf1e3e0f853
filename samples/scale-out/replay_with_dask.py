#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Replays a corpus in parts on the workers of a Dask cluster and merges the results.

    replay_with_dask.py --policy FILE [--policy FILE…] [--parts 4] [--scheduler ADDRESS] TRACE…

Without --scheduler it starts two workers of its own on this machine's loopback address. Every worker must see the policies and
the traces under the same paths, and `runlog` of the same version (--runlog says where). What is printed, and the exit code, are
those of `runlog merge`: the counts and the digest that one machine would give.
"""
import argparse
import os
import subprocess
import sys
import tempfile

from distributed import Client, LocalCluster

FINDINGS = 1  # a damaged line in a trace: the part is whole all the same, and says so


def replay_part(command, part, parts):
    """One part's result, as bytes. Runs on a worker."""
    done = subprocess.run(command + ["--partition", f"{part}/{parts}"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode not in (0, FINDINGS) or not done.stdout:
        raise RuntimeError(f"part {part}/{parts} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def read_arguments():
    parser = argparse.ArgumentParser(description="Replays a corpus in parts on a Dask cluster and merges the results.")
    parser.add_argument("--runlog", default="runlog", help="the program, on every worker")
    parser.add_argument("--policy", action="append", required=True, help="policy file or folder; repeat it for several")
    parser.add_argument("--parts", type=int, default=4, help="into how many parts the runs fall (4)")
    parser.add_argument("--scheduler", help="address of a running cluster; without it two workers are started here")
    parser.add_argument("--format", default="text", choices=["text", "json"])
    parser.add_argument("traces", nargs="+", metavar="TRACE")
    return parser.parse_args()


def connect(scheduler):
    if scheduler:
        return Client(scheduler)
    return Client(LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None))


def replay_all(arguments):
    command = [arguments.runlog, "replay", "--threads", "1"]
    for policy in arguments.policy:
        command += ["--policy", os.path.abspath(policy)]
    command += [os.path.abspath(trace) for trace in arguments.traces]
    numbers = range(1, arguments.parts + 1)
    with connect(arguments.scheduler) as client:
        return client.gather(client.map(replay_part, [command] * arguments.parts, numbers, [arguments.parts] * arguments.parts))


def main():
    arguments = read_arguments()
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, result in enumerate(replay_all(arguments), 1):
            paths.append(os.path.join(folder, f"part-{number}.json"))
            with open(paths[-1], "wb") as file:
                file.write(result)
        return subprocess.run([arguments.runlog, "merge", "--format", arguments.format] + paths, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
