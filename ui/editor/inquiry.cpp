// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/inquiry.h"

#include "core/replay/order.h"
#include "ui/session/replaysession.h"

#include <stop_token>

namespace studio {

Inquiry::Inquiry(ReplaySession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    m_thread.setMaxThreadCount(1);
    m_thread.setThreadPriority(QThread::LowPriority);
    connect(&session, &ReplaySession::resultChanged, this, &Inquiry::reset);
    reset();
}

Inquiry::~Inquiry()
{
    m_stop.request_stop();
    m_thread.clear();
    m_thread.waitForDone();
}

void Inquiry::reset()
{
    const ReplayResultPtr result = m_session.result();
    m_stop.request_stop();
    m_thread.clear();
    m_stop = std::stop_source();
    m_generation = result ? result->generation : 0;
    m_explained.clear();
    if (result && result->draft)
        std::erase_if(m_observations, [](const auto& entry) { return !entry.second; }); // a draft leaves the values of the text
    else
        m_observations.clear();
}

// Made once for all questions about the same runs. In the thread alone.
std::shared_ptr<const runlog::ReplayOrder> Inquiry::orderOf(const runlog::RunsPtr& runs)
{
    if (m_orderOf != runs) {
        m_order = std::make_shared<const runlog::ReplayOrder>(*runs);
        m_orderOf = runs;
    }
    return m_order;
}

// `work` runs in the thread and gives back what to do with its answer on the window's.
void Inquiry::start(std::function<std::function<void()>(std::stop_token)> work)
{
    m_thread.start([this, work = std::move(work), stop = m_stop.get_token(), generation = m_generation] {
        if (stop.stop_requested())
            return;
        const auto answer = work(stop);
        if (stop.stop_requested())
            return;
        const auto take = [this, answer, generation] {
            if (generation != m_generation)
                return;
            answer();
            emit answered();
        };
        QMetaObject::invokeMethod(this, take, Qt::QueuedConnection);
    });
}

Inquiry::ObservationsPtr Inquiry::observations(const runlog::Threshold& threshold)
{
    const ReplayResultPtr result = m_session.result();
    const auto [known, isNew] = m_observations.try_emplace(threshold);
    if (!isNew || !result)
        return known->second;
    if (result->draft) {
        m_observations.erase(known);
        return nullptr;
    }
    start([this, threshold, result, answers = m_session.answers()](std::stop_token stop) {
        auto values = std::make_shared<const runlog::Observations>(
            runlog::observe(result->current->engine, result->current->runs, answers, threshold, stop, orderOf(result->current->runs)));
        return [this, threshold, values] { m_observations[threshold] = values; };
    });
    return nullptr;
}

Inquiry::ExplainedPtr Inquiry::explained(std::size_t step)
{
    const ReplayResultPtr result = m_session.result();
    if (!result || step >= result->current->runs->stepCount())
        return nullptr;
    if (!result->isWhole)
        return nullptr; // a number moves: the next frame would drop the answer, and the replay needs the processor
    const auto [known, isNew] = m_explained.try_emplace(step);
    if (!isNew)
        return known->second;
    start([this, step, result, answers = m_session.answers()](const std::stop_token& stop) -> std::function<void()> {
        runlog::ReplayOptions options;
        options.order = orderOf(result->current->runs);
        options.stop = stop;
        const auto explained = runlog::explainStep(result->current->engine, result->current->runs, answers, step, options);
        if (!explained)
            return [] {};
        // The conditions belong to the engine: it lives as long as the answer.
        auto kept = std::make_shared<std::pair<runlog::EnginePtr, runlog::ExplainedStep>>(result->current->engine, *explained);
        const ExplainedPtr answer(kept, &kept->second);
        return [this, step, answer] { m_explained[step] = answer; };
    });
    return nullptr;
}

} // namespace studio
