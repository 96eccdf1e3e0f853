// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/report.h"

#include <string>

namespace runlog {

// The bytes of a file before anybody reads YAML in them.
struct Inspected {
    bool readable = false;      // there is text that makes sense to read on
    bool cleaned = false;       // `clean` stands for the text, with the same offsets
    std::string clean;          // the text with each refused byte replaced by `x`
    std::size_t textBegin = 0;  // after a byte order mark
};

constexpr std::size_t maxFileBytes = 16U << 20U;

// Refuses too long files, invalid UTF-8, control characters other than tab and line feed (a carriage return only before one), and
// characters that reorder text; warns of characters that editors show as a line end or not at all. Reports at most 20 of each.
Inspected inspect(const Source& source, Report& report);

} // namespace runlog
