// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/printed.h"

#include "core/traces/nativewriter.h"

#include <sstream>

namespace runlog {

std::string printed(const Runs& runs)
{
    std::ostringstream out;
    writeNative(out, runs);
    return out.str();
}

std::string printed(const std::vector<TraceProblem>& problems)
{
    std::string out;
    for (const auto& problem : problems)
        out += print(problem) + '\n';
    return out;
}

std::string runsOf(std::string_view name, std::string_view bytes) { return printed(*readTrace(name, bytes).runs); }

std::string problemsOf(std::string_view name, std::string_view bytes) { return printed(readTrace(name, bytes).problems); }

} // namespace runlog
