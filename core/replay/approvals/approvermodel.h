// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/decimal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace runlog {

// Simulated approvers: people who look at a request after a while, in their working hours, and approve some. What they do is an
// assumption, never a finding about real people; whatever shows it says so.
//
// Every draw comes from the seed and the request itself (run, seq, action, policy), so that an answer depends neither on other
// requests nor on the order in which they are asked.
struct ApproverModel {
    std::uint64_t seed = 1;
    Duration latency{300'000'000'000};   // median time until one person looks at a request, in working time (see delayOf())
    Duration handling{120'000'000'000};  // time that one person works on one request
    std::int64_t approveMillionths = 900'000; // how many of a million answers approve
    std::int64_t dayBegins = 0;               // working hours, nanoseconds since midnight in the policy's time zone
    std::int64_t dayEnds = 86'400'000'000'000;
    std::uint8_t days = 0x7F;                 // bit 0 is Monday
    std::uint32_t people = 2;                 // behind each approver name; only the load looks at it
    bool operator==(const ApproverModel&) const = default;

    bool alwaysWorks() const { return dayBegins == 0 && dayEnds == 86'400'000'000'000 && days == 0x7F; }
};

// Reads `seed=7,latency=5m,handling=2m,approve=90%,hours=09:00-17:00,days=mon-fri,people=2`: any of them in any order, each at most
// once; what is left out is as above. nullopt: `problem` says why.
std::optional<ApproverModel> parseApproverModel(std::string_view text, std::string& problem);

// What parseApproverModel() reads back to the same.
std::string text(const ApproverModel& model);

} // namespace runlog
