// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace runlog::bench {

// How often this thread has allocated memory with `new` so far; the program counts in its own operator.
std::size_t allocations();

} // namespace runlog::bench
