// SPDX-License-Identifier: Apache-2.0
#include "ui/strip/verdict.h"

#include "ui/theme/paint.h"

#include <QCoreApplication>
#include <QLocale>

namespace studio {

namespace {

using runlog::Outcome;

constexpr Outcome StrictestFirst[] = {Outcome::Terminate, Outcome::Deny, Outcome::RequireApproval,
                                      Outcome::Modify,    Outcome::Log,  Outcome::Allow};

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("studio::Verdict", text, nullptr, n); }

QString dash() { return QStringLiteral("–"); }

QString deltaWords(qint64 delta, const QString& baseline)
{
    if (delta == 0)
        return tr("as many as %1").arg(baseline);
    return delta > 0 ? tr("%1 more than %2").arg(countText(delta), baseline)
                     : tr("%1 fewer than %2").arg(countText(-delta), baseline);
}

struct Numbers {
    qint64 now = 0;
    qint64 before = 0;
};

VerdictCell countCell(VerdictCell::Kind kind, const QString& label, const std::optional<Numbers>& numbers, const QString& baseline)
{
    VerdictCell cell{kind, {}, label, dash(), 0, tr("%1: no runs").arg(label)};
    if (!numbers)
        return cell;
    cell.value = countText(numbers->now);
    cell.delta = numbers->now - numbers->before;
    cell.sentence = tr("%1 %2, %3").arg(label, cell.value, deltaWords(cell.delta, baseline));
    return cell;
}

VerdictCell wordsCell(const QString& label, const QString& value)
{
    return {VerdictCell::Kind::Words, {}, label, value, 0, tr("%1: %2").arg(label, value)};
}

QString tookText(std::chrono::nanoseconds took)
{
    const double milliseconds = static_cast<double>(took.count()) / 1e6;
    return tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
}

QString savedText(const runlog::Totals& totals)
{
    return tr("%1 to %2").arg(moneyText(totals.stoppedCost), moneyText(totals.laterCost));
}

QStringList staleIds(const runlog::Engine& engine)
{
    QStringList ids;
    for (const runlog::EnginePolicy& policy : engine.policies()) {
        if (policy.policy->stale)
            ids.append(plain(policy.policy->id, 40));
    }
    return ids;
}

VerdictCell staleCell(const runlog::Engine& engine)
{
    const QStringList ids = staleIds(engine);
    VerdictCell cell = wordsCell(tr("Broken text"), tr("%n policies as last valid", static_cast<int>(ids.size())));
    if (ids.size() == 1)
        cell.value = tr("%1 as last valid").arg(ids.first());
    cell.kind = VerdictCell::Kind::Warning;
    cell.sentence = tr("The text of %1 is broken; its last valid form is replayed").arg(ids.join(QStringLiteral(", ")));
    return cell;
}

VerdictCell damageCell(const Damage& damage)
{
    const QString label = tr("Incomplete");
    if (damage.lines == 0)
        return {VerdictCell::Kind::Damage, {}, label, {}, 0, tr("Complete: no line of the runs is damaged")};
    const QString value = counted(damage.lines, tr("1 line damaged"), tr("%1 lines damaged"));
    const QString sentence = counted(damage.lines, tr("Incomplete: 1 damaged line of the runs was left out"),
                                     tr("Incomplete: %1 damaged lines of the runs were left out"));
    return {VerdictCell::Kind::Damage, {}, label, value, 0,
            damage.first.isEmpty() ? sentence : tr("%1, the first is %2").arg(sentence, damage.first)};
}

} // namespace

VerdictCounts verdictOf(const runlog::Standing& standing)
{
    VerdictCounts counts;
    for (std::size_t outcome = 0; outcome < counts.exact.size(); ++outcome)
        counts.exact[outcome] = static_cast<qint64>(standing.exact[outcome]);
    counts.notReached = static_cast<qint64>(standing.exact[static_cast<std::size_t>(Outcome::NotReached)]);
    counts.uncertain = static_cast<qint64>(standing.uncertain);
    return counts;
}

