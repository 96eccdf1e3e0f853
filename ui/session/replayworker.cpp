// SPDX-License-Identifier: Apache-2.0
#include "ui/session/replayworker.h"

#include "core/replay/order.h"
#include "core/replay/recorded.h"

#include <algorithm>

namespace studio {

namespace {

bool hasStale(const runlog::Engine& engine)
{
    const auto policies = engine.policies();
    return std::any_of(policies.begin(), policies.end(),
                       [](const runlog::EnginePolicy& p) { return p.policy->stale; });
}

} // namespace

ReplayWorker::ReplayWorker(Done done)
    : m_done(std::move(done))
    , m_thread([this](const std::stop_token& stop) { loop(stop); })
{
}

ReplayWorker::~ReplayWorker()
{
    m_thread.request_stop(); // first: work that begins now is then seen by the next line
    const std::lock_guard lock(m_mutex);
    m_running.request_stop();
}

void ReplayWorker::replay(quint64 state, const ReplayInput& input, Urgency urgency)
{
    const std::lock_guard lock(m_mutex);
    if (urgency == Urgency::CancelRunning || !m_isReplaying)
        m_running.request_stop();
    m_order = Order{state, input};
    m_questions.clear();
    m_wake.notify_one();
}

void ReplayWorker::ask(const Asked& asked, Work work)
{
    const std::lock_guard lock(m_mutex);
    const auto mine = std::find_if(m_questions.begin(), m_questions.end(), [&](const auto& one) { return one.first == asked; });
    if (mine != m_questions.end())
        mine->second = std::move(work);
    else
        m_questions.emplace_back(asked, std::move(work));
    m_wake.notify_one();
}

bool ReplayWorker::hasWork() const { return m_order || !m_questions.empty(); }

ReplayWorker::Work ReplayWorker::takeQuestion()
{
    const auto isQuicker = [](const auto& a, const auto& b) { return a.first.question < b.first.question; };
    const auto next = std::min_element(m_questions.begin(), m_questions.end(), isQuicker); // the first of equals
    Work work = std::move(next->second);
    m_questions.erase(next);
    return work;
}

void ReplayWorker::loop(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return hasWork(); })) {
        if (stop.stop_requested())
            return;
        m_running = {};
        const std::stop_token running = m_running.get_token();
        if (m_order) {
            const Order order = *std::exchange(m_order, std::nullopt);
            m_isReplaying = true;
            lock.unlock();
            make(order, running);
            lock.lock();
            m_isReplaying = false;
            continue;
        }
        const Work work = takeQuestion();
        lock.unlock();
        if (m_shownEngine && m_input.runs)
            work(m_shownEngine, m_input, running);
        lock.lock();
    }
}

void ReplayWorker::compile(Cached& cached, const runlog::PolicySet& policies, const Cached& other) const
{
    if (cached.engine && cached.policies.files == policies.files)
        return;
    cached.policies = policies;
    cached.replay.reset();
    if (other.engine && other.policies.files == policies.files) {
        cached = other;
        return;
    }
    cached.engine = std::make_shared<const runlog::Engine>(policies);
}

runlog::ReplayPtr ReplayWorker::replayOnce(const runlog::EnginePtr& engine, const std::stop_token& stop) const
{
    runlog::ReplayOptions options;
    options.stop = stop;
    options.order = m_runOrder;
    auto made = std::make_shared<runlog::Replay>(runlog::replay(engine, m_input.runs, m_input.answers, options));
    return made->stopped ? nullptr : made;
}

bool ReplayWorker::bringUpToDate(Cached& cached, const std::stop_token& stop) const
{
    if (cached.replay && cached.runs == m_input.runs && cached.answersState == m_input.answersState)
        return true;
    cached.replay = replayOnce(cached.engine, stop);
    cached.runs = m_input.runs;
    cached.answersState = m_input.answersState;
    return cached.replay != nullptr;
}

