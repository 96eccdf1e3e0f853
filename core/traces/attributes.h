// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/import.h"
#include "core/traces/spans.h"

namespace runlog {

// A span as an importer found it: its own fields, and its attributes as a map whatever their spelling in the file was.
struct RawSpan {
    std::string_view trace;
    std::string_view id;
    std::string_view parent;
    std::string_view name;
    std::string_view service;
    Time start = NoTime;
    Time end = NoTime;
    bool failed = false;
    bool succeeded = false;
    std::string_view message; // why it failed
    Value attributes;
    std::uint32_t line = 0;
};

// Reads what the GenAI conventions of OpenTelemetry, OpenInference, Google's ADK, traceloop and any-agent say in attributes, old names and
// new ones, and adds the span to the part of the import.
void addSpan(Import& import, const RawSpan& span);

// What is new in a prompt since the last model call: the texts of all messages after the last one of the assistant. A value that is
// no list of messages stays as it is.
Value newInPrompt(Import& import, Value messages);

// The value of a text of JSON; the text itself where it is none.
Value decoded(Import& import, Value text);

} // namespace runlog
