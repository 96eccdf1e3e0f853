// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

// One subcommand of `runlog`. `name` and `summary` make the list of `runlog --help`.
struct Command {
    std::string_view name;
    std::string_view summary;
    int (*run)(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);
};

std::span<const Command> commands();

// The whole program: picks the command, prints help and version, never lets an exception out.
int runProgram(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