// What the text is compared with, in m_baseline.
bool ReplayWorker::makeBaseline(const std::stop_token& stop)
{
    if (!m_input.isBaselineRecorded) {
        compile(m_baseline, m_input.baseline, m_text);
        return bringUpToDate(m_baseline, stop);
    }
    if (m_recorded.engine != m_text.engine || m_recorded.runs != m_input.runs) {
        m_recorded.engine = m_text.engine;
        m_recorded.runs = m_input.runs;
        m_recorded.replay = std::make_shared<const runlog::Replay>(runlog::recordedReplay(m_text.engine, m_input.runs));
    }
    return true;
}

void ReplayWorker::make(const Order& order, const std::stop_token& stop)
{
    if (m_input.runs != order.input.runs || !m_runOrder)
        m_runOrder = std::make_shared<const runlog::ReplayOrder>(*order.input.runs);
    m_input = order.input;
    m_input.order = m_runOrder;
    compile(m_text, m_input.policies, m_baseline);
    m_shownEngine = m_text.engine;

    auto result = std::make_shared<ReplayResult>();
    result->generation = m_input.generation;
    result->stalePolicies = hasStale(*m_text.engine);
    if (!makeBaseline(stop))
        return;
    if (!m_input.isBaselineRecorded && m_text.engine == m_baseline.engine)
        m_text = m_baseline;
    result->baseline = m_input.isBaselineRecorded ? m_recorded.replay : m_baseline.replay;
    if (!m_input.draft || !followDraft(*result, stop)) {
        if (stop.stop_requested() || !bringUpToDate(m_text, stop))
            return;
        result->current = m_text.replay;
        result->impact = runlog::compare(*result->baseline, *result->current);
    }
    m_shownEngine = result->current->engine;
    countRates(*result);
    m_done(order.state, {result, m_text.engine});
}

void ReplayWorker::countRates(ReplayResult& result)
{
    if (m_input.ratesOf.empty())
        return;
    if (!m_daily || m_daily->runs() != m_input.runs)
        m_daily = std::make_unique<runlog::DailyMatches>(m_input.runs, m_runOrder);
    result.rates = RatePair{m_input.ratesOf, m_daily->of(*result.baseline, m_input.ratesOf),
                            m_daily->of(*result.current, m_input.ratesOf)};
}

// The text with the second number of a draft in place; the same engine while that number rests. Null: it is not in the text.
runlog::EnginePtr ReplayWorker::withSecond(const Draft::Number& second)
{
    if (m_second.text != m_text.engine || m_second.number.threshold != second.threshold || m_second.number.value != second.value)
        m_second = {m_text.engine, second, m_text.engine->withThreshold(second.threshold.condition, second.threshold.literal, second.value)};
    return m_second.engine;
}

// False where the draft's number is not in the text, or a stop was asked for.
bool ReplayWorker::followDraft(ReplayResult& result, const std::stop_token& stop)
{
    const Draft& draft = *m_input.draft;
    const auto text = draft.second ? withSecond(*draft.second) : m_text.engine;
    if (!text)
        return false;
    const bool isSame = m_live && m_liveText == text && m_live->moving() == draft.threshold
        && m_live->current().runs == m_input.runs && m_liveAnswers == m_input.answersState;
    if (!isSame) {
        m_live = std::make_unique<runlog::LiveReplay>(text, m_input.runs, m_input.answers, m_runOrder, draft.threshold, stop);
        m_liveText = text;
        m_liveAnswers = m_input.answersState;
        m_liveBaseline.reset();
    }
    if (!m_live->isComplete()) {
        m_live.reset();
        return false;
    }
    if (m_liveBaseline != result.baseline) {
        m_live->compareWith(result.baseline);
        m_liveBaseline = result.baseline;
    }
    if (!m_live->moveTo(draft.value))
        return false;
    result.draft = draft;
    result.current = m_live->snapshot();
    result.impact = m_live->impact();
    return true;
}

} // namespace studio
