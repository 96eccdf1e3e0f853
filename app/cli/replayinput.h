// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/policyfiles.h"
#include "core/replay/replay.h"
#include "core/traces/read.h"

#include <variant>

namespace runlog::cli {

// Adds `--approvals`, which is checked to be what readApprovals() reads.
void addApprovals(CLI::App& app, std::string& approvals);

// What every command that replays takes from the command line.
struct ReplayInput {
    std::vector<std::string> policies;
    std::vector<std::string> traces;
    std::string from;
    std::string approvals = "recorded";
    std::string answers; // a session file; empty: none
    unsigned threads = 0;

    void addTo(CLI::App& app);
};

// What decides: policies and answers, read and found usable.
struct Deciding {
    PolicyFiles files;
    EnginePtr engine;
    Answers answers;
};

// The same with the runs that are decided.
struct ReplayReady : Deciding {
    ReadResult read;
};

// Reads policies and answers, as readInput() does.
std::variant<Deciding, int> readDeciding(const ReplayInput& input, std::istream& in, std::ostream& err);

// Reads everything; problems are printed on `err`. Answers an exit code instead where a replay must not happen: a file that
// cannot be opened, a policy with an error, no trace that can be read.
std::variant<ReplayReady, int> readInput(const ReplayInput& input, std::istream& in, std::ostream& err);

} // namespace runlog::cli
