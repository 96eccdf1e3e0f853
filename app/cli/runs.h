// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

// `runlog runs TRACE…`: what traces hold and what they lack, as text, JSON or JSON lines (a run, a problem or the summary each).
int runs(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
