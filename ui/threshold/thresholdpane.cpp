// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/thresholdpane.h"

#include "ui/theme/paint.h"
#include "ui/threshold/flipbutton.h"
#include "ui/threshold/goalline.h"
#include "ui/threshold/hintpage.h"
#include "ui/threshold/valuebox.h"
#include "ui/threshold/valuetext.h"
#include "ui/threshold/words.h"

#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace studio {

using runlog::Decimal;

namespace {

// The coarsest power of ten of a grain that still moves with every pixel.
Decimal grainOfPixel(const Decimal& grain, double valuePerPixel)
{
    Decimal coarse = grain;
    while (Decimal(coarse.coefficient(), coarse.exponent() + 1).approximate() <= valuePerPixel)
        coarse = Decimal(coarse.coefficient(), coarse.exponent() + 1);
    return coarse;
}

std::optional<Decimal> moved(const Decimal& value, const Decimal& stride, int times)
{
    std::optional<Decimal> sum = value;
    for (int n = 0; n < std::abs(times) && sum; ++n)
        sum = times > 0 ? sum->plus(stride) : sum->minus(stride);
    return sum;
}

Decimal strideValue(const ThresholdTarget& target, ThresholdChart::Stride stride)
{
    using Stride = ThresholdChart::Stride;
    const Decimal grain = target.grain();
    switch (stride) {
    case Stride::Grain:
    case Stride::Flip: return grain;
    case Stride::Coarser: return Decimal(grain.coefficient(), grain.exponent() + 1);
    case Stride::Finer: {
        const Decimal finer(grain.coefficient(), grain.exponent() - 1);
        const auto tried = target.value().plus(finer);
        return tried && runlog::withValue(target.literal(), *tried) ? finer : grain;
    }
    }
    return grain;
}

} // namespace

