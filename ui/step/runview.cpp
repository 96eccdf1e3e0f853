// SPDX-License-Identifier: Apache-2.0
#include "ui/step/runview.h"

#include "ui/outcomes/steptext.h"
#include "ui/theme/paint.h"

#include <QCoreApplication>

namespace studio {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Step)
};

QString costText(const runlog::Runs& runs, std::size_t step)
{
    const std::int64_t nanos = runs.cost()[step];
    return nanos == runlog::Runs::UnknownCost ? QString() : QString::fromStdString(runlog::text(runlog::Money{nanos}));
}

QString userText(runlog::Value user)
{
    const runlog::Value id = user.find("id");
    return id.isThere() ? Words::tr("user %1").arg(plain(id.text(), 40)) : QString();
}

QString approvalWords(runlog::ApprovalState state)
{
    switch (state) {
    case runlog::ApprovalState::None: case runlog::ApprovalState::Pending: return Words::tr("Waits for approval");
    case runlog::ApprovalState::Recorded: return Words::tr("Approved, as recorded");
    case runlog::ApprovalState::Approved: return Words::tr("Approved");
    case runlog::ApprovalState::Denied: return Words::tr("Approval denied");
    case runlog::ApprovalState::Expired: return Words::tr("Approval expired");
    }
    return {};
}

} // namespace

int RunView::placeOf(std::size_t step) const
{
    if (steps.empty() || step < steps.front().step || step > steps.back().step)
        return -1;
    return static_cast<int>(step - steps.front().step);
}

int RunView::stopBefore(int place) const
{
    int stop = place - 1;
    while (stop >= 0 && !isStop(steps[static_cast<std::size_t>(stop)].now))
        --stop;
    return stop;
}

RunView runView(const ReplayResult& result, std::size_t step)
{
    const runlog::Runs& runs = *result.current->runs;
    RunView view;
    view.run = runs.runOf(step);
    const runlog::Run& run = runs.run(view.run);
    view.id = plain(run.id, 80);
    view.user = userText(run.user);
    for (std::size_t i = run.firstStep; i < run.firstStep + run.stepCount; ++i)
        view.steps.push_back({i, runs.seq()[i], stepName(runs, i), costText(runs, i), result.current->steps[i],
                              result.baseline->steps[i]});
    return view;
}

bool isStop(const runlog::StepOutcome& outcome)
{
    switch (outcome.outcome) {
    case runlog::Outcome::RequireApproval: case runlog::Outcome::Deny: case runlog::Outcome::Terminate: return true;
    case runlog::Outcome::Allow: case runlog::Outcome::Log: case runlog::Outcome::Modify:
    case runlog::Outcome::NotReached: case runlog::Outcome::Undecided: break;
    }
    return false;
}

std::optional<std::size_t> nextStop(const runlog::Replay& replay, std::optional<std::size_t> from, int direction)
{
    const auto count = static_cast<qint64>(replay.steps.size());
    qint64 at = from ? static_cast<qint64>(*from) : direction > 0 ? -1 : count;
    for (at += direction; at >= 0 && at < count; at += direction)
        if (isStop(replay.steps[static_cast<std::size_t>(at)]))
            return static_cast<std::size_t>(at);
    return std::nullopt;
}

QString outcomeWords(const runlog::StepOutcome& outcome)
{
    switch (outcome.outcome) {
    case runlog::Outcome::Allow: return Words::tr("Allowed");
    case runlog::Outcome::Log: return Words::tr("Allowed and logged");
    case runlog::Outcome::Modify: return Words::tr("Modified");
    case runlog::Outcome::RequireApproval: return approvalWords(outcome.approval);
    case runlog::Outcome::Deny: return Words::tr("Denied");
    case runlog::Outcome::Terminate: return Words::tr("Terminated");
    case runlog::Outcome::NotReached: return Words::tr("Not reached");
    case runlog::Outcome::Undecided: return Words::tr("Shown, not decided");
    }
    return {};
}

} // namespace studio
