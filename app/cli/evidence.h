// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

// `runlog evidence --policy FILE TRACE…`: what recorded runs say of each condition, which actions no policy could see, and
// findings with their fixes.
int evidence(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
