// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace runlog::live {

// What a source shows at one step.
struct Look {
    enum Flag : std::uint8_t { AtLeast = 1, Unrecorded = 2, Absent = 4, Error = 8 };
    std::int64_t value = 0;
    std::uint8_t flags = 0;

    static std::uint8_t flagIf(bool holds, Flag flag) { return static_cast<std::uint8_t>(holds ? flag : 0); }
};

// What a run counts in ones.
enum class Count : std::uint8_t { Steps, ToolCalls, LlmCalls, Attempts, Denials, Errors, UnknownCosts, Nothing };
constexpr auto CountCount = static_cast<std::size_t>(Count::Nothing);

// The count that a counter shows; Nothing: it is another.
Count countOf(Field field);

// One thing that conditions read and that depends on what happened before. All tests of a source say the same of two
// values between which no cut lies, so that a value is known well enough by its rank among the cuts.
struct Source {
    enum class Kind : std::uint8_t { Counter, CostToday, Window, History };

    Kind kind = Kind::Counter;
    Field field = Field::Cost;      // Counter
    std::uint32_t index = 0;        // zone, window or history
    std::vector<std::int64_t> cuts; // sorted: each begins a new rank
    Count count = Count::Nothing;   // of a Counter

    static std::size_t rank(std::span<const std::int64_t> cuts, std::int64_t value)
    {
        if (cuts.size() > 8)
            return static_cast<std::size_t>(std::upper_bound(cuts.begin(), cuts.end(), value) - cuts.begin());
        std::size_t rank = 0;
        for (const auto cut : cuts)
            rank += value >= cut ? 1U : 0U;
        return rank;
    }
    std::uint16_t code(const Look& look) const { return codeOf(rank(cuts, look.value), look.flags); }
    static std::uint16_t codeOf(std::size_t rank, std::uint8_t flags) { return static_cast<std::uint16_t>(rank << 4U | flags); }
};

// The sources of a program, at most MostSources. Windows are in whole counts, sums in 10⁻⁹.
struct Sources {
    static constexpr std::size_t MostSources = 16;
    static constexpr std::uint8_t Static = 0xFF;
    static constexpr std::uint16_t Beyond = 0xFFFF; // of codes: greater than the fast way counts

    std::vector<Source> list;
    std::vector<std::uint8_t> ofLeaf;    // by leaf: its source, or Static
    std::vector<std::uint8_t> ofHistory; // by history
    std::vector<std::uint8_t> ofWindow;  // by window
    std::vector<bool> insideEvents;      // by leaf: part of a history or of a window's `where`
    std::uint32_t counters = 0;          // bit per source that is a counter
    std::uint32_t shared = 0;            // bit per source that runs may share: each day's money, each window
    std::uint32_t moving = 0xFFFFFFFFU;  // the leaf whose number moves: it has no cuts
};

// The sources of a program in which the number of leaf `moving` is going to change. nullopt where the program has a
// shape that only the general replay follows: a history or a window of steps that reads a counter, distinct values,
// more sources than fit.
std::optional<Sources> sourcesOf(const Program& program, std::optional<std::uint32_t> moving);

// The leaf of a condition's id, where there is one.
std::optional<std::uint32_t> leafOf(const Program& program, std::string_view conditionId);

// The whole number at or below a literal, in units of 10^-scale; nullopt for what is no number or does not fit.
std::optional<std::int64_t> floorOf(const Literal& literal, int scale);

// The unit of what a source shows, as 10^-scale of the unit that its numbers are written in.
int scaleOf(const Source& source, const Program& program);

// The factor between a window's values and its literals' whole numbers: 1, or 10⁹ for sums.
constexpr int SumScale = 9;

} // namespace runlog::live
