// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace runlog::live {

// Stands for what a step has not compared: it is the lowest of all values.
constexpr std::int64_t Unseen = std::numeric_limits<std::int64_t>::min();

// How near each run comes to the cuts of a number that moves: most moves pass nothing that most runs compare, and those are not looked
// at. A gap may be narrower than it is, never wider. Without cuts there are no gaps. Threads may note several runs at once.
class Gaps {
public:
    // Nothing has been seen: all gaps are open. `cuts`: sorted, at least one.
    void begin(std::size_t runs, std::span<const std::int64_t> cuts);
    void end() { m_isThere = false; }
    bool areThere() const { return m_isThere; }

    // From now on gaps are noted from these cuts. Runs that this move reaches are to be noted anew; until then every move reaches
    // them.
    void moveTo(std::span<const std::int64_t> cuts);

    // The values of a run: its gap is as wide as they leave it. Unseen values are not there.
    void note(std::uint32_t run, std::span<const std::int64_t> seen);

    // One value more.
    void add(std::uint32_t run, std::int64_t seen);

    // Appends the runs from `begin` to `end` that may have a value in `between`, ascending.
    void appendReached(Interval between, std::size_t begin, std::size_t end, std::vector<std::uint32_t>& runs) const;

private:
    bool m_isThere = false;
    std::int64_t m_first = 0;          // of the cuts
    std::int64_t m_last = 0;
    std::vector<std::int64_t> m_below; // by run: the greatest value under the last cut
    std::vector<std::int64_t> m_above; // by run: the least value that reaches the first
};

} // namespace runlog::live
