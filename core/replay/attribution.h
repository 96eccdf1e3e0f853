// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/impact.h"
#include "core/replay/sweep.h"

#include <string>

namespace runlog {

// One difference between two policy sets that can be made alone.
struct PolicyEdit {
    enum class Kind : std::uint8_t {
        Number,   // of a policy that differs in numbers only
        Changed,  // a policy that differs in more
        Added,
        Removed,
        Settings, // what stands beside the policies of a file: service, time zone, default, mode, groups
        Files     // sets of another number of files, as a whole
    };

    Kind kind = Kind::Changed;
    std::string policy;   // id; empty: Settings, Files
    Threshold number;     // Number
    std::size_t file = 0; // Settings: which of the set
    std::string before;   // Number: as written
    std::string after;
};
std::string_view name(PolicyEdit::Kind kind); // "number"

// In order of the later set, removed policies last. A policy is told by its id, and by its text: another comment within it is an edit,
// too, which then causes nothing. The order of policies is none.
std::vector<PolicyEdit> editsBetween(const PolicySet& before, const PolicySet& after);

// The policies of `base` with what one edit says taken from `other`: the later policies without an edit, or the earlier ones with it
// alone. Null: they have no such place. A number is moved in the engine alone, and the text of an exchanged policy is that of `other`: the
// answer's policy set says neither.
EnginePtr exchanged(const EnginePtr& base, const PolicySet& other, const PolicyEdit& edit);

// Which edits a change comes from: those without which the step would not go as it does now; where none is needed alone, because two
// do the same, those that suffice alone; else all, for they do it together.
struct Attribution {
    std::vector<PolicyEdit> edits;
    std::vector<std::vector<std::uint32_t>> causes; // by index of Impact::changes: of `edits`, ascending
    bool isComplete = true;                         // false: a stop was asked for
};

// One replay for each edit, and one more where edits do the same; none for a single one. Both replays are of the policy sets of their
// engines, and of the answers; `options` as for them.
Attribution attribute(const Impact& impact, const Replay& before, const Replay& after, const Answers& answers, const ReplayOptions& options);

} // namespace runlog
