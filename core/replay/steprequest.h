// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/request.h"
#include "core/replay/order.h"

namespace runlog {

// A recorded step as the engine sees it. What a recording lacks and the contract calls a lack (arguments, a user, the
// model or input of a model call, the tool of a tool call) is Unrecorded; anything else that is missing is Absent.
Request requestOf(const Runs& runs, std::size_t step, Time time);
Request requestOf(const Names& names, const Run& run, const Step& step, Time time);

// What a test leaves out is not there: Unrecorded becomes Absent.
void takeAsWhole(Request& request);

// Whether a step should have a cost and none is known: a model call without one, or tokens without one. Tools
// are rarely billed by the call, so a tool call without a cost lacks nothing.
bool lacksCost(const Step& step);

} // namespace runlog
