// SPDX-License-Identifier: Apache-2.0
#include "ui/session/replayworker.h"

#include "core/replay/order.h"
#include "core/replay/recorded.h"

#include <algorithm>

// How the worker makes a replay: compiled and replayed where something changed, followed where only a number moves.
namespace studio {

namespace {

constexpr std::size_t HeadChanges = 256;       // more than a screen shows

bool hasStale(const runlog::Engine& engine)
{
    const auto policies = engine.policies();
    return std::any_of(policies.begin(), policies.end(),
                       [](const runlog::EnginePolicy& p) { return p.policy->stale; });
}

} // namespace

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
    m_partial.reset();
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
        countStandings(*result, nullptr);
    }
    m_shownEngine = result->current->engine;
    countRates(*result);
    if (!result->isWhole) {
        m_partial = result;
        m_partialState = order.state;
    }
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

// Which of a draft's two numbers is followed, in a text that has the other: the one that moves alone, so that nothing is prepared
// again while it goes on; where both move, the first.
ReplayWorker::Sides ReplayWorker::sidesOf(const Draft& draft) const
{
    const Draft::Number first{draft.threshold, draft.value};
    if (!draft.second)
        return {first, std::nullopt};
    const auto rests = [this](const Draft::Number& number) {
        const auto* before = m_lastDraft ? m_lastDraft->valueOf(number.threshold) : nullptr;
        return before && *before == number.value;
    };
    const bool followsSecond = m_live && m_live->moving() == draft.second->threshold;
    if (rests(first) && (followsSecond || !rests(*draft.second)))
        return {*draft.second, first};
    return {first, draft.second};
}

// Both numbers of a draft are others than in the one before: neither can be followed alone.
bool ReplayWorker::movesBoth(const Draft& draft) const
{
    const auto isOther = [this](const Draft::Number& number) {
        const auto* before = m_lastDraft->valueOf(number.threshold);
        return before != nullptr && *before != number.value;
    };
    return draft.second && m_lastDraft && isOther({draft.threshold, draft.value}) && isOther(*draft.second);
}

// A whole replay with both: less than it takes to make ready to follow one of them. False as for followDraft().
bool ReplayWorker::replayBoth(ReplayResult& result, const std::stop_token& stop)
{
    const Draft& draft = *m_input.draft;
    const auto other = m_text.engine->withThreshold(draft.second->threshold.condition, draft.second->threshold.literal, draft.second->value);
    const auto engine = other ? other->withThreshold(draft.threshold.condition, draft.threshold.literal, draft.value) : nullptr;
    auto replay = engine ? replayOnce(engine, stop) : nullptr;
    if (!replay)
        return false;
    result.draft = draft;
    result.current = std::move(replay);
    result.impact = runlog::compare(*result.baseline, *result.current);
    countStandings(result, nullptr);
    return true;
}

// The text with the resting number of a draft in place; the same engine while it rests. Null: it is not in the text.
runlog::EnginePtr ReplayWorker::withNumber(const Draft::Number& number)
{
    const bool isSame = m_resting.text == m_text.engine && m_resting.number.threshold == number.threshold
        && m_resting.number.value == number.value;
    if (!isSame)
        m_resting = {m_text.engine, number, m_text.engine->withThreshold(number.threshold.condition, number.threshold.literal, number.value)};
    return m_resting.engine;
}

// False where the draft's number is not in the text, or a stop was asked for.
bool ReplayWorker::followDraft(ReplayResult& result, const std::stop_token& stop)
{
    const Draft& draft = *m_input.draft;
    if (movesBoth(draft)) {
        m_lastDraft = draft;
        return replayBoth(result, stop);
    }
    const auto sides = sidesOf(draft);
    const auto text = sides.resting ? withNumber(*sides.resting) : m_text.engine;
    m_lastDraft = draft;
    if (!text)
        return false;
    if (!follow(text, sides.moving.threshold, result.baseline, stop) || !m_live->moveTo(sides.moving.value))
        return false;
    result.draft = draft;
    takeDraft(result);
    return true;
}

// Has m_live follow a number of a text, from a baseline. False: a stop was asked for.
bool ReplayWorker::follow(const runlog::EnginePtr& text, const runlog::Threshold& number, const runlog::ReplayPtr& baseline,
                          const std::stop_token& stop)
{
    const bool isSame = m_live && m_liveText == text && m_live->moving() == number && m_live->current().runs == m_input.runs
        && m_liveAnswers == m_input.answersState;
    if (!isSame) {
        m_live.reset(); // first: two of them are large
        m_live = std::make_unique<runlog::LiveReplay>(text, m_input.runs, m_input.answers, m_runOrder, number, stop);
        m_liveText = text;
        m_liveAnswers = m_input.answersState;
        m_liveBaseline.reset();
        m_lastShot = 0;
    }
    if (!m_live->isComplete()) {
        m_live.reset();
        return false;
    }
    if (m_liveBaseline != baseline) {
        m_live->compareWith(baseline);
        m_liveBaseline = baseline;
    }
    return true;
}

// While a draft is shown, its own number is followed.
void ReplayWorker::makeReady(const runlog::Threshold& number, const std::stop_token& stop)
{
    const auto& baseline = m_input.isBaselineRecorded ? m_recorded.replay : m_baseline.replay;
    if (!m_input.draft && m_text.engine && baseline)
        follow(m_text.engine, number, baseline, stop);
}

// What a frame needs of the draft as it stands: the whole waits until the hand rests, unless it is wanted now.
void ReplayWorker::takeDraft(ReplayResult& result)
{
    runlog::Shot shot = m_input.isWhole ? m_live->shotWithRequests() : m_live->shot();
    result.current = std::move(shot.replay);
    result.isWhole = m_input.isWhole;
    result.impact = result.isWhole ? m_live->impact() : m_live->heads(HeadChanges);
    result.consequences = m_live->counts().consequences;
    result.requests = shot.requests;
    if (m_lastShot != 0)
        result.moved = MovedRuns{m_lastShot, std::move(shot.moved)};
    m_lastShot = result.generation;
    countStandings(result, &shot.standing);
}

// `current`: as it is known already, or null.
void ReplayWorker::countStandings(ReplayResult& result, const runlog::Standing* current)
{
    const bool dependsOnCurrent = m_input.isBaselineRecorded;
    if (m_countedBaseline != result.baseline || dependsOnCurrent) {
        m_baselineStanding = runlog::standingOf(*result.baseline, *result.current);
        m_countedBaseline = result.baseline;
    }
    result.standings = Standings{m_baselineStanding, current ? *current : runlog::standingOf(*result.current)};
}

} // namespace studio
