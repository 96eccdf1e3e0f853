// SPDX-License-Identifier: Apache-2.0
#include "core/engine/observe.h"
#include "core/engine/state.h"
#include "core/replay/sweep.h"

#include <algorithm>

namespace runlog {

namespace {

// Explains one step as the replay comes to it.
class StepExplainer : public StepWatcher {
public:
    StepExplainer(const Engine& engine, std::size_t step) : m_engine(engine), m_step(step) {}

    bool wants(std::size_t step) override { return step == m_step; }

    void decided(std::size_t, const Request& request, const RunState& state, const Decision&) override
    {
        ExplainedStep explained;
        std::pmr::monotonic_buffer_resource scratch;
        explained.explanation = m_engine.explain(request, state, scratch);
        explained.counters = state.counters();
        explained.counters[Field::CostToday] = state.costToday(0);
        const auto& decision = explained.explanation.decision;
        appendCompactJson(explained.args, decision.changed ? decision.args : request.args);
        explained.explanation.decision.args = explained.explanation.decision.input = Value(); // of `scratch`
        m_explained = std::move(explained);
    }

    std::optional<ExplainedStep> take() { return std::move(m_explained); }

private:
    const Engine& m_engine;
    std::size_t m_step;
    std::optional<ExplainedStep> m_explained;
};

// Keeps what one condition observes.
class ValueCollector {
public:
    explicit ValueCollector(ConditionObserver observer) : m_observer(std::move(observer)) {}

    void look(std::size_t step, const Request& request, const RunState& state)
    {
        const auto observed = m_observer.observe(request, state);
        switch (observed.kind) {
        case Observed::Kind::Nothing: case Observed::Kind::Other: return;
        case Observed::Kind::Number:
            m_observations.values.push_back({observed.number, static_cast<std::uint32_t>(step)});
            return;
        case Observed::Kind::Absent: ++m_observations.absent; return;
        case Observed::Kind::Error: ++m_observations.inError; return;
        case Observed::Kind::Unknown: ++m_observations.unknown; return;
        }
    }

    Observations take()
    {
        std::sort(m_observations.values.begin(), m_observations.values.end(),
                  [](const ObservedValue& a, const ObservedValue& b) {
                      const auto order = a.value <=> b.value;
                      return order != 0 ? order < 0 : a.step < b.step;
                  });
        return std::move(m_observations);
    }

private:
    ConditionObserver m_observer;
    Observations m_observations;
};

class ValueWatcher : public StepWatcher {
public:
    explicit ValueWatcher(std::vector<ValueCollector>& collectors) : m_collectors(collectors) {}

    bool wants(std::size_t) override { return true; }

    void decided(std::size_t step, const Request& request, const RunState& state, const Decision&) override
    {
        for (auto& collector : m_collectors)
            collector.look(step, request, state);
    }

private:
    std::vector<ValueCollector>& m_collectors;
};

} // namespace

std::optional<ExplainedStep> explainStep(EnginePtr engine, RunsPtr runs, const Answers& answers, std::size_t step,
                                         ReplayOptions options)
{
    if (step >= runs->stepCount() || runs->kind()[step] == StepKind::Message)
        return std::nullopt;
    StepExplainer explainer(*engine, step);
    options.watcher = &explainer;
    options.only = step;
    replay(engine, std::move(runs), answers, options);
    return explainer.take();
}

std::vector<Observations> observeAll(EnginePtr engine, RunsPtr runs, const Answers& answers,
                                     const std::vector<Threshold>& thresholds, std::stop_token stop,
                                     std::shared_ptr<const ReplayOrder> order)
{
    std::vector<ValueCollector> collectors;
    bool isAnyKnown = false;
    for (const auto& threshold : thresholds) {
        ConditionObserver observer(engine->shared(), threshold.condition);
        isAnyKnown = isAnyKnown || observer.isKnown();
        collectors.emplace_back(std::move(observer));
    }
    ValueWatcher watcher(collectors);
    ReplayOptions options;
    options.watcher = &watcher;
    options.stop = std::move(stop);
    options.order = std::move(order);
    if (isAnyKnown)
        replay(std::move(engine), std::move(runs), answers, options);
    std::vector<Observations> all;
    for (auto& collector : collectors)
        all.push_back(collector.take());
    return all;
}

Observations observe(EnginePtr engine, RunsPtr runs, const Answers& answers, const Threshold& threshold,
                     std::stop_token stop, std::shared_ptr<const ReplayOrder> order)
{
    return std::move(
        observeAll(std::move(engine), std::move(runs), answers, {threshold}, std::move(stop), std::move(order)).front());
}

} // namespace runlog
