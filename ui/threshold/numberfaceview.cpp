// SPDX-License-Identifier: Apache-2.0
//
// What the face of a number shows; its questions are in numberface.cpp, its input in numberfaceinput.cpp.
#include "ui/threshold/numberface.h"

#include "ui/theme/paint.h"
#include "ui/threshold/flipbutton.h"
#include "ui/threshold/goalline.h"
#include "ui/threshold/goalseek.h"
#include "ui/threshold/novalues.h"
#include "ui/threshold/valuebox.h"
#include "ui/threshold/valuetext.h"
#include "ui/threshold/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace studio {

using runlog::Decimal;

namespace {

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QToolButton* toggle(const QString& text, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFont(smallFont());
    button->setAccessibleName(name);
    button->setToolTip(name.toHtmlEscaped());
    return button;
}

QString placeText(const runlog::Runs& runs, std::size_t step)
{
    return plain(runs.run(runs.runOf(step)).id, 40) + QStringLiteral(" #") + QString::number(runs.seq()[step]);
}

QString casesOf(const runlog::Flip& flip, const runlog::Runs& runs)
{
    if (flip.step >= runs.stepCount())
        return {};
    const QString run = plain(runs.run(runs.runOf(flip.step)).id, 40);
    return flip.changed > 1 ? QStringLiteral("%1 +%2").arg(run, countText(static_cast<qint64>(flip.changed - 1))) : run;
}

} // namespace

void NumberFace::makeControls()
{
    m_logX = toggle(tr("log x"), tr("logarithmic axis of values"), this);
    m_logY = toggle(tr("log y"), tr("logarithmic axis of steps"), this);
    m_sums = toggle(tr("sums"), tr("steps up to each value, instead of at each"), this);
}

void NumberFace::makeWidgets()
{
    setAccessibleName(tr("Values"));
    makeControls();
    m_chart = new ThresholdChart(m_theme, this);
    m_box = new ValueBox(m_theme, this);
    m_below = new FlipButton(FlipButton::Side::Below, m_theme, this);
    m_above = new FlipButton(FlipButton::Side::Above, m_theme, this);
    auto* reset = new QPushButton(tr("Reset"), this);
    reset->setFlat(true);
    reset->setFocusPolicy(Qt::TabFocus);
    reset->setAccessibleName(tr("back to the baseline's value"));
    connect(reset, &QPushButton::clicked, this, &NumberFace::returnToBaseline);
    reset->setFixedWidth(reset->fontMetrics().horizontalAdvance(reset->text()) + 16);
    m_reset = reset;
    m_nothing = plainLabel({}, this);
    m_nothing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_goal = new GoalLine(this);

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_box);
    row->addWidget(plainLabel(tr("Flips"), this));
    row->addWidget(m_below);
    row->addWidget(m_above);
    row->addStretch(1);
    auto* said = new QHBoxLayout;
    said->setSpacing(8);
    said->addWidget(m_nothing, 1);
    said->addWidget(m_reset);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(4);
    column->addWidget(m_chart, 1);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(12, 0, 12, 0);
    below->setSpacing(4);
    below->addLayout(row);
    below->addLayout(said);
    below->addWidget(m_goal);
    column->addLayout(below);
}

void NumberFace::say(const QString& problem)
{
    if (!problem.isEmpty())
        m_nothing->setText(problem);
}

std::vector<QWidget*> NumberFace::controls() const { return {m_sums, m_logX, m_logY}; }

void NumberFace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showChart();
}

void NumberFace::showNumber()
{
    showChart();
    emit shownChanged();
}

void NumberFace::showChart()
{
    if (!target() || !isVisible())
        return;
    ChartParts parts;
    parts.target = target();
    parts.value = value();
    parts.saved = savedValue();
    parts.asked = asked();
    parts.others = &m_others;
    parts.histogram = &m_histogram;
    parts.curve = &m_curve;
    parts.result = m_result.get();
    parts.meeting = m_seek->found() ? &*m_seek->found() : nullptr;
    if (m_goal->goal() && m_goal->goal()->kind == Goal::Kind::Steps)
        parts.most = m_goal->goal()->most;
    parts.labels = labelsNow();
    parts.pointed = m_pointed;
    parts.held = m_gesture->isActive();
    parts.logarithmicCounts = m_logY->isChecked();
    parts.isCumulative = m_sums->isChecked();
    parts.axis = m_chart->pixelAxis(m_axis);
    Chart chart = buildChart(parts);
    if (m_observations && m_session.runs())
        chart.empty = whyNoValues(*m_observations, *target(), *m_session.runs(), m_result ? m_result->current->engine : nullptr);
    chart.movable = m_document.readOnlyReason().isEmpty();
    m_chart->setChart(std::move(chart));
    m_box->setReadOnly(!m_document.readOnlyReason().isEmpty());
    m_box->setValue(parts.value);
    m_reset->setEnabled(parts.saved && *parts.saved != parts.value);
    showFlips();
    showGoal();
    showSpoken();
}

QString NumberFace::detail() const
{
    return tr("%1 in %2").arg(conditionName(target()->place), plain(target()->place.policy, 60));
}

QString NumberFace::shortDetail() const { return conditionName(target()->place); }

