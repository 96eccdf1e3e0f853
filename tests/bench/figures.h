// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/jsonwriter.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <ostream>
#include <string>
#include <vector>

// What the sub-commands of runlog-bench share. Each is one file with one function that adds it to the program (sub-commands are in
// `benches.h`), measures in CPU time and prints one JSON line per figure.
namespace runlog::bench {

// The printed lines of a run, and whether a bar was missed in any of them.
class Figures {
public:
    explicit Figures(std::ostream& out)
        : m_out(out)
    {}

    // One line; `json` is a whole object.
    void print(const JsonWriter& json);

    // The same of a figure that has a bar: `json` is open, and `bar_holds` becomes its last member.
    void printBar(JsonWriter json, bool holds);

    bool barsHold() const { return m_barsHold; }

private:
    std::ostream& m_out;
    bool m_barsHold = true;
};

// Seconds of processor time that this process (all threads) or this thread has used; to a nanosecond.
double processSeconds();
double threadSeconds();

// Milliseconds on the wall since then.
double millisecondsSince(std::chrono::steady_clock::time_point start);

// The most memory that the process has had at once, in MiB.
std::int64_t peakMebibytes();

// A number with so many decimals, as JSON: rounded(0.12345, 3) is `0.123`.
std::string rounded(double value, int decimals);

// The value that `percent` of `values` do not exceed; the values become sorted. Not for an empty list.
double percentile(std::vector<double>& values, double percent);

} // namespace runlog::bench
