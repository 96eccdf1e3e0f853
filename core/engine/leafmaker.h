// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"

namespace runlog {

// One test, ready to run. `zone` is the index of its file's. What needs other tests is left to the caller: `scanMemo`, `itemRoot`.
Leaf makeLeaf(const Condition& test, std::uint32_t zone);

} // namespace runlog
