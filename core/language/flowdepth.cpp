// SPDX-License-Identifier: Apache-2.0
#include "core/language/flowdepth.h"

#include "core/language/scalarend.h"

namespace runlog {

namespace {

constexpr std::size_t coarseLimit = 128;

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// A bracket or quote has its meaning only where a value can begin.
bool canBegin(std::string_view text, std::size_t at)
{
    if (at == 0)
        return true;
    const char before = text[at - 1];
    return isSpace(before) || before == '[' || before == '{' || before == ',' || before == ':';
}

} // namespace

std::optional<std::size_t> tooDeepFlow(std::string_view text)
{
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '[' || c == '{') {
            if (canBegin(text, at) && ++depth > coarseLimit)
                return at;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        } else if ((c == '"' || c == '\'') && depth > 0 && canBegin(text, at)) {
            const std::size_t end = quotedEnd(text, at);
            if (end == std::string_view::npos)
                return std::nullopt;
            at = end - 1;
        }
    }
    return std::nullopt;
}

} // namespace runlog
