// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/shapes.h"
#include "core/replay/live/ways.h"

#include <span>
#include <vector>

namespace runlog::live {

// A counter that the key of a step takes, made ready: which one, and where its ranks begin. Most have one cut.
struct Reading {
    enum class What : std::uint8_t { Count, Cost, Tokens, Elapsed, Other };

    std::int64_t cut = 0; // the first
    std::span<const std::int64_t> otherCuts;
    What what = What::Other;
    Count count = Count::Nothing; // of What::Count
    std::uint8_t ownOf = 0;       // of What::Count: bit per kind of step that the count includes as soon as the step has arrived
    std::uint8_t source = 0;      // in the key
    Field field = Field::Cost;

    [[gnu::always_inline]] std::uint16_t code(const StepFact& fact, const Way& way) const
    {
        switch (what) {
        case What::Count: return coded(std::int64_t(way[count]) + (ownOf >> static_cast<unsigned>(fact.kind) & 1U));
        case What::Cost: return coded(costLook(fact, way));
        case What::Tokens: return coded(tokensLook(way));
        case What::Elapsed: return coded(elapsedLook(fact));
        case What::Other: return coded(counterLook(field, fact, way));
        }
        return 0;
    }

private:
    std::uint16_t coded(std::int64_t value, std::uint8_t flags = 0) const
    {
        auto rank = static_cast<std::size_t>(value >= cut);
        if (!otherCuts.empty())
            rank += Source::rank(otherCuts, value);
        return Source::codeOf(rank, flags);
    }
    std::uint16_t coded(const Look& look) const { return coded(look.value, look.flags); }
};

// The counters that steps of each shape read. `sources` outlives it.
class Readings {
public:
    Readings() = default;
    Readings(const Sources& sources, const Shapes& shapes);

    std::span<const Reading> of(std::uint32_t shape) const
    {
        return {m_readings.data() + m_begins[shape], m_begins[shape + 1] - m_begins[shape]};
    }

private:
    std::vector<Reading> m_readings;     // shape after shape
    std::vector<std::uint32_t> m_begins; // by shape, and one more
};

} // namespace runlog::live
