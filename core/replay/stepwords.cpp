// SPDX-License-Identifier: Apache-2.0
#include "core/replay/stepwords.h"

#include "core/language/diagnostic.h"

#include <algorithm>

namespace runlog {

std::string_view subjectOf(const Runs& runs, std::size_t step)
{
    const auto tool = runs.names().name(runs.tool()[step]);
    const auto model = runs.names().name(runs.model()[step]);
    return !tool.empty() ? tool : !model.empty() ? model : name(runs.kind()[step]);
}

std::string words(const StepOutcome& outcome)
{
    std::string text(name(outcome.outcome));
    if (outcome.approval != ApprovalState::None)
        text += " (" + std::string(name(outcome.approval)) + ")";
    return text;
}

std::string placeOf(const Replay& replay, std::size_t step)
{
    return printable(replay.runs->run(replay.runs->runOf(step)).id, 60) + "#"
           + std::to_string(replay.runs->seq()[step]);
}

// A longer fence than any run of backticks in the content, which has no line break.
std::string code(std::string_view text)
{
    const auto plain = printable(text, 80);
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char letter : plain)
        longest = std::max(longest, run = letter == '`' ? run + 1 : 0);
    const std::string fence(longest + 1, '`');
    const bool touches = plain.empty() || plain.front() == '`' || plain.back() == '`';
    std::string span = fence + (touches ? " " : "") + plain + (touches ? " " : "") + fence;
    for (auto at = span.find('|'); at != std::string::npos; at = span.find('|', at + 2))
        span.insert(at, "\\"); // a table's own sign, also inside a code span
    return span;
}

std::string plural(std::size_t count, const char* one, const char* many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace runlog
