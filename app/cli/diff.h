// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

// `runlog diff --policy NEW… --baseline OLD… TRACE…`: what changes for recorded runs when one policy replaces another.
int diff(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
