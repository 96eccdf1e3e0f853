// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <string>

// Steps and outcomes in words, for text and Markdown. All made printable.
namespace runlog {

// What a step acts on: its tool, its model, else its kind. As recorded, not made printable.
std::string_view subjectOf(const Runs& runs, std::size_t step);

std::string words(const StepOutcome& outcome);                  // "require_approval (denied)"
std::string placeOf(const Replay& replay, std::size_t step);    // "r1#17"

// A code span of Markdown, also inside a table, that its content cannot leave.
std::string code(std::string_view text);

std::string plural(std::size_t count, const char* one, const char* many); // "1 step", "2 steps"

} // namespace runlog
