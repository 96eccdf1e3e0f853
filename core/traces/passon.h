// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"

#include <ostream>

namespace runlog {

// What came of passing lines on; `result.runs` is empty.
struct PassedOn {
    ReadResult result;
    bool whole = true; // false: a file was refused after lines of it were written, so `out` is not to be kept
};

// Writes the lines of native files as they stand, one block of a file in memory at a time, so that files of any size can be put into
// one. Damaged and blank lines are left out, each line ends in `\n`; what is read back is what reading the files gives. Several files
// are read twice, because that holds only where no run is in two of them.
//
// nullopt, with nothing written, where a file is not native, a run is in two of them, prices are wanted, or the standard input could be
// something else: then convertTraces() goes another way. What shows only across lines (a step twice, a clock that goes back)
// is said by whoever reads the result. False bits of `out` are for the caller to look at.
std::optional<PassedOn> passOnNative(const std::vector<std::string>& paths, const ReadOptions& options, std::ostream& out);

} // namespace runlog
