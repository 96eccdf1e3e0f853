// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace studio {

// One mark for each of many values in order, and how many of each there are in any range: setting one and asking for a range take a
// constant time, so that a drag can keep a million marks.
class HoldMarks {
public:
    enum class Mark : std::uint8_t { Same, Gained, GainedDirectly, Lost };
    using Sums = std::array<std::uint32_t, 4>; // by Mark

    void reset(std::size_t size); // all are Same
    void set(std::size_t index, Mark mark);
    Sums between(std::size_t begin, std::size_t end) const;

private:
    static constexpr std::size_t BlockSize = 256;

    void addEach(Sums& sums, std::size_t begin, std::size_t end) const;

    std::vector<Mark> m_marks;
    std::vector<Sums> m_blocks;
};

} // namespace studio
