// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/spoolreader.h"

#include <ostream>

namespace runlog {

using ConvertOptions = SpoolOptions;

// What came of a conversion; `read.runs` is empty.
struct Conversion {
    ReadResult read;
    bool refused = false; // no input could be opened, or one must not be converted; the problems say why
    std::string failure;  // why it could not be finished; empty: it was, or `out` failed, or it was stopped

    bool isWhole() const { return !refused && !read.stopped && failure.empty(); }
};

// Writes the runs of traces of any format as native JSON Lines, run by run in the order of a store, without reading all of them at
// once: the same bytes as readTraces() and writeNative() give, except that native files alone keep their lines as they stand (see
// passOnNative()). In memory are, at a time, one small file, or one piece of a large one (a line, an item of a list, a session), or one
// run; all else is put aside in a file without a name. False bits of `out` are for the caller to look at; unless the answer is whole,
// what was written is not to be kept.
Conversion convertTraces(const std::vector<std::string>& paths, const ConvertOptions& options, std::ostream& out);

} // namespace runlog
