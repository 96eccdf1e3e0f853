// SPDX-License-Identifier: Apache-2.0
#include "ui/session/replaysession.h"

#include "core/checks/unrecordedentities.h"
#include "ui/session/replayworker.h"

// What panes ask about the last replay: the worker answers, and the answer comes to the window's thread while it is still wanted.
namespace studio {

namespace {

// Brings an answer to the window's thread, where it counts only while it is still wanted.
template <typename Answer, typename Value>
void replyTo(QObject* window, const std::function<bool()>& isWanted, const Answer& answer, Value value)
{
    const auto call = [isWanted, answer, value = std::move(value)] {
        if (isWanted())
            answer(value);
    };
    QMetaObject::invokeMethod(window, call, Qt::QueuedConnection);
}

} // namespace

std::function<bool()> ReplaySession::ticket(const Asked& asked)
{
    quint64& latest = m_asked[asked];
    const quint64 mine = ++latest;
    return [&latest, mine] { return latest == mine; };
}

void ReplaySession::explain(std::size_t step, std::function<void(std::optional<runlog::ExplainedStep>)> answer, const void* asker)
{
    const Asked asked{Question::Explain, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [this, step, answer, isWanted](const runlog::EnginePtr& engine, const ReplayInput& input,
                                                        const std::stop_token& stop) {
        runlog::ReplayOptions options;
        options.order = input.order;
        options.stop = stop;
        auto explained = runlog::explainStep(engine, input.runs, input.answers, step, options);
        if (!stop.stop_requested())
            replyTo(this, isWanted, answer, std::move(explained));
    });
}

void ReplaySession::observe(const runlog::Threshold& threshold, std::function<void(runlog::Observations)> answer,
                            const void* asker)
{
    const Asked asked{Question::Observe, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [this, threshold, answer, isWanted](const runlog::EnginePtr& engine,
                                                                        const ReplayInput& input,
                                                                        const std::stop_token& stop) {
        auto observed = runlog::observe(engine, input.runs, input.answers, threshold, stop, input.order);
        if (!stop.stop_requested())
            replyTo(this, isWanted, answer, std::move(observed));
    });
}

void ReplaySession::flips(const runlog::Threshold& threshold, const runlog::Decimal& from, const runlog::Decimal& grain,
                          std::function<void(runlog::NextFlips)> answer, const void* asker)
{
    const Asked asked{Question::Flips, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this](const runlog::EnginePtr& engine, const ReplayInput& input,
                                             const std::stop_token& stop) {
        auto flips = runlog::nextFlips(engine, input.runs, input.answers, threshold, from, grain, stop, input.order);
        if (!stop.stop_requested())
            replyTo(this, isWanted, answer, std::move(flips));
    });
}

void ReplaySession::sweep(const runlog::Threshold& threshold, std::vector<runlog::Decimal> values,
                          std::function<void(std::vector<runlog::SweepPoint>)> answer, const void* asker)
{
    const Asked asked{Question::Sweep, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this, values = std::move(values)](const runlog::EnginePtr& engine,
                                                                        const ReplayInput& input,
                                                                        const std::stop_token& stop) {
        auto points = runlog::sweep(engine, input.runs, input.answers, threshold, values, stop, input.order);
        if (!stop.stop_requested())
            replyTo(this, isWanted, answer, std::move(points));
    });
}

void ReplaySession::meeting(const runlog::Target& target, const runlog::Threshold& threshold, const runlog::Decimal& from,
                            const runlog::Decimal& grain, std::size_t most, std::function<void(runlog::TargetSet)> answer, const void* asker)
{
    const Asked asked{Question::Meeting, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this](const runlog::EnginePtr& engine, const ReplayInput& input, const std::stop_token& stop) {
        auto set = runlog::valuesMeeting(target, engine, input.runs, input.answers, threshold, from, grain, most, stop);
        if (!stop.stop_requested())
            replyTo(this, isWanted, answer, std::move(set));
    });
}

