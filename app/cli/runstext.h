// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"

#include <ostream>

namespace runlog::cli {

// What runs hold and what they lack, for people; of runs, tools and models at most `limit` each, 0: all.
void printRunsText(const ReadResult& result, std::size_t limit, std::ostream& out);

} // namespace runlog::cli
