// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"
#include "core/traces/read.h"

#include <istream>
#include <variant>

namespace runlog::cli {

// What `runs` and `convert` take from the command line to read traces.
struct TraceInput {
    std::vector<std::string> traces;
    std::string from;
    std::string prices;
    unsigned threads = 0;

    void addTo(CLI::App& app);
};

// What the command line says about reading; an exit code where the price table cannot be used, which is said on `err`.
std::variant<ReadOptions, int> optionsOf(const TraceInput& input, std::istream& in, std::ostream& err);

} // namespace runlog::cli
