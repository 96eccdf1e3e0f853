// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runspart.h"

namespace runlog {

// A span of a part as one line of JSON, and back, equal in all that assembleSpans() looks at. For what is put aside, not for people.
void appendSpanLine(std::string& out, const RecordedSpan& span, const RunsPart& part);
// Texts that need no copy view what `line` was read from.
RecordedSpan spanOf(Value line, RunsPart& part);

} // namespace runlog
