// SPDX-License-Identifier: Apache-2.0
#include "ui/session/replayworker.h"

#include <algorithm>

namespace studio {

namespace {

constexpr std::chrono::milliseconds Pause{50}; // between the frames of a hand that moves: a question begun in it would be in the way
constexpr std::chrono::milliseconds Rest{120}; // a hand that holds still

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
    const bool isReadySoon = m_preparing && input.draft && input.draft->threshold == *m_preparing;
    if (!isReadySoon && (urgency == Urgency::CancelRunning || !m_isReplaying))
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

void ReplayWorker::prepare(const runlog::Threshold& number)
{
    {
        const std::lock_guard lock(m_mutex);
        m_toPrepare = number;
    }
    ask({Question::Prepare, this},
        [this, number](const runlog::EnginePtr&, const ReplayInput&, const std::stop_token& stop) { makeReady(number, stop); });
}

bool ReplayWorker::hasWork() const { return m_order || !m_questions.empty(); }

std::pair<Asked, ReplayWorker::Work> ReplayWorker::takeQuestion()
{
    const auto isQuicker = [](const auto& a, const auto& b) { return a.first.question < b.first.question; };
    const auto next = std::min_element(m_questions.begin(), m_questions.end(), isQuicker); // the first of equals
    auto question = std::move(*next);
    m_questions.erase(next);
    return question;
}

// False: it is over. Without work: the last result rests and is not whole.
bool ReplayWorker::waitForWork(std::unique_lock<std::mutex>& lock, const std::stop_token& stop)
{
    const auto isThere = [this] { return hasWork(); };
    if (!m_partial)
        return m_wake.wait(lock, stop, isThere);
    if (!m_wake.wait_for(lock, stop, Pause, [this] { return m_order.has_value(); }))
        m_wake.wait_for(lock, stop, Rest - Pause, isThere);
    return !stop.stop_requested();
}

// The last result again, with all that it left out.
void ReplayWorker::makeWhole()
{
    auto whole = std::make_shared<ReplayResult>(*std::exchange(m_partial, nullptr));
    whole->isWhole = true;
    whole->current = m_live->shotWithRequests().replay;
    whole->impact = m_live->impact();
    whole->moved = MovedRuns{whole->generation, {}};
    m_done(m_partialState, {whole, m_text.engine});
}

void ReplayWorker::loop(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (waitForWork(lock, stop)) {
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
        if (m_questions.empty()) {
            lock.unlock();
            makeWhole();
            lock.lock();
            continue;
        }
        const auto [asked, work] = takeQuestion();
        m_preparing = asked.question == Question::Prepare ? m_toPrepare : std::nullopt;
        lock.unlock();
        if (m_shownEngine && m_input.runs)
            work(m_shownEngine, m_input, running);
        lock.lock();
        m_preparing.reset();
    }
}

} // namespace studio