QString NumberFace::note() const
{
    if (!m_observations || m_histogram.isEmpty())
        return m_observations ? tr("no values") : QString();
    const auto at = [&](double part) {
        const auto& values = m_observations->values;
        const auto index = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5);
        return valueText(target()->literal(), values[index].value);
    };
    const QString count = tr("%1 values").arg(countText(static_cast<qint64>(m_histogram.size())));
    return tr("%1 · median %2 · p99 %3").arg(count, at(0.5), at(0.99));
}

void NumberFace::showFlips()
{
    if (!m_flips || !m_session.runs()) {
        m_nothing->setText(m_document.readOnlyReason());
        m_below->setNone();
        m_above->setNone();
        return;
    }
    const ThresholdTarget& now = *target();
    const auto show = [&](FlipButton* button, const std::optional<runlog::Flip>& flip) {
        if (flip)
            button->setFlip(valueText(now.literal(), flip->value), casesOf(*flip, *m_session.runs()));
        else
            button->setNone();
    };
    show(m_below, m_flips->below);
    show(m_above, m_flips->above);
    const auto beside = [&](const runlog::Flip& flip, bool above) {
        const auto next = above ? flip.value.minus(now.grain()) : flip.value.plus(now.grain());
        return valueText(now.literal(), next.value_or(flip.value));
    };
    const bool isAlone = m_flips->below && m_flips->above && beside(*m_flips->below, false) == beside(*m_flips->above, true);
    if (isAlone)
        m_nothing->setText(tr("Every other value changes an outcome"));
    else if (m_flips->below && m_flips->above)
        m_nothing->setText(tr("Nothing changes from %1 to %2").arg(beside(*m_flips->below, false), beside(*m_flips->above, true)));
    else if (m_flips->below)
        m_nothing->setText(tr("Nothing changes down to %1; no flip found above").arg(beside(*m_flips->below, false)));
    else if (m_flips->above)
        m_nothing->setText(tr("Nothing changes up to %1; no flip found below").arg(beside(*m_flips->above, true)));
    else
        m_nothing->setText(tr("No flip found on either side"));
}

// Where a label and what becomes of the step disagree, by the replay that is shown.
std::vector<Chart::Label> NumberFace::labelsNow() const
{
    std::vector<Chart::Label> labels = m_labelled;
    for (Chart::Label& label : labels)
        label.isAgainst = m_result && m_result->current && runlog::violates(label.wanted, m_result->current->steps[label.step]);
    return labels;
}

// "77.89 · r1998 #30 · +27".
QString NumberFace::flipWords(double flip) const
{
    QStringList words;
    for (const SweepCurve::Change& change : m_curve.changes(asked())) {
        if (change.to.approximate() != flip)
            continue;
        words << valueText(target()->literal(), change.to);
        if (const auto step = stepAt(flip))
            words << placeText(*m_session.runs(), *step);
        const QString size = countText(std::abs(change.steps));
        words << (change.steps > 0 ? u'+' + size : QChar(0x2212) + size) + u' ' + askedWord(asked());
    }
    return words.join(QStringLiteral(" · "));
}

void NumberFace::showGoal()
{
    m_goal->setOutcomeWord(askedWord(asked()));
    if (m_seek->isWithoutLabels())
        return m_goal->setAnswer(tr("no step of these runs is labelled; Y and N on a changed outcome do that"));
    const auto& found = m_seek->found();
    if (!found)
        return m_goal->setAnswer(m_goal->goal() ? tr("looking…") : QString());
    const auto& conflict = found->conflict;
    if (!conflict) {
        m_goal->setConflict({});
        return m_goal->setAnswer(meetingText(*found, target()->literal()));
    }
    const runlog::Runs& runs = *m_session.runs();
    m_goal->setAnswer(tr("no value: one of these goes wrong at each"));
    m_goal->setConflict(std::pair(GoalLine::Link{tr("%1 should block").arg(placeText(runs, conflict->first.step)), conflict->first.step},
                                  GoalLine::Link{tr("%1 should pass").arg(placeText(runs, conflict->second.step)), conflict->second.step}));
}

void NumberFace::showSpoken()
{
    const ThresholdTarget& now = *target();
    const runlog::Outcome outcome = asked();
    const auto count = [&](const runlog::ReplayPtr& replay) {
        return replay ? replay->totals.outcomes[static_cast<std::size_t>(outcome)] : std::size_t{0};
    };
    ThresholdChart::Spoken spoken;
    spoken.name = tr("%1 in %2").arg(conditionName(now.place), plain(now.place.policy, 60));
    if (m_result)
        spoken.value = spokenValue(now, valueText(now.literal(), value()), outcome, count(m_result->current),
                                   count(m_result->baseline));
    spoken.current = value().approximate();
    spoken.least = m_axis.low;
    spoken.greatest = m_axis.high;
    spoken.grain = now.grain().approximate();
    m_chart->setSpoken(spoken);
    if (!m_gesture->isActive())
        return;
    emit statusChanged(tr("Ctrl snaps to flips · Shift is finer · Esc restores %1")
                           .arg(valueText(now.literal(), now.value())));
}

} // namespace studio
