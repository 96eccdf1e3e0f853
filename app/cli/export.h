// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

// `runlog export --policy FILE… --out DIR TRACE…`: writes the policy, its hash, the evidence and a report into a new folder.
int exportPolicy(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
