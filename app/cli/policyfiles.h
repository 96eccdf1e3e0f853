// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"
#include "core/language/parse.h"

#include <istream>

namespace runlog::cli {

// The policy files of a command line, parsed and joined. A path may be a folder (its *.yaml and *.yml, in order of
// name) or `-` for standard input.
struct PolicyFiles {
    PolicySet set;
    std::vector<SourcePtr> sources;
    std::vector<Diagnostics> diagnostics; // by file, those of the join included
    std::vector<std::string> unopened;    // "file: reason"

    bool hasError() const;
};

PolicyFiles readPolicyFiles(const std::vector<std::string>& paths, std::istream& in);

// Prints what could not be opened and every diagnostic of the named severities.
void printProblems(const PolicyFiles& files, std::ostream& err);

// What a command that enforces policies does first: prints problems, and answers an exit code when the files must be refused.
std::optional<int> refusePolicies(const PolicyFiles& files, std::ostream& err);

} // namespace runlog::cli
