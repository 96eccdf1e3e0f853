// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/attribution.h"
#include "core/replay/impact.h"
#include "core/replay/labels.h"
#include "ui/session/shownruns.h"

#include <QString>
#include <optional>
#include <set>
#include <vector>

namespace studio {

enum class Grouping { Direction, Policy, Tool, Run, Edit };

// Which changes are shown. A filter hides, it never changes what is replayed.
struct ChangeFilter {
    QString text;                            // in run, tool, policy or outcome; case does not matter
    std::optional<runlog::Outcome> outcome;  // was or is
    ShownMask runs = {};                     // null: of every run
};

// A line of the list: the head of a group, a change, or one of the consequences folded under a change.
struct ChangeRow {
    enum class Kind : std::uint8_t { Head, Change, Consequence };

    Kind kind = Kind::Change;
    std::uint32_t index = 0; // of the groups, of Impact::changes, of Impact::consequences
};

struct ChangeGroup {
    QString title;
    std::size_t count = 0;
};

struct ChangeRows {
    std::vector<ChangeRow> rows;
    std::vector<ChangeGroup> groups;
    std::vector<std::uint32_t> rowOf; // by index of Impact::changes: its row, or NoRow
    std::size_t shown = 0;   // changes that pass the filter

    static constexpr std::uint32_t NoRow = 0xFFFFFFFFU;
};

// What somebody said should happen to a step.
struct ShownLabel {
    std::size_t step = 0;
    runlog::Wanted wanted = runlog::Wanted::Block;
    QString reason;
};
using ShownLabels = std::vector<ShownLabel>; // in order of step

// What the rows are made of; both replays are those that were compared.
struct ChangeSource {
    const runlog::Replay* before = nullptr;
    const runlog::Replay* after = nullptr;
    const runlog::Impact* impact = nullptr;
    const ShownLabels* labels = nullptr;
    const runlog::Attribution* attribution = nullptr; // of these changes; null: not known yet
    bool isWhole = true; // else `impact` lists the first of each direction, and counts all
};

// Lays out the list: changes against a label first, in a group of their own. `unfolded` holds the steps whose consequences are shown. A
// million changes take some tens of milliseconds. Of changes that are not all listed there are rows in a plain list alone, with a line
// at the end of each group for those that are left out; elsewhere no row is better than a wrong count. Any thread.
ChangeRows layOut(const ChangeSource& source, Grouping grouping, const ChangeFilter& filter,
                  const std::set<std::size_t>& unfolded);

// By direction, of all steps.
bool isPlainList(Grouping grouping, const ChangeFilter& filter, const ShownLabels& labels);

// The index in Impact::changes, or in Impact::consequences, of a step; nullopt: it is not among them.
std::optional<std::size_t> indexOfChange(const runlog::Impact& impact, std::size_t step);
std::optional<std::size_t> indexOfConsequence(const runlog::Impact& impact, std::size_t step);

// The consequences of a changed step, as a range of Impact::consequences.
struct ConsequenceRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t size() const { return end - begin; }
};
ConsequenceRange consequencesOf(const runlog::Impact& impact, std::size_t step);

// The label of a step, null where it has none; and whether a changed step is against its label now.
const ShownLabel* labelOf(const ChangeSource& source, std::size_t step);
bool isAgainstLabel(const ChangeSource& source, const runlog::ChangedStep& change);
QString wantedWords(runlog::Wanted wanted); // "should block"

// The policy that decided a change: of the stricter of the two outcomes.
QString policyOf(const ChangeSource& source, const runlog::ChangedStep& change);
// What an edit did, "cost-cap: 100.00 → 74.20"; and the edits that a change comes from, in one line; empty while they are not known.
QString editWords(const runlog::PolicyEdit& edit);
QString editsOf(const ChangeSource& source, std::size_t index); // of Impact::changes
QString policyName(const runlog::Replay& replay, const runlog::StepOutcome& outcome);
QString directionTitle(runlog::ChangedStep::Direction direction);
QString outcomeName(const runlog::StepOutcome& outcome); // "deny", "approval refused"

} // namespace studio
