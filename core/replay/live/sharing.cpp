// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/walk.h"

#include <algorithm>
#include <bit>

// What a Walk leaves for other runs.
namespace runlog::live {

namespace {

EffectChange changeOf(const Arrived& step, Effect before, Effect after)
{
    const auto& fact = *step.fact;
    EffectChange change{step.position, fact.run, before, after, false, step.shape->enters != 0, 0};
    change.isCostMissing = fact.has(StepFact::CostMissing);
    change.money = moneyOf(fact, after) - moneyOf(fact, before);
    return change;
}

} // namespace

// What a step leaves for other runs.
void Walk::share(const Arrived& step, Effect effect)
{
    if (m_opened != nullptr) {
        const auto before = Trace::effect(m_board->traces[step.position]);
        if (before == effect)
            return;
        const auto change = changeOf(step, before, effect);
        if (m_effects != nullptr)
            m_effects->push_back(change);
        else
            m_board->cells->change(change, touching(), shifting());
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
    for (auto left = step.shape->enters; left != 0; left &= left - 1) {
        const auto slot = static_cast<std::uint32_t>(std::countr_zero(left));
        if (const auto entry = windowEntry(program, *m_board->layout, slot, step.position, unpacked(step.shape->entry[slot])))
            looking().log(slot, step.position).add(*entry);
    }
}

} // namespace runlog::live
