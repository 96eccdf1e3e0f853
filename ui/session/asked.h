// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace studio {

// What is asked of the worker, in the order in which it is answered.
enum class Question : std::uint8_t { Explain, Observe, Inbox, Flips, Prepare, Sweep, Load, Values, Meeting, Attribution, Plane, Entities };

// Whose question it is: of each kind, everybody who asks has one.
struct Asked {
    Question question = Question::Explain;
    const void* asker = nullptr;
    auto operator<=>(const Asked&) const = default;
};

} // namespace studio
