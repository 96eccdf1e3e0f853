// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

// `runlog sweep --policy FILE… --condition ID TRACE…`: what a condition observed, the next values of its number at which any
// outcome changes, and the outcomes at many of its values.
int sweep(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
