// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/walk.h"

#include <algorithm>

// What a Walk leaves for other runs, and what was left for them in the recording.
namespace runlog::live {

// What a step leaves for other runs.
void Walk::share(const Arrived& step, Effect effect)
{
    if (m_isRippling) {
        const auto before = Trace::effect(m_board->traces[step.position]);
        if (before != effect)
            m_board->cells->change(
                step.position, before, effect, [this](auto position) { push(position); },
                [this](auto slot, auto position, auto amount, auto flags) { shifted(slot, position, amount, flags); });
        return;
    }
    if (effect == Effect::Ran) {
        addEntries(step);
        addMoney(step, step.fact->cost, step.fact->has(StepFact::CostMissing));
    } else if (effect == Effect::Waits) {
        addMoney(step, std::max<std::int64_t>(0, step.fact->estimate), false);
    }
}

void Walk::addMoney(const Arrived& step, std::int64_t nanos, bool isMissing)
{
    for (std::uint32_t zone = 0; zone < m_board->layout->dayOf.size(); ++zone) {
        auto* day = looking().day(zone, step.position);
        if (day == nullptr)
            continue;
        day->spent.nanos = plusSaturating(Money{day->spent.nanos}, Money{nanos}).nanos;
        day->spent.unknown += isMissing ? 1 : 0;
    }
}

void Walk::addEntries(const Arrived& step)
{
    const auto& program = m_board->engine->program();
    for (std::uint32_t index = 0; index < program.windows.size(); ++index) {
        const auto verdict = unpacked(step.shape->entry[index]);
        if (verdict.truth == Truth::False)
            continue;
        const auto& numbers = m_board->layout->dayNumber[program.windows[index].zone];
        Log::Entry entry{step.fact->time, 0, numbers.empty() ? 0 : numbers[step.position], 0};
        const auto mark = [&](Log::Entry::Bit bit, bool holds) {
            entry.bits = static_cast<std::uint8_t>(entry.bits | (holds ? bit : 0));
        };
        mark(Log::Entry::Counts, verdict.assumed == Truth::True);
        mark(Log::Entry::Unrecorded, verdict.truth == Truth::Unknown);
        if (program.windows[index].window->function == Window::Function::Sum) {
            const auto& addend = m_board->shapes->addends[index][step.position];
            mark(Log::Entry::Unrecorded, addend.kind == Addend::Kind::Unrecorded);
            mark(Log::Entry::Error, addend.kind == Addend::Kind::NoNumber);
            if (addend.kind == Addend::Kind::NotThere && (entry.bits & Log::Entry::Unrecorded) == 0)
                continue;
            entry.number = addend.value;
        }
        looking().log(index, step.position).add(entry);
    }
}

bool Walk::recall(const Group& group, Recorded& recorded)
{
    const auto& board = *m_board;
    m_isRippling = false;
    const auto looking = this->looking();
    for (auto position = group.begin; position < group.end && group.isPlain; ++position) {
        const auto step = arrivedAt(position);
        const auto& fact = *step.fact;
        arrive(step);
        for (std::size_t source = 0; source < board.sources->list.size(); ++source) {
            if (!looking.isShared(source, position))
                continue;
            const auto before = looking.before(source, step);
            if (!before)
                return false;
            recorded.before[source][position] = *before;
            const bool isSeen = (step.shape->reads & Shape::Moving) != 0 && board.moving->readsSource()
                                && board.moving->source() == source;
            if (isSeen)
                recorded.seen[position] = looking.withOwn(source, step, *before).value;
        }
        StepOutcome outcome;
        outcome.outcome = fact.has(StepFact::WasRun) ? Outcome::Allow : Outcome::Deny;
        settle(step, outcome, false);
        share(step, outcome.ran() ? Effect::Ran : Effect::Nothing);
    }
    return group.isPlain;
}

} // namespace runlog::live
