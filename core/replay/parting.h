// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/replay/partition.h"

#include <map>
#include <string>
#include <vector>

namespace runlog {

// Finds the parts of a corpus that comes some runs at a time and never lies in memory as a whole: what partitionOf() says of all of
// it. In memory stay some numbers of each run, and the names of what runs share.
class Parting {
public:
    explicit Parting(EnginePtr engine);

    // The next runs of the corpus, in the order of its store.
    void add(const Runs& runs);

    // Of all runs so far.
    Partition partition(std::size_t parts) const;

private:
    // What runs share, by what it is: windows of one scope share their keys, whatever their lengths.
    struct Thing {
        std::uint32_t scope = 0; // of the window, or past all of them the day's zone
        std::int64_t day = 0;
        std::string name;        // the service's or the user's
        auto operator<=>(const Thing&) const = default;
    };

    void addDays(const Runs& runs, const ReplayOrder& order);
    void addWindows(const Runs& runs, const ReplayOrder& order);
    void share(std::size_t run, Thing thing);

    EnginePtr m_engine;
    std::map<Thing, std::uint32_t> m_things;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_shared; // run, thing
    std::vector<std::size_t> m_steps;                              // decided ones, by run
    std::size_t m_first = 0;                                       // of the runs at hand
};

} // namespace runlog
