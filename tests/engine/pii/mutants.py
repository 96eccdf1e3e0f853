#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether a test notices when a check of the scanner answers always yes, or always no.

    mutants.py instrument FOLDER      changes each function of the sources in FOLDER that answers true or false, in place,
                                      so that RUNLOG_MUTANT=N makes the Nth say always true, and -N always false
    mutants.py run FOLDER TESTS KNOWN runs the test programs in TESTS once for each; fails where all of them pass and
                                      KNOWN does not name the mutant
"""
import os
import pathlib
import re
import subprocess
import sys

FUNCTION = re.compile(r"^(?:template <[^\n]*>\n)?(?:constexpr |static |inline )*bool ([a-zA-Z]\w*)\([^;{]*?\)(?: const)?\s*\{", re.MULTILINE)
SWITCH = """
#include <cstdlib>
#include <type_traits>
namespace {
[[maybe_unused]] int forcedHere(int number)
{
    static const int chosen = std::getenv("RUNLOG_MUTANT") == nullptr ? 0 : std::atoi(std::getenv("RUNLOG_MUTANT"));
    return chosen == number ? 1 : chosen == -number ? 2 : 0;
}
}
"""
CHECK = " if (!std::is_constant_evaluated()) if (const int forced = forcedHere(%d); forced != 0) return forced == 1;"
SECONDS = 60  # that a test program may take: a mutant that hangs is noticed, too


def sources(folder):
    return sorted(pathlib.Path(folder).glob("*.cpp"))


def functions(folder):
    """All of them in order: (file, name), a name twice in a file with a number behind it."""
    for path in sources(folder):
        seen = {}
        for match in FUNCTION.finditer(path.read_text()):
            seen[match[1]] = seen.get(match[1], 0) + 1
            yield path.name, match[1] + (str(seen[match[1]]) if seen[match[1]] > 1 else "")


def instrument(folder):
    number = 0
    for path in sources(folder):
        def add(match):
            nonlocal number
            number += 1
            return match[0] + CHECK % number
        text = path.read_text()
        changed = FUNCTION.sub(add, text)
        if changed != text:
            path.write_text(SWITCH + changed)
    print(f"{number} functions, {2 * number} mutants")


def is_noticed(programs, mutant):
    for program in programs:
        try:
            done = subprocess.run([program], env={**os.environ, "RUNLOG_MUTANT": str(mutant)}, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return True
        if done.returncode != 0:
            return True
    return False


def known_mutants(path):
    lines = [line.split("#")[0].split() for line in pathlib.Path(path).read_text().splitlines()]
    return {tuple(words[:3]) for words in lines if words}


def run(folder, tests, known):
    programs = [str(path) for path in sorted(pathlib.Path(tests).glob("tst_*")) if os.access(path, os.X_OK) and path.is_file()]
    if is_noticed(programs, 0):
        sys.exit("the tests fail without a mutant")
    expected = known_mutants(known)
    survivors = set()
    count = 0
    for number, (file, name) in enumerate(functions(folder), 1):
        for answer, mutant in (("true", number), ("false", -number)):
            count += 1
            if not is_noticed(programs, mutant):
                survivors.add((file, name, answer))
                print(f"survives: {file} {name} {answer}" + (" (known)" if (file, name, answer) in expected else ""), flush=True)
    for gone in sorted(expected - survivors):
        print("noticed after all:", *gone)
    print(f"{count} mutants, {count - len(survivors)} noticed, {len(survivors & expected)} known to change nothing that a test could see")
    return 1 if survivors - expected else 0


if __name__ == "__main__":
    if sys.argv[1] == "instrument":
        instrument(sys.argv[2])
    else:
        sys.exit(run(*sys.argv[2:5]))
