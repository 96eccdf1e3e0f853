// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// The command line in this process: `words` as a shell would pass them after `runlog`, `input` on the standard input.
struct ProgramRun {
    int code = 0; // as main() would return it
    std::string out;
    std::string err;
};

ProgramRun run(const std::vector<std::string>& words, const std::string& input = {});
