// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/replaysession.h"

#include <QString>
#include <array>
#include <optional>
#include <vector>

// What the verdict strip says, as values and sentences.
namespace studio {

// The steps of a replay, each counted once: six outcomes that are exact, then those that were not reached and those
// whose outcome is uncertain (after a divergence, or not evaluable).
struct VerdictCounts {
    std::array<qint64, 6> exact{}; // by Outcome, Allow … Terminate
    qint64 notReached = 0;
    qint64 uncertain = 0;
    bool operator==(const VerdictCounts&) const = default;
};
VerdictCounts verdictOf(const runlog::Standing& standing);
VerdictCounts countVerdict(const runlog::Replay& replay);
// A baseline: its undecided steps, which carry no recorded decision, count as in `now`.
VerdictCounts countVerdict(const runlog::Replay& baseline, const runlog::Replay& now);

// One fixed place of the strip.
struct VerdictCell {
    enum class Kind : std::uint8_t { Outcome, Count, Words, Warning, Damage };

    Kind kind = Kind::Words;
    std::optional<runlog::Outcome> outcome; // a click asks for the changes of it
    QString label;
    QString value;
    qint64 delta = 0;                       // against the baseline; Outcome and Count
    QString sentence;                       // the whole of it, to be spoken

    bool isSigned() const { return kind == Kind::Outcome || kind == Kind::Warning || kind == Kind::Damage; } // a shape stands before its label
    bool isButton() const { return outcome || (kind == Kind::Damage && !value.isEmpty()); }
};

// What of the runs is missing.
struct Damage {
    qint64 lines = 0;
    QString first; // where the first one stands and why it is left out; empty: not known
};

// Always the same cells in the same order; without a result their values are dashes. The last one has no value where nothing is damaged.
std::vector<VerdictCell> verdictCells(const ReplayResult* result, const QString& baseline, runlog::ApprovalMode mode, const Damage& damage);

QString outcomeWord(runlog::Outcome outcome); // "Deny", as the strip labels it
QString moneyText(runlog::Money money);       // "$61.70" in the window's locale
QString approvalsText(runlog::ApprovalMode mode);

} // namespace studio
