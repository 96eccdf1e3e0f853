// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace runlog {

// One value for each of many steps, found once and read again and again: the value as it was recorded, whose kind tells what is
// missing, and its number in 10⁻⁹ where it is a plain one.
//
// Takes no memory as long as all values are absent, else 16 bytes a step, and 8 more once there is a plain number. One thread fills it;
// then any number may read. The values view memory that must outlive the column.
class ValueColumn {
public:
    static constexpr std::int64_t NotPlain = std::numeric_limits<std::int64_t>::min();

    explicit ValueColumn(std::size_t size) : m_size(size) {}

    // To be called for each step at most once.
    void set(std::size_t step, Value value);

    std::size_t size() const { return m_size; }
    bool isAbsent() const { return m_values.empty(); } // at every step
    Value value(std::size_t step) const { return m_values.empty() ? Value() : m_values[step]; }

    // A number with at most nine digits before and after its point; NotPlain: another value, or a number that value() tells.
    std::int64_t nanos(std::size_t step) const { return m_nanos.empty() ? NotPlain : m_nanos[step]; }

private:
    std::size_t m_size;
    std::vector<Value> m_values;
    std::vector<std::int64_t> m_nanos;
};

} // namespace runlog
