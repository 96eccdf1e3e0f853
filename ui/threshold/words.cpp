// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/words.h"

#include "core/engine/structured.h"
#include "ui/theme/paint.h"
#include "ui/threshold/valuetext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace studio {

using runlog::Action;
using runlog::Outcome;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Threshold)
};

int plural(std::size_t count)
{
    return static_cast<int>(std::min<std::size_t>(count, 1'000'000'000));
}

// The last two parts of "big_refund/when/sum/gt".
QString wayTo(const std::string& conditionId)
{
    const QStringList parts = plain(conditionId).split(u'/', Qt::SkipEmptyParts);
    return parts.mid(std::max<qsizetype>(parts.size() - 2, 0)).join(u' ');
}

QString operatorName(runlog::Operator op)
{
    const std::string_view name = runlog::row(op).name;
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

// What is held now only; in two lines where steps come after those that the policy itself holds, since bars are narrow.
void addGained(LegendLines& legend, const Between& between, Outcome asked)
{
    const std::size_t after = between.gained - between.gainedDirectly;
    const QString direct = countText(static_cast<qint64>(between.gainedDirectly)) + u' ' + askedWord(asked);
    if (after == 0) {
        legend.push_back({Hold::Gained, direct});
        return;
    }
    legend.push_back({Hold::Gained, Words::tr("%1 stopped").arg(countText(static_cast<qint64>(between.gained)))});
    legend.push_back({std::nullopt, Words::tr("%1, %n after them", nullptr, plural(after)).arg(direct)});
}

} // namespace

QString conditionName(const runlog::ThresholdPlace& place)
{
    if (!place.condition || place.condition->field.field == runlog::Field::Item)
        return wayTo(place.threshold.condition);
    return plain(runlog::print(place.condition->field)) + u' ' + operatorName(place.condition->op);
}

Outcome askedOutcome(const runlog::Policy& policy)
{
    switch (policy.action) {
    case Action::Allow: return Outcome::Deny;
    case Action::Log: return Outcome::Log;
    case Action::Modify: return Outcome::Modify;
    case Action::RequireApproval: return Outcome::RequireApproval;
    case Action::Deny: return Outcome::Deny;
    case Action::Terminate: return Outcome::Terminate;
    }
    return Outcome::Deny;
}

const runlog::Policy* findPolicy(const runlog::PolicyFile& file, const std::string& id)
{
    for (const runlog::Policy& policy : file.policies)
        if (policy.id == id)
            return &policy;
    return nullptr;
}

QString askedWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Allow: return Words::tr("allowed");
    case Outcome::Log: return Words::tr("logged");
    case Outcome::Modify: return Words::tr("modified");
    case Outcome::RequireApproval: return Words::tr("to approve");
    case Outcome::Deny: return Words::tr("denied");
    case Outcome::Terminate: return Words::tr("terminated");
    case Outcome::NotReached: return Words::tr("not reached");
    case Outcome::Undecided: return Words::tr("not decided");
    }
    return {};
}

QString curveWords(Outcome outcome)
{
    return Words::tr("%1, by threshold").arg(askedWord(outcome));
}

LegendLines legendOf(const Between& between, Outcome asked)
{
    LegendLines legend;
    if (between.gained > 0)
        addGained(legend, between, asked);
    if (between.lost > 0)
        legend.push_back({Hold::Lost, Words::tr("%1 no longer %2").arg(countText(static_cast<qint64>(between.lost)), askedWord(asked))});
    legend.push_back({Hold::Free, Words::tr("%1 unchanged").arg(countText(static_cast<qint64>(between.unchanged())))});
    return legend;
}

QString spokenValue(const ThresholdTarget& target, const QString& value, Outcome asked, std::size_t now,
                    std::size_t baseline)
{
    const runlog::Condition* condition = target.place.condition;
    QString name = conditionName(target.place);
    if (condition && condition->field.field != runlog::Field::Item)
        name = plain(runlog::print(condition->field)) + u' ' + spokenOperator(condition->op);
    const QString count = Words::tr("%1 %2").arg(countText(static_cast<qint64>(now)), askedWord(asked));
    const std::size_t size = now > baseline ? now - baseline : baseline - now;
    QString difference = Words::tr("as many as the baseline");
    if (now > baseline)
        difference = Words::tr("%n more than the baseline", nullptr, plural(size));
    else if (now < baseline)
        difference = Words::tr("%n fewer than the baseline", nullptr, plural(size));
    return Words::tr("%1 %2; %3, %4").arg(name, value, count, difference);
}

} // namespace studio
