// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/goal.h"

#include "ui/theme/paint.h"
#include "ui/threshold/valuetext.h"

#include <QCoreApplication>
#include <QStringList>

namespace studio {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Goal)
};

QString rangeText(const runlog::TargetSet::Interval& range, const runlog::Literal& literal)
{
    const auto text = [&](const runlog::Decimal& value) { return valueText(literal, value); };
    if (range.from && range.to)
        return range.from == range.to ? text(*range.from) : Words::tr("%1 to %2").arg(text(*range.from), text(*range.to));
    if (range.from)
        return Words::tr("from %1").arg(text(*range.from));
    return range.to ? Words::tr("up to %1").arg(text(*range.to)) : Words::tr("every value");
}

QString rangesText(const runlog::TargetSet& set, const runlog::Literal& literal)
{
    if (set.meeting.empty())
        return Words::tr("no value");
    QStringList parts;
    for (const auto& range : set.meeting)
        parts.append(rangeText(range, literal));
    const QString last = parts.takeLast();
    return parts.isEmpty() ? last : Words::tr("%1, or %2").arg(parts.join(QStringLiteral(", ")), last);
}

} // namespace

std::optional<runlog::Target> targetOf(const Goal& goal, runlog::Outcome asked, const std::vector<runlog::LabelledStep>& labels)
{
    runlog::Target target;
    switch (goal.kind) {
    case Goal::Kind::Steps: target.steps = {asked, goal.most}; break;
    case Goal::Kind::Approvals: target.approvalsADay = goal.most; break;
    case Goal::Kind::Cost: target.costOfARun = goal.cost; break;
    case Goal::Kind::Labels: target.labels = labels; break;
    case Goal::Kind::Passing:
        for (const runlog::LabelledStep& label : labels)
            if (label.wanted == runlog::Wanted::Pass)
                target.labels.push_back(label);
        break;
    }
    if (goal.isOfLabels() && target.labels.empty())
        return std::nullopt;
    return target;
}

QString meetingText(const runlog::TargetSet& set, const runlog::Literal& literal)
{
    QString text = rangesText(set, literal);
    if (set.known.from || set.known.to)
        text = Words::tr("%1 (looked at %2)").arg(text, rangeText(set.known, literal));
    if (!set.isExact)
        text = Words::tr("%1 · some changes may be missed").arg(text);
    if (set.unknownCosts > 0)
        text = Words::tr("%1; %2 costs are not recorded").arg(text, countText(static_cast<qint64>(set.unknownCosts)));
    return text;
}

} // namespace studio
