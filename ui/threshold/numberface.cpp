// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/numberface.h"

#include "ui/session/labelbook.h"
#include "ui/threshold/goalline.h"
#include "ui/threshold/goalseek.h"
#include "ui/threshold/valuebox.h"
#include "ui/threshold/words.h"

#include <QLabel>

#include <algorithm>
#include <map>

namespace studio {

using runlog::Decimal;

NumberFace::NumberFace(Document& document, ReplaySession& session, Focus& focus, LabelBook& labels, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_session(session)
    , m_focus(focus)
    , m_labels(labels)
    , m_theme(theme)
    , m_gesture(new ThresholdGesture(document, session, this))
    , m_seek(new GoalSeek(session, labels, this))
{
    makeWidgets();
    connectInput();
    connectState();
    m_settle.setSingleShot(true);
    m_settle.setInterval(120);
    connect(&m_settle, &QTimer::timeout, this, &NumberFace::askSweep);
    m_flipsDue.setSingleShot(true);
    m_flipsDue.setInterval(60); // a search that a moving hand would only throw away again
    connect(&m_flipsDue, &QTimer::timeout, this, &NumberFace::askFlips);
    retarget();
}

NumberFace::~NumberFace()
{
    m_chart->disconnect(this); // a focus that leaves a dying pane is no wish any more
    m_box->disconnect(this);
}

bool NumberFace::isAtRest() const { return !m_target || (!m_settle.isActive() && !m_isSweeping && !m_seek->isSeeking()); }

QString NumberFace::nothingChanges() const { return m_nothing->text(); }

const ThresholdTarget* NumberFace::target() const
{
    if (m_gesture->isActive())
        return &m_gesture->target();
    return m_target ? &*m_target : nullptr;
}

Decimal NumberFace::value() const
{
    return m_gesture->isActive() ? m_gesture->value() : m_target->value();
}

std::optional<Decimal> NumberFace::savedValue() const
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

runlog::Outcome NumberFace::asked() const
{
    const ThresholdTarget* now = target();
    const runlog::Policy* policy = now ? findPolicy(*now->file, now->place.policy) : nullptr;
    return policy ? askedOutcome(*policy) : runlog::Outcome::Deny;
}

// State that others change.

void NumberFace::connectState()
{
    connect(&m_focus, &Focus::thresholdChanged, this, [this] {
        if (m_gesture->isActive() && m_focus.place().threshold != m_gesture->target().place.threshold)
            m_gesture->rollBack();
        retarget();
    });
    connect(&m_document, &Document::policiesChanged, this, &NumberFace::retarget);
    connect(&m_session, &ReplaySession::resultChanged, this, &NumberFace::takeResult);
    connect(&m_session, &ReplaySession::runsChanged, this, [this] {
        clearAnswers();
        m_observations.reset();
        m_histogram.setValues({});
        m_fitPending = true;
        m_result.reset();
        showNumber();
    });
    connect(&m_labels, &LabelBook::changed, this, [this] {
        findLabels();
        if (m_goal->goal() && m_goal->goal()->isOfLabels())
            m_seek->clear();
        seekGoal();
        showChart();
    });
    connect(m_seek, &GoalSeek::answered, this, [this] {
        showChart();
        if (!m_seek->isSeeking())
            emit rested();
    });
    connect(&m_theme, &Theme::changed, this, &NumberFace::showNumber);
    connect(m_gesture, &ThresholdGesture::begun, this, &NumberFace::showChart);
    connect(m_gesture, &ThresholdGesture::moved, this, [this] {
        m_flips.reset();
        showChart();
    });
    connect(m_gesture, &ThresholdGesture::ended, this, &NumberFace::endGesture);
}

void NumberFace::retarget()
{
    const auto wanted = m_focus.place().threshold;
    const auto before = m_target ? std::optional(m_target->place.threshold) : std::nullopt;
    auto found = wanted ? findThreshold(m_document.policyFile(), *wanted) : std::nullopt;
    // While a policy is broken its last valid form is not in the file: keep showing what was.
    m_target = std::move(found);
    m_others = m_target ? othersOf(*m_target) : std::vector<ThresholdTarget>();
    if (m_target && before == std::optional(m_target->place.threshold)) {
        showNumber();
        return;
    }
    clearAnswers();
    const auto isBefore = [&](const ThresholdTarget& other) { return before == std::optional(other.place.threshold); };
    if (std::none_of(m_others.begin(), m_others.end(), isBefore)) { // else the values are the same
        m_observations.reset();
        m_histogram.setValues({});
        m_fitPending = true;
    }
    findLabels();
    if (m_target) {
        m_box->setLiteral(m_target->literal());
        askObservations();
        askFlips();
        m_session.prepare(m_target->place.threshold);
    } else {
        emit observationsChanged(nullptr, {});
    }
    showNumber();
}

void NumberFace::takeResult()
{
    m_result = m_session.result();
    if (m_result && m_result->draft) {
        if (m_gesture->isActive() && m_result->draft->value == m_gesture->value() && m_result->current) {
            m_curve.add({{m_result->draft->value, m_result->current->totals}});
            m_jump != 0 ? askFlips() : m_flipsDue.start();
        }
        showChart();
        return;
    }
    if (!m_keepAnswers)
        clearAnswers();
    m_keepAnswers = false;
    askObservations();
    askFlips();
    if (m_target)
        m_session.prepare(m_target->place.threshold);
    seekGoal();
    m_settle.start();
    showNumber();
}

void NumberFace::clearAnswers()
{
    m_curve.clear();
    m_flips.reset();
    m_seek->clear();
    m_pointed.reset();
    m_jump = 0;
}

// Questions to the worker.

void NumberFace::askObservations()
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
        findLabels();
        emit observationsChanged(m_observations, conditionName(m_target->place));
        m_settle.start();
        showNumber();
    });
}