VerdictCounts countVerdict(const runlog::Replay& replay) { return verdictOf(runlog::standingOf(replay)); }

VerdictCounts countVerdict(const runlog::Replay& baseline, const runlog::Replay& now)
{
    return verdictOf(runlog::standingOf(baseline, now));
}

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Allow:
        return tr("Allow");
    case Outcome::Log:
        return tr("Log");
    case Outcome::Modify:
        return tr("Modify");
    case Outcome::RequireApproval:
        return tr("Approval");
    case Outcome::Deny:
        return tr("Deny");
    case Outcome::Terminate:
        return tr("Terminate");
    case Outcome::NotReached:
        return tr("Not reached");
    case Outcome::Undecided:
        break;
    }
    return {};
}

QString moneyText(runlog::Money money)
{
    const QLocale locale;
    constexpr qint64 NanosPerCent = 10'000'000;
    const qint64 cents = (money.nanos + (money.nanos < 0 ? -NanosPerCent : NanosPerCent) / 2) / NanosPerCent;
    const QString whole = locale.toString(std::abs(cents) / 100);
    const QString part = QStringLiteral("%1").arg(std::abs(cents) % 100, 2, 10, QLatin1Char('0'));
    return (cents < 0 ? QString(QChar(0x2212)) : QString()) + QLatin1Char('$') + whole + locale.decimalPoint() + part;
}

QString approvalsText(runlog::ApprovalMode mode)
{
    switch (mode) {
    case runlog::ApprovalMode::RecordedElseApprove:
        return tr("recorded, else approved");
    case runlog::ApprovalMode::ApproveAll:
        return tr("all approved");
    case runlog::ApprovalMode::DenyAll:
        return tr("all denied");
    case runlog::ApprovalMode::Model:
        return tr("simulated approvers");
    case runlog::ApprovalMode::Hold:
        break;
    }
    return tr("held");
}

std::vector<VerdictCell> verdictCells(const ReplayResult* result, const QString& baseline, runlog::ApprovalMode mode, const Damage& damage)
{
    VerdictCounts now;
    VerdictCounts before;
    if (result && result->standings) {
        now = verdictOf(result->standings->current);
        before = verdictOf(result->standings->baseline);
    } else if (result) {
        now = countVerdict(*result->current);
        before = countVerdict(*result->baseline, *result->current);
    }
    const auto numbers = [result](qint64 a, qint64 b) { return result ? std::optional(Numbers{a, b}) : std::nullopt; };

    std::vector<VerdictCell> cells;
    for (const Outcome outcome : StrictestFirst) {
        const auto i = static_cast<std::size_t>(outcome);
        cells.push_back(countCell(VerdictCell::Kind::Outcome, outcomeWord(outcome), numbers(now.exact[i], before.exact[i]), baseline));
        cells.back().outcome = outcome;
    }
    cells.push_back(countCell(VerdictCell::Kind::Count, tr("Not reached"), numbers(now.notReached, before.notReached), baseline));
    cells.back().outcome = Outcome::NotReached;
    cells.push_back(countCell(VerdictCell::Kind::Count, tr("Uncertain"), numbers(now.uncertain, before.uncertain), baseline));
    const std::size_t runs = result ? result->current->runs->runs().size() : 0;
    cells.push_back(wordsCell(tr("Spend saved, bounds"), result ? savedText(result->current->totals) : dash()));
    cells.push_back(wordsCell(tr("Runs that differ"),
                              result ? tr("%1 of %2").arg(countText(static_cast<qint64>(result->impact.runs)),
                                                          countText(static_cast<qint64>(runs)))
                                     : dash()));
    cells.push_back(wordsCell(tr("Replay"), result ? tookText(result->current->took) : dash()));
    cells.push_back(result && result->stalePolicies ? staleCell(*result->current->engine)
                                                    : wordsCell(tr("Approvals"), approvalsText(mode)));
    cells.push_back(damageCell(damage));
    return cells;
}

} // namespace studio
