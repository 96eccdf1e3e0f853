// SPDX-License-Identifier: Apache-2.0
#include "ui/session/replaysession.h"

#include "ui/session/replayworker.h"

namespace studio {

const runlog::Decimal* Draft::valueOf(const runlog::Threshold& number) const
{
    if (number == threshold)
        return &value;
    return second && second->threshold == number ? &second->value : nullptr;
}

runlog::ImpactCounts ReplayResult::counts() const
{
    runlog::ImpactCounts counts = runlog::countsOf(impact);
    if (!isWhole)
        counts.consequences = consequences;
    return counts;
}

ReplaySession::ReplaySession(QObject* parent)
    : QObject(parent)
{
    m_worker = std::make_unique<ReplayWorker>([this](quint64 state, const ReplayWorker::Made& made) {
        QMetaObject::invokeMethod(
            this,
            [this, state, made] {
                if (state != m_state)
                    return;
                m_engine = made.engine;
                deliver(state, made.result);
            },
            Qt::QueuedConnection);
    });
}

ReplaySession::~ReplaySession() = default;

void ReplaySession::setRuns(runlog::RunsPtr runs)
{
    m_runs = std::move(runs);
    m_draft.reset();
    stateChanged();
    emit runsChanged();
}

void ReplaySession::setPolicies(const runlog::PolicySet& policies)
{
    m_policies = policies;
    m_draft.reset();
    stateChanged();
}

void ReplaySession::setBaseline(const runlog::PolicySet& policies, const QString& name)
{
    m_baseline = policies;
    m_baselineName = name;
    m_isBaselineRecorded = false;
    stateChanged();
}

void ReplaySession::setRecordedBaseline(const QString& name)
{
    m_baselineName = name;
    m_isBaselineRecorded = true;
    stateChanged();
}

void ReplaySession::setAnswers(const runlog::Answers& answers)
{
    m_answers = answers;
    ++m_answersState;
    stateChanged();
    emit answersChanged();
}

void ReplaySession::setDraft(const Draft& draft)
{
    m_draft = draft;
    draftChanged();
}

void ReplaySession::clearDraft()
{
    if (!m_draft)
        return;
    m_draft.reset();
    stateChanged();
}

void ReplaySession::watchRates(const std::string& policy)
{
    if (policy == m_ratesOf)
        return;
    m_ratesOf = policy;
    if (!policy.empty())
        draftChanged();
}

void ReplaySession::wantWhole(bool on)
{
    if (std::exchange(m_wantsWhole, on) == on || !on || !m_result || m_result->isWhole)
        return;
    draftChanged();
}

runlog::EnginePtr ReplaySession::engine() const { return m_engine; }
bool ReplaySession::isBusy() const { return m_wanted != m_shown; }

void ReplaySession::stateChanged()
{
    ++m_state;
    drop();
    want();
}

void ReplaySession::draftChanged()
{
    drop();
    want();
}

// Questions that were not answered yet are about what is no longer shown.
void ReplaySession::drop()
{
    for (auto& [asked, latest] : m_asked)
        ++latest;
}

void ReplaySession::want()
{
    const bool wasBusy = isBusy();
    if (!m_runs || m_policies.files.empty()) {
        m_engine.reset();
        m_shown = m_wanted;
        if (std::exchange(m_result, nullptr))
            emit resultChanged();
        if (wasBusy)
            emit busyChanged(false);
        return;
    }
    const bool hasFile = !m_isBaselineRecorded && !m_baseline.files.empty();
    ReplayInput input{m_runs, m_policies, hasFile ? m_baseline : m_policies, m_isBaselineRecorded,
                      m_answers, m_answersState, m_draft, m_ratesOf, ++m_wanted};
    input.isWhole = m_wantsWhole || m_runs->stepCount() <= m_wholeUpTo;
    m_worker->replay(m_state, input,
                     m_draft ? ReplayWorker::Urgency::AfterRunning : ReplayWorker::Urgency::CancelRunning);
    if (!wasBusy)
        emit busyChanged(true);
}

void ReplaySession::deliver(quint64 state, const ReplayResultPtr& result)
{
    const bool isCompleted = m_result && result->isWhole && !m_result->isWhole && result->generation == m_result->generation && !isBusy();
    if (state != m_state || (result->generation <= m_shown && !isCompleted))
        return;
    m_result = result;
    m_shown = result->generation;
    emit resultChanged();
    if (!isBusy())
        emit busyChanged(false);
}

} // namespace studio
