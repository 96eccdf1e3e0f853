// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/scanner.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Labelled texts in JSON Lines, and how the scanner does on them.
namespace labelled {

struct Span {
    std::size_t begin = 0; // code points, half-open
    std::size_t end = 0;
    std::string type; // as the file names it
    double score = 1;
};

struct Row {
    std::string id;
    std::string text;
    std::string field; // the name of its argument; may be empty
    std::string kind; // `kind`, `category` or `entity` of the file
    std::vector<Span> spans;
    bool valid = false; // of a checksum vector
    bool suggested = false; // of an ambiguous text: somebody suggests to find it
};

// All rows of a file; throws std::runtime_error with the path where it cannot be read.
std::vector<Row> read(const std::string& path);

struct Count {
    std::size_t hits = 0;   // labelled and found with the same span
    std::size_t missed = 0; // labelled and not found
    std::size_t extra = 0;  // found and not labelled

    double precision() const
    {
        return hits + extra == 0 ? 1 : static_cast<double>(hits) / static_cast<double>(hits + extra);
    }
    double recall() const
    {
        return hits + missed == 0 ? 1 : static_cast<double>(hits) / static_cast<double>(hits + missed);
    }
    Count& operator+=(const Count& other);
};

// One case that went wrong, as text for a person.
struct Miss {
    std::string id;
    std::string what;
    std::string value; // of a labelled span that was missed
};

// Scores `entity` on a row whose labels of `type` are the truth; only spans with a score of at least `least` count.
struct Question {
    runlog::pii::Entity entity;
    std::string_view type;
    double least = 0;
    runlog::pii::Likelihood atLeast = runlog::pii::Likelihood::Likely;
};

Count score(const Row& row, const Question& question, const runlog::pii::EntitySet& wanted, std::vector<Miss>& misses);

// Whether anything at all is found that is at least so likely.
bool isFlagged(const Row& row, const runlog::pii::EntitySet& wanted, runlog::pii::Likelihood atLeast, std::vector<Miss>& misses);

} // namespace labelled
