// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/reading.h"

namespace runlog {

// Reads one entry of `policies`. Everything wrong is reported; the caller decides from the number of errors whether the policy
// stands.
Policy readPolicy(Reading& reading, const Node& entry);

// A policy type such as `max_cost_per_run: $1.00`; nullopt: it writes no policy (`false`), or was reported.
std::optional<Policy> readPolicyType(Reading& reading, const Entry& entry);

// The `approval` map of a policy.
void readApproval(Reading& reading, const Node& key, const Node& map, Policy& policy);

// The `modify` list of a policy.
void readChanges(Reading& reading, const Node& key, const Node& list, Policy& policy);

// What a policy's id may be; an empty answer was reported.
std::string readId(Reading& reading, const Node& key, const Node& value);

// Notes on placeholders of a message that nearly name a field, and control characters in texts for people.
void checkMessage(Reading& reading, const Node& value);
void checkReadable(Reading& reading, const Node& value);

} // namespace runlog
