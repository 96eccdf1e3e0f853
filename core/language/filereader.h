// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/parse.h"
#include "core/language/reading.h"

namespace runlog {

// Reads the tree of a whole file. `broken` are places that syntax made unreadable. A policy with an error in it, from before or
// from reading it, is left out and listed in `lost`.
void readFile(Reading& reading, const Node& root, const std::vector<Span>& broken, std::vector<BrokenPolicy>& lost);

} // namespace runlog
