// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/reason.h"

namespace runlog {

// The decision with the trees of conditions of all policies: what each one observed, and how far that is from the other side. Makes
// texts of everything, so it is for one step that somebody looks at; a guard that wants the reasons of every decision keeps
// reasonsOf() and calls describe() where they are read. All come from the same walk over the program, so they agree.
Explanation explain(const Program& program, const Request& request, const RunState& state,
                    std::pmr::memory_resource& scratch);

// The texts of one policy's reasons, for whoever reads them later than they were kept. Which policy decides is not among the reasons.
ExplainedPolicy describe(const Program& program, const Reasons& reasons, std::size_t index);

// `gt 74.20`, `in [a, b]`: a test as the file writes it, with the literals that are compared now.
std::string testText(const Condition& test, std::span<const Literal> literals);

// `count within 10m per user`.
std::string windowText(const Window& window);

} // namespace runlog
