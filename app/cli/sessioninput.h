// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"
#include "core/replay/session/sessionfile.h"

#include <istream>
#include <variant>

namespace runlog::cli {

// Reads a session file that the command line names. Answers an exit code where it cannot be used, which is said on `err`: Usage
// where it cannot be opened, Findings where it has a problem.
std::variant<SessionFile, int> readSessionFile(const std::string& path, std::istream& in, std::ostream& err);

} // namespace runlog::cli
