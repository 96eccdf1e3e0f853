// SPDX-License-Identifier: Apache-2.0
//
// What the list of changes says, in words.
#include "ui/outcomes/changerows.h"

#include "ui/theme/paint.h"

#include <QCoreApplication>
#include <QStringList>

namespace studio {

using runlog::ChangedStep;
using runlog::Outcome;
using runlog::PolicyEdit;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Outcomes)
};

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QString wantedWords(runlog::Wanted wanted)
{
    switch (wanted) {
    case runlog::Wanted::Block: return Words::tr("should block");
    case runlog::Wanted::Pass: return Words::tr("should pass");
    }
    return {};
}

QString policyName(const runlog::Replay& replay, const runlog::StepOutcome& outcome)
{
    if (outcome.policy == runlog::Decision::Default)
        return QStringLiteral("default");
    if (outcome.policy < 0)
        return Words::tr("no policy");
    return plain(replay.engine->policies()[static_cast<std::size_t>(outcome.policy)].policy->id);
}

QString editWords(const PolicyEdit& edit)
{
    const QString id = plain(edit.policy, 60);
    switch (edit.kind) {
    case PolicyEdit::Kind::Number: return QStringLiteral("%1: %2 → %3").arg(id, plain(edit.before, 30), plain(edit.after, 30));
    case PolicyEdit::Kind::Changed: return Words::tr("%1 changed").arg(id);
    case PolicyEdit::Kind::Added: return Words::tr("%1 added").arg(id);
    case PolicyEdit::Kind::Removed: return Words::tr("%1 removed").arg(id);
    case PolicyEdit::Kind::Settings: return Words::tr("settings of the file");
    case PolicyEdit::Kind::Files: return Words::tr("other files");
    }
    return {};
}

QString editsOf(const ChangeSource& source, std::size_t index)
{
    constexpr std::size_t Most = 3;
    if (!source.attribution)
        return Words::tr("Finding the edits…");
    const auto& causes = source.attribution->causes[index];
    if (causes.empty())
        return Words::tr("No edit of the text");
    QStringList words;
    for (std::size_t n = 0; n < std::min(causes.size(), Most); ++n)
        words << editWords(source.attribution->edits[causes[n]]);
    if (causes.size() > Most)
        words << Words::tr("%1 more").arg(causes.size() - Most);
    return words.join(QStringLiteral(" + "));
}

QString policyOf(const ChangeSource& source, const ChangedStep& change)
{
    return runlog::strictness(change.before) > runlog::strictness(change.after) ? policyName(*source.before, change.before) : policyName(*source.after, change.after);
}

QString directionTitle(ChangedStep::Direction direction)
{
    switch (direction) {
    case ChangedStep::Direction::Loosened: return Words::tr("Loosened");
    case ChangedStep::Direction::Tightened: return Words::tr("Tightened");
    case ChangedStep::Direction::Note: return Words::tr("Notes");
    case ChangedStep::Direction::Consequence: return Words::tr("Consequences");
    }
    return {};
}

QString outcomeName(const runlog::StepOutcome& outcome)
{
    using runlog::ApprovalState;
    if (outcome.outcome == Outcome::RequireApproval && outcome.approval == ApprovalState::Denied)
        return Words::tr("approval refused");
    if (outcome.outcome == Outcome::RequireApproval && outcome.approval == ApprovalState::Expired)
        return Words::tr("approval expired");
    return fromView(runlog::name(outcome.outcome));
}

} // namespace studio
