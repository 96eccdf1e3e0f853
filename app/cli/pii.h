// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

// `runlog pii [FILE…]`: personal data and secrets in texts, one line of JSON for each text or one line for each finding.
// A line of input is a JSON object with `text` (and `id`, and `field`, the name of the argument it came from), or plain
// text. Without files it reads `in`. Values are never printed, only where they are.
int pii(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
