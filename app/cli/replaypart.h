// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/replayinput.h"

namespace runlog::cli {

// One part of a partition as the command line names it.
struct PartChoice {
    std::size_t number = 1; // from 1
    std::size_t of = 1;
};

// `2/8`; nullopt for what is no part: 0/8, 9/8, text.
std::optional<PartChoice> partNamed(std::string_view text);

// Replays one part. All runs are looked through, few at a time; in memory come those of the part alone. Its result goes to `path`, which
// appears whole or not at all, or to `out` where the path is empty; what was found of the coupling of runs is said on `err`. Answers
// an exit code.
int replayPart(const ReplayInput& input, const PartChoice& choice, const std::string& path, std::istream& in, std::ostream& out,
               std::ostream& err);

} // namespace runlog::cli
