// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"

namespace runlog {

// The decision with the tree of conditions behind it: what each one observed, and how far that is from the other side.
Explanation explain(const Program& program, const Request& request, const RunState& state,
                    std::pmr::memory_resource& scratch);

// `gt 74.20`, `in [a, b]`: a test as the file writes it, with the literals that are compared now.
std::string testText(const Condition& test, std::span<const Literal> literals);

// `count within 10m per user`.
std::string windowText(const Window& window);

} // namespace runlog
