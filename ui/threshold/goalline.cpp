// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/goalline.h"

#include "ui/threshold/valuetext.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QStringList>

namespace studio {

namespace {

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::GoalLine)
};

QString intervalText(const SweepCurve::Interval& interval, const runlog::Literal& literal)
{
    const auto text = [&](const std::optional<runlog::Decimal>& value) { return valueText(literal, *value); };
    if (interval.from && interval.to)
        return *interval.from == *interval.to ? text(interval.from)
                                              : Words::tr("%1 to %2").arg(text(interval.from), text(interval.to));
    if (interval.from)
        return Words::tr("from %1").arg(text(interval.from));
    return interval.to ? Words::tr("up to %1").arg(text(interval.to)) : Words::tr("every value in view");
}

} // namespace

GoalLine::GoalLine(QWidget* parent)
    : QWidget(parent), m_word(plainLabel({}, this)), m_answer(plainLabel({}, this)), m_field(new QLineEdit(this))
{
    auto* title = plainLabel(tr("Goal"), this);
    title->setForegroundRole(QPalette::PlaceholderText);
    m_field->setFixedWidth(56);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setValidator(new QIntValidator(0, 1'000'000'000, m_field));
    m_field->setPlaceholderText(tr("any"));
    m_field->setAccessibleName(tr("goal: at most this many steps"));
    m_answer->setAccessibleName(tr("values that meet the goal"));
    m_answer->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(m_field, &QLineEdit::textChanged, this, &GoalLine::read);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{title, plainLabel(tr("at most"), this), m_field, m_word})
        row->addWidget(widget);
    row->addWidget(m_answer, 1);
}

void GoalLine::setOutcomeWord(const QString& word)
{
    m_word->setText(word);
}

void GoalLine::setAnswer(const QString& answer)
{
    m_answer->setText(answer.isEmpty() ? answer : QStringLiteral("→  ") + answer);
}

void GoalLine::read(const QString& typed)
{
    bool ok = false;
    const qulonglong most = typed.toULongLong(&ok);
    m_most = ok ? std::optional(static_cast<std::size_t>(most)) : std::nullopt;
    emit goalChanged();
}

QString intervalsText(const std::vector<SweepCurve::Interval>& intervals, const runlog::Literal& literal)
{
    if (intervals.empty())
        return Words::tr("no value in view");
    QStringList parts;
    for (const SweepCurve::Interval& interval : intervals)
        parts.append(intervalText(interval, literal));
    const QString last = parts.takeLast();
    return parts.isEmpty() ? last : Words::tr("%1, or %2").arg(parts.join(QStringLiteral(", ")), last);
}

} // namespace studio
