// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace runlog {

// Collects the problems of one file, or of one block of its lines. Of one code only the first `Most` are kept, the rest is
// counted, so that a file of nothing but damage cannot fill the memory.
class Problems {
public:
    static constexpr std::size_t Most = 1000;

    void error(std::size_t line, std::string_view code, std::string message);
    void warning(std::size_t line, std::string_view code, std::string message);
    void note(std::size_t line, std::string_view code, std::string message);
    // A warning that is given once in a file, however often it applies.
    void warnOnce(std::size_t line, std::string_view code, std::string message);
    // A line that is left out.
    void damaged(std::size_t line, std::string_view code, std::string message);

    std::size_t damagedLines() const { return m_damaged; }

    // Appends the problems of a later block whose lines follow `linesBefore` others.
    void append(const Problems& later, std::size_t linesBefore);

    // Forgets all of one code.
    void drop(std::string_view code);

    // As problems of a file, in order of line; what was only counted is said at the end.
    std::vector<TraceProblem> inFile(const std::string& file) const;

private:
    struct Tally {
        std::size_t count = 0;
        bool once = false;
    };

    void add(TraceProblem problem, bool once);

    std::vector<TraceProblem> m_problems;
    std::map<std::string, Tally, std::less<>> m_tally;
    std::size_t m_damaged = 0;
};

} // namespace runlog
