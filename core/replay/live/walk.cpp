// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/walk.h"

#include <algorithm>
#include <bit>

namespace runlog::live {

namespace {

Verdict eitherOf(Verdict a, Verdict b) { return {either(a.truth, b.truth), either(a.assumed, b.assumed)}; }

} // namespace

void Walk::begin(const Board& board, std::uint32_t epoch, bool keep)
{
    m_board = &board;
    m_epoch = epoch;
    m_facts = board.layout->facts.data();
    m_shapeOf = board.shapes->of.data();
    m_shapes = board.shapes->list.data();
    m_ways = board.ground->ways.data();
    m_pasts = board.ground->pasts.empty() ? nullptr : board.ground->pasts.data();
    m_outcomes = board.replay->steps.data();
    if (!keep) {
        m_readings = Readings(*board.sources, *board.shapes);
        m_table.clear();
        m_last.assign(board.shapes->list.size(), {});
    }
}

bool Walk::replay(const Group& group)
{
    if (!group.isPlain)
        return false;
    for (const auto position : m_board->layout->positionsOf(group))
        if (!replay(position))
            return false;
    return true;
}

Way& Walk::wayOf(std::uint32_t run)
{
    auto& way = m_ways[run];
    if (way.epoch != m_epoch) {
        way = {};
        way.epoch = m_epoch;
        way.next = m_board->layout->begins[run];
        if (auto* past = pastOf(run))
            *past = {};
    }
    return way;
}

[[gnu::always_inline]] inline Arrived Walk::arrivedAt(std::uint32_t position)
{
    const auto run = m_facts[position].run;
    return arrivedAt(position, wayOf(run), pastOf(run));
}

Arrived Walk::arrivedAt(std::uint32_t position, Way& way, Past* past) const
{
    return {position, m_facts + position, m_shapes + m_shapeOf[position], &way, past};
}

bool Walk::replay(std::uint32_t position)
{
    m_isBeyond = false;
    m_opened = nullptr;
    return decide(arrivedAt(position));
}

[[gnu::always_inline]] inline bool Walk::isReached(const Arrived& step) const
{
    const auto parent = step.fact->parent;
    return !step.way->ended && (parent == None || m_outcomes[m_facts[parent].step].ran());
}

[[gnu::always_inline]] inline void Walk::put(const Arrived& step, const StepOutcome& outcome)
{
    auto& place = m_outcomes[step.fact->step];
    if (m_opened != nullptr && !step.way->isOpened && place != outcome) {
        step.way->isOpened = true;
        (*m_opened)(step.fact->run);
    }
    place = outcome;
}

[[gnu::always_inline]] inline void Walk::arrive(const Arrived& step)
{
    auto& way = *step.way;
    const auto& layout = *m_board->layout;
    if (!layout.batch.empty()) {
        const auto batch = layout.batch[step.position];
        auto& past = *step.past;
        if (batch < 0 || batch != past.batch) {
            for (std::size_t history = 0; history < m_board->sources->ofHistory.size(); ++history) {
                past.after[history] = packed(eitherOf(unpacked(past.after[history]), unpacked(past.afterBatch[history])));
                past.afterBatch[history] = 0;
            }
            past.batch = batch;
        }
    }
    if (step.fact->kind == StepKind::ToolCall) {
        ++way[Count::Attempts];
        const bool isNext = way.lastCall == step.fact->lastCall;
        const bool again = way.repeats != 0
                           && (isNext ? step.fact->has(StepFact::SameAsLastCall)
                                      : sameCall(*m_board->runs, m_facts[way.lastCall].step, step.fact->step));
        way.repeats = again ? way.repeats + 1 : 1;
        way.lastCall = step.position;
    }
}

// False: beyond the fast way.
[[gnu::always_inline]] inline bool Walk::keyOf(const Arrived& step, Key& key, std::int64_t& seen)
{
    const auto looking = this->looking();
    const auto reads = step.shape->reads;
    key.shape = static_cast<std::uint32_t>(step.shape - m_shapes);
    for (const auto& reading : m_readings.of(key.shape))
        key.codes[reading.source] = reading.code(*step.fact, *step.way);
    for (auto left = reads & ~(m_board->sources->counters | Shape::Moving); left != 0; left &= left - 1) {
        const auto source = static_cast<std::size_t>(std::countr_zero(left));
        const auto code = looking.code(source, step);
        if (!code)
            return false;
        key.codes[source] = *code;
    }
    if ((reads & Shape::Moving) == 0)
        return true;
    const auto moving = looking.moving(step, seen);
    if (moving)
        key.moving = *moving;
    return moving.has_value();
}

// Puts the recorded values of what runs share into a key. Whether it is another one now.
[[gnu::always_inline]] inline bool Walk::takeRecorded(const Arrived& step, Key& key) const
{
    bool isOther = false;
    const auto take = [&isOther](auto& place, auto value) {
        isOther |= place != value;
        place = value;
    };
    const auto looking = this->looking();
    const auto recorded = [&](std::size_t source) {
        return looking.withOwn(source, step, m_board->recorded->before[source]->of[step.position]);
    };
    for (auto reads = step.shape->reads & m_board->sources->shared; reads != 0; reads &= reads - 1) {
        const auto source = static_cast<std::size_t>(std::countr_zero(reads));
        if (!looking.isShared(source, step.position))
            continue;
        take(key.codes[source], m_board->codes != nullptr ? m_board->codes->at(step.position, source).recorded
                                                          : m_board->sources->list[source].code(recorded(source)));
    }
    if ((step.shape->reads & Shape::Moving) == 0)
        return isOther;
    const auto& moving = *m_board->moving;
    if (moving.readsSource() && looking.isShared(moving.source(), step.position))
        take(key.moving, std::uint32_t(moving.ofSource(recorded(moving.source()))));
    return isOther;
}

[[gnu::always_inline]] inline const Record& Walk::recordOf(const Arrived& step, const Key& key, bool recorded)
{
    auto& last = m_last[key.shape];
    auto number = last.record != None && last.key == key ? last.record : m_table.find(key);
    if (number == None) {
        m_once = evaluate(step, recorded);
        number = m_table.insert(key, m_once);
    } else if (m_table.record(number).changes) {
        m_once = evaluate(step, recorded);
        return m_once;
    }
    if (!recorded && last.record != number)
        last = {key, number};
    return m_table.record(number);
}

// Whether the outcome would be another with the recorded values of what runs share.
[[gnu::always_inline]] inline bool Walk::differs(const Arrived& step, const Key& key, const Record& record)
{
    if (m_board->recorded == nullptr)
        return false;
    if ((step.shape->reads & (m_board->sources->shared | Shape::Moving)) == 0)
        return false;
    auto other = key;
    if (!takeRecorded(step, other))
        return false;
    const auto action = record.action;
    return recordOf(step, other, true).action != action;
}

[[gnu::always_inline]] inline void Walk::settleRan(const Arrived& step)
{
    constexpr auto Rare = StepFact::CostMissing | StepFact::TokensMissing | StepFact::Failed;
    auto& way = *step.way;
    const auto& fact = *step.fact;
    for (std::size_t history = 0; history < m_board->sources->ofHistory.size(); ++history)
        step.past->afterBatch[history] =
            packed(eitherOf(unpacked(step.past->afterBatch[history]), unpacked(step.shape->history[history])));
    way.cost = plusSaturating(Money{way.cost}, Money{fact.cost}).nanos;
    way.tokens = plusSaturating(Money{way.tokens}, Money{fact.tokens}).nanos;
    if ((fact.flags & Rare) == 0)
        return;
    way[Count::UnknownCosts] += fact.has(StepFact::CostMissing) ? 1 : 0;
    way.unknownTokens |= fact.has(StepFact::TokensMissing);
    way[Count::Errors] += fact.has(StepFact::Failed) ? 1 : 0;
}

// What a step's outcome means for the rest of its run.
[[gnu::always_inline]] inline void Walk::settle(const Arrived& step, const StepOutcome& outcome, bool endsRun)
{
    auto& way = *step.way;
    const auto& fact = *step.fact;
    const bool ran = outcome.ran();
    const bool isWaiting = outcome.approval == ApprovalState::Pending;
    const bool isFirst = way[Count::Steps] == 0;
    if (ran)
        settleRan(step);
    else if (isWaiting)
        way.cost = plusSaturating(Money{way.cost}, Money{std::max<std::int64_t>(0, fact.estimate)}).nanos;
    else
        ++way[Count::Denials];
    if (ran || isWaiting) {
        ++way[Count::Steps];
        way[Count::ToolCalls] += fact.kind == StepKind::ToolCall ? 1 : 0;
        way[Count::LlmCalls] += fact.kind == StepKind::LlmCall ? 1 : 0;
    }
    way.diverged |= ran != fact.has(StepFact::WasRun) || (ran && fact.has(StepFact::RanOther));
    way.ended |= endsRun
                 || (!ran && (outcome.outcome == Outcome::Terminate || isWaiting || (fact.has(StepFact::Entry) && isFirst)));
}

// Brings a run past a step by what became of it.
void Walk::catchUp(const Arrived& step)
{
    const auto trace = m_board->traces[step.position];
    if ((trace & Trace::Reached) == 0)
        return;
    arrive(step);
    settle(step, m_board->replay->steps[step.fact->step], (trace & Trace::EndsRun) != 0);
}

// Replays one step. False: beyond the fast way.
bool Walk::decide(const Arrived& step)
{
    StepOutcome outcome;
    auto seen = Unseen;
    auto effect = Effect::Nothing;
    std::uint8_t trace = 0;
    if (!isReached(step)) {
        outcome.outcome = Outcome::NotReached;
        outcome.stepClass = StepClass::AfterDivergence;
    } else {
        arrive(step);
        Key key;
        if (!keyOf(step, key, seen))
            return false;
        const auto record = recordOf(step, key, false);
        outcome = record.outcome;
        if (step.way->diverged || differs(step, key, record))
            outcome.stepClass = StepClass::AfterDivergence;
        else if (record.couldDiffer)
            outcome.stepClass = StepClass::NotEvaluable;
        m_terminates = false;
        if (record.action == Action::RequireApproval && !askApprovers(step, record, outcome))
            return false;
        settle(step, outcome, m_terminates);
        effect = outcome.ran()                                ? Effect::Ran
                 : outcome.approval == ApprovalState::Pending ? Effect::Waits
                                                              : Effect::Nothing;
        trace = static_cast<std::uint8_t>(Trace::Reached | (step.way->ended ? Trace::EndsRun : 0)
                                          | static_cast<unsigned>(effect));
    }
    put(step, outcome);
    if (m_board->seen != nullptr)
        m_board->seen[step.position] = seen;
    share(step, effect);
    if (m_board->traces != nullptr)
        m_board->traces[step.position] = trace;
    return !m_isBeyond;
}

} // namespace runlog::live
