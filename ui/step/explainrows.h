// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/replay/replay.h"
#include "ui/step/runview.h"
#include "ui/step/treemodel.h"
#include "ui/theme/paint.h"

#include <QString>
#include <optional>

namespace studio {

// One line of the decision tree: a policy, a condition of it, or a heading of conditions.
struct ExplainRow {
    enum class Kind { Policy, Condition, Group, Rest };

    Kind kind = Kind::Condition;
    runlog::Outcome outcome = runlog::Outcome::Allow; // of a Policy: what its action makes
    bool matches = false;                             // of a Policy
    Tick tick = Tick::False;                          // of a Condition or Group
    QString subject;                                  // "cost-cap", "args.amount", "any of"
    QString observed;
    QString test;
    QString margin;                                   // or "decides", "no match"
    bool close = false;
    std::string policy;                               // id

    bool operator==(const ExplainRow&) const = default;
};
using ExplainNode = TreeNode<ExplainRow>;

// Explained policies as rows: what decides first, then what matches, then where a condition holds or nearly holds; then what stood
// nearest to a stricter and to a looser outcome, "nearest to deny: cost-cap" over the condition that would have had to turn; the
// other policies stand under one last row, "No condition holds in …".
std::vector<ExplainNode> explainRows(const runlog::Explanation& explanation, const runlog::Engine& engine, runlog::StepKind kind);

// Of a step that the replay did not reach: the one before it that stopped the run, and by which policy; its id is empty where no policy
// of the file did.
std::vector<ExplainNode> stoppedRows(const StepEntry& stop, const std::string& policy);

} // namespace studio
