// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <string>
#include <vector>

namespace runlog {

// What the requests for approval of a replay would mean for the people who answer them: a simulation, with the assumptions of an
// approver model, and labelled as one wherever it is shown.
//
// Each name has `people` persons behind it. One person works on one request at a time, in working hours, for `handling`; a request
// is looked at after its drawn delay and then waits for the first who are free, first looked at, first served. What was not begun
// before its timeout is left lying. Every request of the replay goes through it, whoever answered it in the replay; steps do not
// move in time. With people to spare and one policy that asks, it ends in the
// same answers as ApprovalMode::Model.
struct HourLoad {
    Time begins = NoTime;          // a whole hour, UTC
    std::size_t arrivals = 0;      // requests
    bool operator==(const HourLoad&) const = default;
};

struct PoolLoad {
    std::string pool;              // an approver name, or several that stand for each other: quorumsOf()
    std::size_t requests = 0;
    std::size_t timeOuts = 0;      // not answered in time by this pool
    std::size_t neverAnswered = 0; // more people must approve than there are, and no timeout ends it
    HourLoad peak;                 // the busiest hour, the first of equals
    std::size_t longestQueue = 0;  // requests that waited at one moment
    Time longestQueueAt = NoTime;
    Duration medianWait;           // from request to answer or timeout; of the answered and timed out ones
    Duration longWait;             // nine of ten wait at most so long
    Duration longestWait;
    std::vector<HourLoad> hours;   // those with arrivals, in order
};

struct ApprovalLoad {
    ApproverModel model;
    std::size_t requests = 0;
    std::size_t withoutTime = 0;   // requests of steps without a time: they are not in any pool
    std::vector<PoolLoad> pools;   // by name
};

// Depends on the replay and the model alone. After a stop it is not whole.
ApprovalLoad loadOf(const Replay& replay, const ApproverModel& model, const std::stop_token& stop = {});

} // namespace runlog
