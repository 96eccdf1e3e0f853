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
    std::uint32_t next = 0; // Walk::ripple: the position that it has come to
    std::array<std::uint32_t, CountCount> counts{}; // by Count
    std::uint32_t repeats = 0;
    bool isOther : 1 = false;  // Walk::ripple: not as it was before the move
    bool isOpened : 1 = false; // Walk::ripple: some outcome is another
    bool unknownTokens = false;
    bool diverged = false;
    bool ended = false;

    std::uint32_t& operator[](Count count) { return counts[static_cast<std::size_t>(count)]; }
    std::uint32_t operator[](Count count) const { return counts[static_cast<std::size_t>(count)]; }
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

// Whether a step of this kind sees itself in a count.
inline bool countsItself(Count count, StepKind kind)
{
    return count == Count::Steps || (count == Count::ToolCalls && kind == StepKind::ToolCall)
           || (count == Count::LlmCalls && kind == StepKind::LlmCall);
}

[[gnu::always_inline]] inline Look costLook(const StepFact& fact, const Way& way)
{
    return {plusSaturating(Money{way.cost}, Money{fact.estimate}).nanos, Look::flagIf(way[Count::UnknownCosts] != 0, Look::AtLeast)};
}

inline Look tokensLook(const Way& way) { return {way.tokens, Look::flagIf(way.unknownTokens, Look::AtLeast)}; }

inline Look elapsedLook(const StepFact& fact)
{
    return fact.has(StepFact::Untimed) ? Look{0, Look::Unrecorded | Look::Absent} : Look{fact.elapsed, 0};
}

inline Look otherLook(Field field, const StepFact& fact, const Way& way)
{
    const auto count = countOf(field);
    return count == Count::Nothing ? Look{} : Look{std::int64_t(way[count]) + (countsItself(count, fact.kind) ? 1 : 0), 0};
}

// A counter as the step sees it, its own share included; not CostToday.
[[gnu::always_inline]] inline Look counterLook(Field field, const StepFact& fact, const Way& way)
{
    switch (field) {
    case Field::Cost: return costLook(fact, way);
    case Field::TokensInRun: return tokensLook(way);
    case Field::SameCallRepeats:
        if (fact.kind != StepKind::ToolCall)
            return {0, Look::Absent};
        return {way.repeats, Look::flagIf(fact.has(StepFact::ArgsUnrecorded), Look::Unrecorded)};
    case Field::Elapsed: return elapsedLook(fact);
    default: return otherLook(field, fact, way);
    }
}

} // namespace runlog::live