ThresholdPane::ThresholdPane(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_session(session)
    , m_focus(focus)
    , m_theme(theme)
    , m_gesture(new ThresholdGesture(document, session, this))
{
    makeWidgets();
    connectInput();
    connectState();
    m_settle.setSingleShot(true);
    m_settle.setInterval(120);
    connect(&m_settle, &QTimer::timeout, this, &ThresholdPane::askSweep);
    retarget();
}

ThresholdPane::~ThresholdPane()
{
    m_chart->disconnect(this); // a focus that leaves a dying pane is no wish any more
    m_box->disconnect(this);
}

QString ThresholdPane::nothingChanges() const { return m_nothing->text(); }

QString ThresholdPane::hint() const
{
    return m_pages->currentWidget() == m_hintPage ? m_hintPage->hint() : QString();
}

const ThresholdTarget* ThresholdPane::target() const
{
    if (m_gesture->isActive())
        return &*m_gesture->target();
    return m_target ? &*m_target : nullptr;
}

Decimal ThresholdPane::value() const
{
    return m_gesture->isActive() ? m_gesture->value() : m_target->value();
}

std::optional<Decimal> ThresholdPane::savedValue() const
{
    const ThresholdTarget* now = target();
    if (!now || !m_result || !m_result->baseline)
        return std::nullopt;
    const runlog::EnginePtr& engine = m_result->baseline->engine;
    if (engine == m_savedEngine && m_savedOf == now->place.threshold)
        return m_saved;
    m_saved.reset();
    m_savedEngine = engine;
    m_savedOf = now->place.threshold;
    for (const auto& file : engine->policySet().files)
        if (const auto found = findThreshold(file, now->place.threshold))
            m_saved = found->value();
    return m_saved;
}

runlog::Outcome ThresholdPane::asked() const
{
    const ThresholdTarget* now = target();
    const runlog::Policy* policy = now ? findPolicy(*now->file, now->place.policy) : nullptr;
    return policy ? askedOutcome(*policy) : runlog::Outcome::Deny;
}

// State that others change.

void ThresholdPane::connectState()
{
    connect(&m_focus, &Focus::thresholdChanged, this, [this] {
        if (m_gesture->isActive() && m_focus.place().threshold != m_gesture->target()->place.threshold)
            m_gesture->rollBack();
        retarget();
    });
    connect(&m_document, &Document::policiesChanged, this, &ThresholdPane::retarget);
    connect(&m_session, &ReplaySession::resultChanged, this, &ThresholdPane::takeResult);
    connect(&m_session, &ReplaySession::runsChanged, this, [this] {
        clearAnswers();
        m_observations.reset();
        m_histogram.setValues({});
        m_fitPending = true;
        m_result.reset();
        showPage();
    });
    connect(&m_theme, &Theme::changed, this, &ThresholdPane::showPage);
    connect(m_gesture, &ThresholdGesture::begun, this, &ThresholdPane::showChart);
    connect(m_gesture, &ThresholdGesture::moved, this, [this] {
        m_flips.reset();
        showChart();
    });
    connect(m_gesture, &ThresholdGesture::ended, this, &ThresholdPane::endGesture);
}

void ThresholdPane::retarget()
{
    const auto wanted = m_focus.place().threshold;
    const auto before = m_target ? std::optional(m_target->place.threshold) : std::nullopt;
    auto found = wanted ? findThreshold(m_document.policyFile(), *wanted) : std::nullopt;
    // While a policy is broken its last valid form is not in the file: keep showing what was.
    m_target = std::move(found);
    if (m_target && before == std::optional(m_target->place.threshold)) {
        showPage();
        return;
    }
    clearAnswers();
    m_observations.reset();
    m_histogram.setValues({});
    m_fitPending = true;
    if (m_target) {
        m_box->setLiteral(m_target->literal());
        askObservations();
        askFlips();
    } else {
        emit observationsChanged(nullptr, {});
    }
    showPage();
}

void ThresholdPane::takeResult()
{
    m_result = m_session.result();
    if (m_result && m_result->draft) {
        if (m_gesture->isActive() && m_result->draft->value == m_gesture->value() && m_result->current) {
            m_curve.add({{m_result->draft->value, m_result->current->totals}});
            askFlips();
        }
        showChart();
        return;
    }
    if (!m_keepAnswers)
        clearAnswers();
    m_keepAnswers = false;
    askObservations();
    askFlips();
    m_settle.start();
    showPage();
}

void ThresholdPane::clearAnswers()
{
    m_curve.clear();
    m_flips.reset();
    m_jump = 0;
}

// Questions to the worker.

void ThresholdPane::askObservations()
{
    if (!m_target || !m_session.runs() || m_gesture->isActive())
        return;
    const runlog::Threshold threshold = m_target->place.threshold;
    m_session.observe(threshold, [this, threshold](runlog::Observations answer) {
        if (!m_target || m_target->place.threshold != threshold)
            return;
        m_observations = std::make_shared<const runlog::Observations>(std::move(answer));
        m_histogram.setValues(m_observations->values);
        if (m_fitPending)
            fit();
        emit observationsChanged(m_observations, conditionName(m_target->place));
        m_settle.start();
        showPage();
    });
}

// As many whole replays as fit into about a second.
std::size_t ThresholdPane::sweepBudget() const
{
    const double each = m_result && m_result->current ? static_cast<double>(m_result->current->took.count()) : 1e7;
    return static_cast<std::size_t>(std::clamp(1e9 / std::max(each, 1e5), 8.0, 160.0));
}

void ThresholdPane::askSweep()
{
    if (!m_target || !m_observations || !m_result || m_gesture->isActive())
        return;
    std::vector<Decimal> pinned{m_target->value()};
    if (const auto saved = savedValue())
        pinned.push_back(*saved);
    std::vector<Decimal> values =
        valuesToSweep(*m_observations, m_axis, m_target->grain(), sweepBudget(), pinned);
    std::erase_if(values, [this](const Decimal& value) {
        return m_curve.has(value) || !runlog::withValue(m_target->literal(), value);
    });
    if (values.empty())
        return askRefinement();
    const runlog::Threshold threshold = m_target->place.threshold;
    m_session.sweep(threshold, std::move(values), [this, threshold](std::vector<runlog::SweepPoint> points) {
        if (!m_target || m_target->place.threshold != threshold)
            return;
        m_curve.add(points);
        showChart();
        askRefinement();
    });
}

void ThresholdPane::askRefinement()
{
    if (!m_target || m_gesture->isActive() || !m_goal->most())
        return;
    std::vector<Decimal> values = m_curve.refinements(asked(), *m_goal->most(), m_target->grain());
    if (values.empty())
        return;
    const runlog::Threshold threshold = m_target->place.threshold;
    m_session.sweep(threshold, std::move(values), [this, threshold](std::vector<runlog::SweepPoint> points) {
        if (!m_target || m_target->place.threshold != threshold || points.empty())
            return;
        m_curve.add(points);
        showChart();
        askRefinement();
    });
}

void ThresholdPane::askFlips()
{
    const ThresholdTarget* now = target();
    if (!now || !m_result)
        return;
    const runlog::Threshold threshold = now->place.threshold;
    const Decimal from = value();
    m_session.flips(threshold, from, now->grain(), [this, threshold, from](const runlog::NextFlips& flips) {
        const ThresholdTarget* current = target();
        if (current && current->place.threshold == threshold && value() == from)
            takeFlips(flips);
    });
}

void ThresholdPane::takeFlips(const runlog::NextFlips& flips)
{
    m_flips = flips;
    showFlips();
    if (m_jump != 0)
        jumpToFlip(std::exchange(m_jump, 0));
}

// Input.

void ThresholdPane::connectInput()
{
    connect(m_chart, &ThresholdChart::grabbed, this, &ThresholdPane::ensureBegun);
    connect(m_chart, &ThresholdChart::dragged, this, &ThresholdPane::drag);
    connect(m_chart, &ThresholdChart::released, this, &ThresholdPane::commit);
    connect(m_chart, &ThresholdChart::cancelled, this, &ThresholdPane::rollBack);
    connect(m_chart, &ThresholdChart::commitWanted, this, &ThresholdPane::commit);
    connect(m_chart, &ThresholdChart::nudged, this, &ThresholdPane::nudge);
    connect(m_chart, &ThresholdChart::baselineWanted, this, &ThresholdPane::returnToBaseline);
    connect(m_chart, &ThresholdChart::rangeWanted, this, &ThresholdPane::setRange);
    connect(m_chart, &ThresholdChart::fitWanted, this, &ThresholdPane::fit);
    connect(m_chart, &ThresholdChart::flipClicked, this, &ThresholdPane::focusFlip);
    connect(m_chart, &ThresholdChart::resized, this, &ThresholdPane::showChart);
    connect(m_chart, &ThresholdChart::valueWanted, this, [this](double wanted) {
        if (ensureBegun())
            moveTo(wholeGrains(wanted, target()->grain()));
    });
    connect(m_box, &ValueBox::typed, this, [this](const Decimal& typed) {
        if (ensureBegun())
            moveTo(typed);
    });
    connect(m_box, &ValueBox::stepped, this, [this](int steps) {
        const auto next = ensureBegun() ? moved(value(), target()->grain(), steps) : std::nullopt;
        if (next)
            moveTo(*next);
    });
    connect(m_box, &ValueBox::commitWanted, this, &ThresholdPane::commit);
    connect(m_box, &ValueBox::cancelled, this, &ThresholdPane::rollBack);
    connect(m_below, &QAbstractButton::clicked, this, [this] { jumpToFlip(-1); });
    connect(m_above, &QAbstractButton::clicked, this, [this] { jumpToFlip(1); });
    connect(m_logX, &QAbstractButton::toggled, this, &ThresholdPane::fit);
    connect(m_logY, &QAbstractButton::toggled, this, &ThresholdPane::showChart);
    connect(m_goal, &GoalLine::goalChanged, this, [this] {
        showChart();
        askRefinement();
    });
    connect(m_hintPage, &HintPage::chosen, this, [this](const runlog::Threshold& threshold, const std::string& policy) {
        m_focus.setThreshold(threshold, policy);
    });
}

bool ThresholdPane::ensureBegun()
{
    if (m_gesture->isActive())
        return true;
    if (!m_target)
        return false;
    const QString refusal = m_gesture->begin(m_target->place.threshold);
    say(refusal);
    return refusal.isEmpty();
}

void ThresholdPane::moveTo(const Decimal& wanted)
{
    if (m_gesture->moveTo(wanted) && !m_axis.shows(wanted.approximate())) {
        const double span = m_axis.high - m_axis.low;
        const double at = wanted.approximate();
        setRange(at < m_axis.low ? at - span * 0.1 : m_axis.low, at > m_axis.high ? at + span * 0.1 : m_axis.high);
    }
}

void ThresholdPane::drag(double wanted, double valuePerPixel, Qt::KeyboardModifiers modifiers)
{
    if (!m_gesture->isActive())
        return;
    const double inside = std::clamp(wanted, m_axis.low, m_axis.high);
    Decimal snapped = wholeGrains(inside, grainOfPixel(target()->grain(), valuePerPixel));
    if (modifiers & Qt::ControlModifier) {
        double nearest = std::numeric_limits<double>::max();
        for (const SweepCurve::Change& change : m_curve.changes(asked())) {
            const double off = std::abs(change.to.approximate() - inside);
            if (off < nearest) {
                nearest = off;
                snapped = change.to;
            }
        }
    }
    m_gesture->moveTo(snapped);
}

void ThresholdPane::nudge(int direction, ThresholdChart::Stride stride)
{
    if (stride == ThresholdChart::Stride::Flip)
        return jumpToFlip(direction);
    if (!ensureBegun())
        return;
    if (const auto next = moved(value(), strideValue(*target(), stride), direction))
        moveTo(*next);
}

void ThresholdPane::jumpToFlip(int direction)
{
    if (!m_flips) {
        m_jump = direction;
        return;
    }
    const auto& flip = direction < 0 ? m_flips->below : m_flips->above;
    if (!flip || !ensureBegun())
        return;
    const std::size_t step = flip->step;
    moveTo(flip->value);
    m_focus.setStep(step);
}

void ThresholdPane::commit()
{
    if (!m_gesture->isActive())
        return;
    m_keepAnswers = m_gesture->value() != m_gesture->target()->value();
    say(m_gesture->commit());
}

void ThresholdPane::rollBack()
{
    m_gesture->rollBack();
    showChart(); // text in the box that was no value goes, too
}

void ThresholdPane::returnToBaseline()
{
    const auto saved = savedValue();
    const bool held = m_gesture->isActive();
    if (!saved || !ensureBegun())
        return;
    moveTo(*saved);
    if (!held)
        commit();
}

void ThresholdPane::endGesture(ThresholdGesture::Ending ending)
{
    if (ending != ThresholdGesture::Ending::Committed)
        m_keepAnswers = true; // the draft went away, the text is as it was
    if (ending == ThresholdGesture::Ending::Outdated)
        m_keepAnswers = false;
    m_flips.reset();
    m_jump = 0;
    retarget();
    askFlips();
    emit statusChanged({});
}

void ThresholdPane::focusFlip(double at)
{
    if (!m_observations)
        return;
    const auto& values = m_observations->values;
    const auto found = std::lower_bound(values.begin(), values.end(), at, [](const auto& observed, double wanted) {
        return observed.value.approximate() < wanted - 1e-12;
    });
    if (found != values.end())
        m_focus.setStep(found->step);
}

void ThresholdPane::setRange(double low, double high)
{
    if (!(high > low))
        return;
    m_axis.low = low;
    m_axis.high = high;
    m_settle.start();
    showChart();
}

void ThresholdPane::fit()
{
    if (!m_target)
        return;
    if (m_fitPending) {
        const QSignalBlocker quiet(m_logX);
        m_logX->setChecked(logarithmHelps(m_histogram));
    }
    m_fitPending = !m_observations;
    const auto saved = savedValue();
    const auto other = saved ? std::optional(saved->approximate()) : std::nullopt;
    m_axis = fittingAxis(m_histogram, value().approximate(), other, target()->grain().approximate(), m_logX->isChecked());
    m_settle.start();
    showChart();
}

} // namespace studio
