// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/engine/pii/labelled.h"

#include <string>
#include <vector>

// The figures of every labelled file, for the table and for the floors.
namespace labelled {

struct Line {
    std::string file;
    std::string what; // entity, or what was counted
    Count count;
};

struct Report {
    std::vector<Line> lines;
    std::vector<Miss> misses;
    std::vector<std::string> unlikely; // values of the peer's cases that are not likely findings; addresses of machines left out

    // The line of a file; throws std::out_of_range where there is none.
    const Count& at(const std::string& file, const std::string& what) const;
};

// `folder` holds the files. In lines that count texts, `hits` are the clean ones and `extra` the flagged ones.
Report measure(const std::string& folder);

// Of every entity on made-up texts, likely findings.
Report measureOwn();

} // namespace labelled
