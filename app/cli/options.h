// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runlog::cli {

// Exit codes of every command.
enum Exit : int {
    Fine = 0,          // warnings included
    Findings = 1,      // an error in a policy or a trace, failed tests, failed verification
    Usage = 2,         // the command line is wrong, or a file cannot be opened
    LimitExceeded = 3  // a --max-… of the command line
};

using Arguments = std::span<const std::string_view>;

// Reads a command's arguments. Answers an exit code where the command ends there: --help was asked for (printed to `out`),
// or the arguments are wrong (said on `err`, with the author's text made printable).
std::optional<int> readArguments(CLI::App& app, Arguments arguments, std::ostream& out, std::ostream& err);

// Adds `--format`, one of `choices`; the first is the default.
void addFormat(CLI::App& app, std::string& format, std::vector<std::string> choices);

} // namespace runlog::cli
