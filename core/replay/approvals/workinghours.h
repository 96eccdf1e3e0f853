// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/zone.h"
#include "core/replay/approvals/approvermodel.h"

namespace runlog {

// The working time of simulated approvers, by the clock of a policy's time zone.
class WorkingHours {
public:
    WorkingHours(const ApproverModel& model, const Zone& zone) : m_model(model), m_zone(zone) {}

    // When `work` nanoseconds of working time have passed since `start`; `limit` where that is later, or more than ten years ahead.
    // Times in nanoseconds since 1970 UTC. On a day on which the clock is changed within the working hours they are an hour longer or
    // shorter than the clock says.
    std::int64_t after(std::int64_t start, std::int64_t work, std::int64_t limit) const;

private:
    bool worksOn(std::int64_t time) const;
    std::int64_t nextMidnight(std::int64_t time) const;

    const ApproverModel& m_model;
    const Zone& m_zone;
};

} // namespace runlog
