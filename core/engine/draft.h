// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"

namespace runlog {

// A copy of a program in which one literal of one condition has another value, in base units. nullptr where there is no
// such number or it cannot hold the value. Everything else, ids and places included, is shared with the original.
std::shared_ptr<const Program> withDraft(const Program& program, std::string_view conditionId, std::size_t literal,
                                         const Decimal& value);

} // namespace runlog
