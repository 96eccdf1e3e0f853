// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"

namespace runlog {

// What one condition compared at one step, in base units.
struct Observed {
    enum class Kind : std::uint8_t {
        Nothing, // the step is not of a kind, service or shape where this condition could change the policy's result
        Number,
        Other,   // it matters and is there, and is no number
        Absent,
        Error,
        Unknown  // not recorded
    };
    Kind kind = Kind::Nothing;
    Decimal number;
    Truth truth = Truth::False;
};

// Watches one condition of a program: a test, or the test of a window. Immutable; threads may share it.
class ConditionObserver {
public:
    ConditionObserver(std::shared_ptr<const Program> program, std::string_view conditionId);

    bool isKnown() const { return m_leaf.has_value(); }
    const Leaf& leaf() const { return m_program->leaves[*m_leaf]; }
    std::uint32_t policy() const { return m_policy; }

    // `state` has arrived at the step.
    Observed observe(const Request& request, const RunState& state) const;

private:
    void find(std::string_view conditionId);
    bool matters(const Request& request, const RunState& state) const;

    std::shared_ptr<const Program> m_program;
    std::optional<std::uint32_t> m_leaf;
    std::optional<std::uint32_t> m_window; // whose result the leaf tests
    std::uint32_t m_policy = 0;
};

} // namespace runlog
