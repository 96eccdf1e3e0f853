// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace runlog::live {

// Stands for what a step has not compared: it is the lowest of all values.
constexpr std::int64_t Unseen = std::numeric_limits<std::int64_t>::min();

// How near each run comes to a cut that moves: most moves pass nothing that most runs compare, and those are not looked at. A gap may
// be narrower than it is, never wider. Without a cut there are no gaps. Threads may note several runs at once.
class Gaps {
public:
    // Nothing has been seen: all gaps are open.
    void begin(std::size_t runs, std::int64_t cut);
    void end() { m_cut.reset(); }
    bool areThere() const { return m_cut.has_value(); }

    // From now on gaps are noted from this cut. Runs with a value in between are to be noted anew; until then they are reached by
    // every move.
    void moveTo(std::int64_t cut) { m_cut = cut; }

    // The values of a run: its gap is as wide as they leave it. Unseen values are not there.
    void note(std::uint32_t run, std::span<const std::int64_t> seen);

    // One value more.
    void add(std::uint32_t run, std::int64_t seen);

    // Appends the runs from `begin` to `end` that may have a value in `between`, which begins or ends at the cut, ascending.
    void appendReached(Interval between, std::size_t begin, std::size_t end, std::vector<std::uint32_t>& runs) const;

private:
    std::optional<std::int64_t> m_cut;
    std::vector<std::int64_t> m_below; // by run: the greatest value under the cut
    std::vector<std::int64_t> m_above; // by run: the least other one
};

} // namespace runlog::live
