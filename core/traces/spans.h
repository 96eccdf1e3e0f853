// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runs.h"

#include <memory>
#include <span>

namespace runlog {

class RunsPart;

// One span of a trace, as far as runs need it. All values live in the arena of the part it was read into.
struct RecordedSpan {
    enum class Kind : std::uint8_t { Structure, Model, Tool };

    std::string_view trace;
    std::string_view id;
    std::string_view parent;      // empty: a root
    std::string_view service;
    Kind kind = Kind::Structure;
    Step step;                    // of Model and Tool: all but its number, batch and parent
    Time start = NoTime;
    Value user;
    std::string_view status;      // of a root
};

// Makes runs of the spans of all parts, which may be scattered over lines and files: one run per trace, steps in order of start. A model
// span inside another is one call recorded twice: the inner one stays and takes what only the outer one knows. A tool call belongs
// to the nearest span around it that is a step, else to the last model call beside it.
void assembleSpans(std::span<const std::shared_ptr<RunsPart>> parts);

} // namespace runlog
