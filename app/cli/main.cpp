// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"

#include <iostream>

int main(int count, char** words)
{
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    const std::vector<std::string_view> arguments(words + 1, words + count);
    const auto code = runlog::cli::runProgram(arguments, std::cin, std::cout, std::cerr);
    std::cout.flush();
    return std::cout ? code : static_cast<int>(runlog::cli::Exit::Usage);
}
