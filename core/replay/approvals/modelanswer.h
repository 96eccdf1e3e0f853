// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"
#include "core/replay/answers.h"
#include "core/replay/approvals/workinghours.h"

#include <vector>

namespace runlog {

// Who must approve what a policy asks: so many people of those that one name, or several taken together, stands for. More than 1,001
// are taken for 1,001: no model has so many.
struct Quorum {
    std::string pool;       // "support-lead", "lead, security", "anyone"
    std::size_t people = 1;
    bool operator==(const Quorum&) const = default;
};
std::vector<Quorum> quorumsOf(const Policy& policy);

// The first moment at which an answer comes too late for a policy that was asked at `asked`; without a timeout the last there is.
Time tooLate(const Policy& policy, Time asked);

// What one simulated person does with a request: looks at it after `delay` of working time, and approves or not.
struct PersonDraw {
    std::int64_t delay = 0; // nanoseconds
    bool approves = false;
};

// The draw of the `index`th person of a pool. Log-normal delays with the model's median and sigma = 1, from a table of quantiles
// in whole numbers, so that every machine draws the same; cut at one in a thousand on either side.
PersonDraw drawOf(const ApproverModel& model, const AnswerKey& request, std::string_view pool, std::size_t index);

// What becomes of a request when everybody who must approve is free: the first refusal ends it, else all have approved, else the
// policy's timeout passes. `after`: nanoseconds from the request to that. Without a time (NoTime) nobody's working hours are known,
// and every hour is worked.
struct ModelAnswer {
    ApprovalState state = ApprovalState::Approved;
    std::int64_t after = 0;
    bool operator==(const ModelAnswer&) const = default;
};
ModelAnswer modelAnswerOf(const ApproverModel& model, const AnswerKey& request, const Policy& policy, Time asked,
                          const Zone& zone);

} // namespace runlog
