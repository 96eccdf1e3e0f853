// SPDX-License-Identifier: Apache-2.0
#include "core/language/diagnostic.h"
#include "tests/bench/benches.h"

#include <iostream>

// runlog-bench SUBCOMMAND …: what the product promises about speed and memory, one JSON line per figure.
// Exit code 1 where a bar is missed, 2 for usage and files that cannot be opened.
int main(int count, char** words)
{
    using namespace runlog::bench;
    Figures figures(std::cout);
    CLI::App program("measures speed and memory, one JSON line per figure", "runlog-bench");
    program.require_subcommand(1);
    for (const auto add : {addChecks, addColumns, addDrag, addEngine, addPii, addRead, addReplay, addSweep})
        add(program, figures);
    try {
        program.parse(count, words);
    } catch (const CLI::ParseError& problem) {
        return program.exit(problem) == 0 ? 0 : 2;
    } catch (const std::exception& problem) {
        std::cerr << "runlog-bench: " << runlog::printable(problem.what(), 500) << "\n";
        return 2;
    }
    return figures.barsHold() ? 0 : 1;
}
