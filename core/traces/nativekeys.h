// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/nativeline.h"

#include <array>

// The keys of native lines by name.
namespace runlog {

// In the order of NativeLine::Key.
inline constexpr std::array<std::string_view, NativeLine::KeyCount> nativeKeys{
    "type", "run", "seq", "kind", "service", "environment", "user", "input", "output", "started_at", "status", "tool", "model",
    "args", "cost_usd", "cost_estimate_usd", "tokens_in", "tokens_out", "duration_ms", "error", "batch", "parent", "role",
    "cost_is_estimate", "decision", "attack", "attack_name", "total_cost_usd"};

// Its place among them; their number where it is none.
std::size_t indexOfNativeKey(std::string_view key);

inline bool isMissing(Value value) { return value.isAbsent() || value.kind() == Value::Kind::Null; }

} // namespace runlog
