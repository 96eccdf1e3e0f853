// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/cardwords.h"

#include "core/engine/explain.h"
#include "ui/step/personal.h"
#include "ui/theme/paint.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace studio {

using runlog::Condition;
using runlog::RecordedDecision;
using runlog::Value;

namespace {

constexpr std::int64_t Minute = 60'000'000'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Approvals)
};

QString fromText(const std::string& text) { return plain(text, 200); }

Value valueAt(Value value, const runlog::Path& path)
{
    for (const runlog::PathStep& step : path)
        value = step.isIndex ? (step.index < value.size() && value.kind() == Value::Kind::List ? value.items()[step.index] : Value())
                             : value.find(step.key);
    return value;
}

// How much a condition says about why somebody is asked: data first, then numbers, then what only narrows.
int weight(const Condition& test)
{
    if (test.op == runlog::Operator::ContainsPii || test.op == runlog::Operator::ContainsSecret)
        return 4;
    const bool isNumber = !test.literals.empty() && test.literals.front().type != runlog::Literal::Type::Text;
    if (test.field.field == runlog::Field::Args)
        return isNumber ? 3 : 2;
    return isNumber ? 2 : 1;
}

void heaviest(const Condition& condition, const Condition*& best)
{
    if (condition.kind == Condition::Kind::Test && (best == nullptr || weight(condition) > weight(*best)))
        best = &condition;
    if (condition.kind == Condition::Kind::All || condition.kind == Condition::Kind::Any)
        for (const Condition& child : condition.children)
            heaviest(child, best);
}

QString entitiesIn(Value value)
{
    QStringList entities;
    for (const PersonalSpan& span : markPersonal(value.text(), {}).spans)
        entities << span.entity;
    const qsizetype all = entities.size();
    entities.removeDuplicates();
    if (entities.size() == 1 && all > 1)
        return QStringLiteral("%1 %2").arg(all).arg(entities.front());
    return entities.join(QStringLiteral(", "));
}

QString observedWords(const Condition& test, const runlog::Step& step)
{
    if (test.field.field == runlog::Field::Tool)
        return {};
    if (test.field.field != runlog::Field::Args)
        return {};
    const Value value = valueAt(step.args, test.field.path);
    if (test.op == runlog::Operator::ContainsPii)
        return entitiesIn(value);
    return plain(value.text(), 60);
}

QString minutesText(std::int64_t nanos)
{
    const std::int64_t minutes = nanos / Minute;
    return minutes < 1 ? Words::tr("under a minute") : Words::tr("%n min", nullptr, static_cast<int>(minutes));
}

QString verdictWords(RecordedDecision::Approval approval)
{
    switch (approval) {
    case RecordedDecision::Approval::None: case RecordedDecision::Approval::Pending: break;
    case RecordedDecision::Approval::Approved: return Words::tr("approved");
    case RecordedDecision::Approval::Denied: return Words::tr("denied");
    case RecordedDecision::Approval::Expired: return Words::tr("expired");
    }
    return {};
}

} // namespace

QString askingWords(const runlog::Policy& policy, const runlog::Runs& runs, std::size_t step)
{
    const QString id = plain(policy.id, 128);
    const Condition* test = nullptr;
    heaviest(policy.when, test);
    if (test == nullptr)
        return id;
    QString observed = observedWords(*test, runs.step(step));
    if (!observed.isEmpty())
        observed = u' ' + observed + u',';
    return QStringLiteral("%1: %2%3 %4").arg(id, fromText(runlog::print(test->field)), observed,
                                            fromText(runlog::testText(*test, test->literals)));
}

QString approverWords(const runlog::Policy& policy)
{
    QStringList names;
    for (const std::string& name : policy.approvers)
        names << plain(name, 60);
    const QString all = names.isEmpty() ? Words::tr("anybody else") : names.join(QStringLiteral(", "));
    return policy.approval().required > 1 ? Words::tr("%1 of %2").arg(policy.approval().required).arg(all) : all;
}

QString recordedWords(const runlog::Runs& runs, std::size_t index)
{
    const runlog::Step step = runs.step(index);
    if (!step.decision)
        return Words::tr("no answer recorded");
    const RecordedDecision& decision = runs.decisions()[*step.decision];
    QString words = verdictWords(decision.approval);
    if (words.isEmpty())
        return decision.ran() ? Words::tr("was let through, nobody was asked") : Words::tr("was stopped, nobody was asked");
    words = Words::tr("recorded: %1").arg(words);
    if (!decision.by.empty())
        words = Words::tr("%1 by %2").arg(words, plain(decision.by, 60));
    if (decision.at != runlog::NoTime && step.startedAt != runlog::NoTime)
        words += QStringLiteral(", ") + minutesText(decision.at - step.startedAt);
    return words;
}

QString expiryWords(const runlog::Replay& replay, const runlog::ApprovalRequest& request)
{
    std::optional<std::int64_t> shortest;
    for (const std::uint32_t index : request.asking)
        if (const auto& timeout = replay.engine->policies()[index].policy->approval().timeout)
            shortest = shortest ? std::min(*shortest, timeout->nanos) : timeout->nanos;
    if (!shortest)
        return {};
    const runlog::Time start = replay.runs->startedAt()[request.step];
    if (start == runlog::NoTime)
        return Words::tr("expires after %1").arg(minutesText(*shortest));
    const QDateTime end = QDateTime::fromMSecsSinceEpoch((start + *shortest) / 1'000'000).toUTC();
    return Words::tr("expires %1, after %2").arg(QLocale().toString(end.time(), QStringLiteral("HH:mm")), minutesText(*shortest));
}

QString stateWords(runlog::ApprovalState state)
{
    switch (state) {
    case runlog::ApprovalState::None: break;
    case runlog::ApprovalState::Recorded: return Words::tr("approved as recorded");
    case runlog::ApprovalState::Approved: return Words::tr("approved");
    case runlog::ApprovalState::Denied: return Words::tr("denied");
    case runlog::ApprovalState::Expired: return Words::tr("expired");
    case runlog::ApprovalState::Pending: return Words::tr("waits");
    }
    return {};
}

} // namespace studio