// As many whole replays as fit into about a second.
std::size_t NumberFace::sweepBudget() const
{
    const double each = m_result && m_result->current ? static_cast<double>(m_result->current->took.count()) : 1e7;
    return static_cast<std::size_t>(std::clamp(1e9 / std::max(each, 1e5), 8.0, 160.0));
}

void NumberFace::askSweep()
{
    if (!m_target || !m_observations || !m_result || m_gesture->isActive())
        return rest();
    std::vector<Decimal> pinned{m_target->value()};
    if (const auto saved = savedValue())
        pinned.push_back(*saved);
    std::vector<Decimal> values =
        valuesToSweep(*m_observations, m_axis, m_target->grain(), sweepBudget(), pinned);
    std::erase_if(values, [this](const Decimal& value) {
        return m_curve.has(value) || !runlog::withValue(m_target->literal(), value);
    });
    values.empty() ? rest() : sweep(std::move(values));
}

void NumberFace::sweep(std::vector<Decimal> values)
{
    m_isSweeping = true;
    const runlog::Threshold threshold = m_target->place.threshold;
    m_session.sweep(threshold, std::move(values), [this, threshold](const std::vector<runlog::SweepPoint>& points) {
        if (!m_target || m_target->place.threshold != threshold || points.empty())
            return rest();
        m_curve.add(points);
        showChart();
        rest();
    });
}

void NumberFace::rest()
{
    m_isSweeping = false;
    emit rested();
}

void NumberFace::seekGoal()
{
    if (m_target && m_result && !m_gesture->isActive())
        m_seek->seek(m_goal->goal(), *m_target, asked());
}

// The observed values of labelled steps; several of one step, where the condition compared it several times, are one.
void NumberFace::findLabels()
{
    m_labelled.clear();
    if (!m_observations)
        return;
    std::map<std::size_t, runlog::Wanted> wanted;
    for (const runlog::LabelledStep& label : m_labels.found())
        wanted.emplace(label.step, label.wanted);
    for (const runlog::ObservedValue& observed : m_observations->values)
        if (const auto label = wanted.extract(observed.step))
            m_labelled.push_back({observed.value.approximate(), label.mapped(), false, label.key()});
}

void NumberFace::askFlips()
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

void NumberFace::takeFlips(const runlog::NextFlips& flips)
{
    m_flips = flips;
    showFlips();
    if (m_jump != 0)
        jumpToFlip(std::exchange(m_jump, 0));
}

} // namespace studio
