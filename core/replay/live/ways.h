// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.h"
#include "core/replay/live/shapes.h"

#include <array>
#include <vector>

namespace runlog::live {

// How far one run has come in a replay: what RunState keeps, in plain numbers. Valid where `epoch` is that of the pass. One line of the
// processor's cache: a replay in the order of time goes from run to run.
struct alignas(64) Way {
    std::int64_t cost = 0;
    std::int64_t tokens = 0;
    std::uint32_t epoch = 0;
    std::uint32_t lastCall = None;
    std::uint32_t next = 0; // Walk::ripple: index into Layout::places
    std::uint32_t steps = 0;
    std::uint32_t toolCalls = 0;
    std::uint32_t llmCalls = 0;
    std::uint32_t attempts = 0;
    std::uint32_t denials = 0;
    std::uint32_t errors = 0;
    std::uint32_t unknownCosts = 0;
    std::uint32_t repeats = 0;
    bool isOther : 1 = false;  // Walk::ripple: not as it was before the move
    bool isOpened : 1 = false; // Walk::ripple: some outcome is another
    bool unknownTokens : 1 = false;
    bool diverged : 1 = false;
    bool ended : 1 = false;
};
static_assert(sizeof(Way) == 64);

// What the histories of one run have come to. Valid where the run's Way is.
struct Past {
    std::int64_t batch = -1;
    std::array<std::uint8_t, Sources::MostSources> after{};      // by history: packed verdict
    std::array<std::uint8_t, Sources::MostSources> afterBatch{}; // of the batch that is under way
};

// A service's money of one day.
struct Day {
    std::uint32_t epoch = 0;
    DayCost spent;
};

// WindowLog in plain numbers: the steps of one window that still count.
class Log {
public:
    struct Entry {
        enum Bit : std::uint8_t { Counts = 1, Error = 2, Unrecorded = 4 };
        std::int64_t time = NoTime;
        std::int64_t number = 0; // of a sum
        std::int32_t day = 0;
        std::uint8_t bits = 0;
    };

    void begin(std::uint32_t epoch);
    void advance(const Window& window, std::int64_t now, std::int32_t day);
    void add(const Entry& entry);

    // Counts, or the sum; flags Unrecorded and Error. nullopt: the sum does not fit.
    std::optional<Look> look(const Window& window) const;

private:
    std::uint32_t m_epoch = 0;
    std::size_t m_head = 0;
    std::vector<Entry> m_entries;
    std::int64_t m_counting = 0;
    std::int64_t m_errors = 0;
    std::int64_t m_unrecorded = 0;
    Int128 m_sum = 0;
};

// What a step adds to a window once it has run; nullopt: nothing. `verdict` is how it counts (Shape::entry).
std::optional<Log::Entry> windowEntry(const Program& program, const Layout& layout, std::uint32_t slot, std::uint32_t position,
                                      Verdict verdict);

// For windows of `today`; 0 where none asks.
inline std::int32_t dayNumberOf(const Layout& layout, std::uint32_t zone, std::uint32_t position)
{
    const auto& numbers = layout.dayNumber[zone];
    return numbers.empty() ? 0 : numbers[position];
}

// Everything that changes while groups are replayed. Groups touch disjoint parts, so threads may work on several at
// once.
struct Ground {
    std::vector<Way> ways;              // by run
    std::vector<Past> pasts;            // by run; empty where no policy has a history
    std::vector<std::vector<Day>> days; // by zone, day
    std::vector<std::vector<Log>> logs; // by window, log

    Ground(const Layout& layout, std::size_t runs);
};

// A counter as the step sees it, its own share included; not CostToday.
inline Look counterLook(Field field, const StepFact& fact, const Way& way)
{
    const bool isCall = fact.kind == StepKind::ToolCall;
    switch (field) {
    case Field::Cost:
        return {plusSaturating(Money{way.cost}, Money{fact.estimate}).nanos,
                Look::flagIf(way.unknownCosts != 0, Look::AtLeast)};
    case Field::StepsInRun: return {std::int64_t(way.steps) + 1, 0};
    case Field::ToolCallsInRun: return {std::int64_t(way.toolCalls) + (isCall ? 1 : 0), 0};
    case Field::LlmCallsInRun: return {std::int64_t(way.llmCalls) + (fact.kind == StepKind::LlmCall ? 1 : 0), 0};
    case Field::AttemptsInRun: return {way.attempts, 0};
    case Field::DenialsInRun: return {way.denials, 0};
    case Field::ErrorsInRun: return {way.errors, 0};
    case Field::TokensInRun: return {way.tokens, Look::flagIf(way.unknownTokens, Look::AtLeast)};
    case Field::UnknownCostsInRun: return {way.unknownCosts, 0};
    case Field::SameCallRepeats:
        if (!isCall)
            return {0, Look::Absent};
        return {way.repeats, Look::flagIf(fact.has(StepFact::ArgsUnrecorded), Look::Unrecorded)};
    case Field::Elapsed:
        if (fact.has(StepFact::Untimed))
            return {0, Look::Unrecorded | Look::Absent};
        return {fact.elapsed, 0};
    default: return {};
    }
}

} // namespace runlog::live
