// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/request.h"
#include "core/language/policy.h"

#include <memory_resource>
#include <span>
#include <vector>

namespace runlog {

// An action after its modify policies.
struct Changed {
    Value args;
    Value input;
    bool changed = false;   // anything is different now
    bool conflict = false;  // the changes contradict each other, or a clamp met no number: deny
};

// Makes the changes of all matching modify policies: clamps of one path join to the narrowest, redactions come last.
// New values live in `arena`.
Changed applyChanges(const std::vector<const Policy*>& policies, const Request& request,
                     std::pmr::memory_resource& arena);

// Every text below a value with personal data and secrets masked.
Value redacted(Value value, std::string_view fieldName, std::pmr::memory_resource& arena);
std::string redactedText(std::string_view text, std::string_view fieldName);

} // namespace runlog
