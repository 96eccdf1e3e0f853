// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/evaluator.h"

#include <string>

namespace runlog {

// A message with `{field}` inserted: each value once, at most 200 characters, personal data and secrets masked, control
// characters escaped, `–` when absent. Any other braces stand as they are.
std::string renderMessage(std::string_view text, const Program& program, std::uint32_t zone, const Request& request,
                          const RunState& state);

// A value as text for people: text as it is, numbers as written, lists and maps as JSON.
std::string valueText(Value value);

// A counter's value in the form of its type: "74.25", "15m", "51".
std::string counterText(FieldType type, std::int64_t value);

} // namespace runlog
