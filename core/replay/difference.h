// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/impact.h"
#include "core/replay/stepwords.h"

#include <map>
#include <string>

namespace runlog {

// What newly happens to steps when a policy set replaces another: for people who must agree to it.
struct Difference {
    struct Counts {
        std::size_t loosened = 0;
        std::size_t tightened = 0;
        std::size_t notes = 0;
    };

    std::size_t newlyDenied = 0;   // deny, terminate, or an approval refused or expired, and was not
    std::size_t newlyAllowed = 0;  // runs, and was denied
    std::size_t newlyApproval = 0; // asks for approval, and did not
    std::map<std::string, Counts> byPolicy; // the policy that decides now; where none does, the one that decided before
    std::map<std::string, Counts> byTool;   // tool, model, or the kind of step
};

Difference differenceOf(const Impact& impact, const Replay& before, const Replay& after);

// For people: counts, then the first `most` changes of each direction with their place.
std::string differenceText(const Difference& difference, const Impact& impact, const Replay& before, const Replay& after,
                           std::size_t most);

// The same as GitHub-flavoured Markdown, for a pull request. Names from policies and traces stand in code spans.
std::string differenceMarkdown(const Difference& difference, const Impact& impact, const Replay& before,
                               const Replay& after, std::size_t most);

} // namespace runlog
