// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/replay/evidence.h"

#include <stop_token>

namespace runlog::checks {

// A replay, what its conditions saw, and one of its policy files.
struct RecordedFile {
    const Evidence& evidence;
    const ReplayPtr& replay;
    const Answers& answers;
    std::size_t file = 0; // of the engine's set
};

// Adds `not-tested` for each condition that the file's tests do not see both ways and a recorded step does, with that step as a
// test for a fix. Nothing where the file has no tests.
void addUntested(Diagnostics& diagnostics, const RecordedFile& recorded, std::stop_token stop = {});

} // namespace runlog::checks
