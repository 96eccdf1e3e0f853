// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/scancolumns.h"
#include "core/traces/runs.h"

#include <vector>

namespace runlog {

namespace live {
struct Kept;
}

// The order in which the decided steps of a corpus happened: by time, then run id, then seq; within a run by seq. Steps without
// a time follow the step before them in their run; runs without any time come first. Depends on the runs alone; immutable but for
// scans() and kept().
class ReplayOrder {
public:
    explicit ReplayOrder(const Runs& runs);
    ~ReplayOrder();

    // The same, but steps of one time stand in the order of `listed`, a number for each step of the store that rises within
    // each run: the order in which somebody wrote them.
    ReplayOrder(const Runs& runs, const std::vector<std::uint32_t>& listed);

    // A step's time, never before the step before it in its run; NoTime where none is recorded.
    Time time(std::size_t step) const { return m_time[step]; }
    bool wasHeld(std::size_t step) const { return m_held[step]; }
    const std::vector<std::uint32_t>& steps() const { return m_steps; }

    // What the detector said of the steps in the replays that use this order: they share it, on any thread.
    ScanColumns& scans() const { return *m_scans; }

    // What replays that use this order leave for the next ones; they share it, on any thread.
    live::Kept& kept() const { return *m_kept; }

private:
    std::vector<Time> readTimes(const Runs& runs);

    std::unique_ptr<ScanColumns> m_scans;
    std::unique_ptr<live::Kept> m_kept;
    std::vector<Time> m_time;
    std::vector<bool> m_held;
    std::vector<std::uint32_t> m_steps;
};

} // namespace runlog