void ReplaySession::planeRow(const runlog::Threshold& x, const runlog::Threshold& y, const runlog::Decimal& row,
                             std::vector<runlog::Decimal> columns, std::function<void(std::vector<runlog::PlanePoint>)> answer,
                             const void* asker)
{
    if (!m_result)
        return;
    const Asked asked{Question::Plane, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this, columns = std::move(columns), baseline = m_result->baseline](
                             const runlog::EnginePtr& engine, const ReplayInput& input, const std::stop_token& stop) {
        const runlog::ThresholdPlane plane(engine, input.runs, input.answers, input.order, x, y, baseline);
        auto points = plane.row(row, columns, stop);
        if (!stop.stop_requested())
            replyTo(this, isWanted, answer, std::move(points));
    });
}

void ReplaySession::elsewhere(Question question, std::function<Finish(const std::stop_token& stop)> work, const void* asker)
{
    const Asked asked{question, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this, work = std::move(work)](const runlog::EnginePtr&, const ReplayInput&, const std::stop_token& stop) {
        auto finish = work(stop);
        if (!stop.stop_requested())
            replyTo(this, isWanted, [](const Finish& made) { made(); }, std::move(finish));
    });
}

void ReplaySession::prepare(const runlog::Threshold& threshold) { m_worker->prepare(threshold); }

void ReplaySession::attribution(std::function<void(runlog::Attribution)> answer, const void* asker)
{
    if (!m_result || !m_result->baseline || m_result->draft)
        return;
    const Asked asked{Question::Attribution, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this, result = m_result](const runlog::EnginePtr&, const ReplayInput& input, const std::stop_token& stop) {
        runlog::ReplayOptions options;
        options.order = input.order;
        options.stop = stop;
        auto attribution = runlog::attribute(result->impact, *result->baseline, *result->current, input.answers, options);
        if (attribution.isComplete)
            replyTo(this, isWanted, answer, std::move(attribution));
    });
}

void ReplaySession::load(const runlog::ApproverModel& model, std::function<void(runlog::ApprovalLoad)> answer, const void* asker)
{
    if (!m_result)
        return;
    const Asked asked{Question::Load, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this, replay = m_result->current](const runlog::EnginePtr&, const ReplayInput&,
                                                               const std::stop_token& stop) {
        auto load = runlog::loadOf(*replay, model, stop);
        if (!stop.stop_requested())
            replyTo(this, isWanted, answer, std::move(load));
    });
}

void ReplaySession::valueCounts(const std::string& condition, std::function<void(std::optional<runlog::ValueCounts>)> answer,
                                const void* asker)
{
    const Asked asked{Question::Values, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this](const runlog::EnginePtr& engine, const ReplayInput& input, const std::stop_token& stop) {
        auto counts = runlog::valueCounts(engine, input.runs, input.answers, condition, stop);
        if (!stop.stop_requested())
            replyTo(this, isWanted, answer, std::move(counts));
    });
}

void ReplaySession::unrecordedEntities(std::function<void(runlog::SourcePtr source, runlog::Diagnostics found)> answer, const void* asker)
{
    const Asked asked{Question::Entities, asker};
    const auto isWanted = ticket(asked);
    m_worker->ask(asked, [=, this](const runlog::EnginePtr& engine, const ReplayInput& input, const std::stop_token& stop) {
        if (!runlog::checks::namesEntities(*engine))
            return;
        const auto evidence = runlog::evidenceOf(engine, input.runs, input.answers, stop);
        if (stop.stop_requested())
            return;
        const auto found = runlog::checks::unrecordedEntities(evidence, *engine).front();
        const auto both = [answer](const auto& pair) { answer(pair.first, pair.second); };
        replyTo(this, isWanted, both, std::pair(engine->policySet().files.front()->source, found));
    });
}

} // namespace studio
