// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"

#include "app/cli/commands.h"

#include <sstream>
#include <string_view>

ProgramRun run(const std::vector<std::string>& words, const std::string& input)
{
    const std::vector<std::string_view> arguments(words.begin(), words.end());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const auto code = runlog::cli::runProgram(arguments, in, out, err);
    return {code, out.str(), err.str()};
}
