// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.h"
#include "core/replay/live/layout.h"
#include "core/replay/live/sources.h"

#include <array>
#include <stop_token>

namespace runlog::live {

// A verdict in four bits.
constexpr std::uint8_t packed(Verdict verdict)
{
    return static_cast<std::uint8_t>(static_cast<unsigned>(verdict.truth)
                                     | static_cast<unsigned>(verdict.assumed) << 2U);
}
constexpr Verdict unpacked(std::uint8_t bits)
{
    return {static_cast<Truth>(bits & 3U), static_cast<Truth>(bits >> 2U & 3U)};
}

// What the policies say of a step once everything that its own content decides is known. Steps with one shape differ
// for the policies only in what their sources show.
struct Shape {
    static constexpr std::uint32_t Moving = 1U << 31U;

    std::uint32_t reads = 0;                                  // bit per source that can still matter; Moving
    std::array<Truth, Sources::MostSources> own{};            // by window: whether the step itself is of those counted
    std::array<std::uint8_t, Sources::MostSources> entry{};   // by window: packed verdict, how it counts once it ran
    std::array<std::uint8_t, Sources::MostSources> history{}; // by history: packed verdict, once it ran

    bool operator==(const Shape&) const = default;
};

// What a window adds up, of one step.
struct Addend {
    enum class Kind : std::uint8_t { NotThere, Unrecorded, Number, NoNumber };
    std::int64_t value = 0; // 10⁻⁹
    Kind kind = Kind::NotThere;
};

struct Shapes {
    std::vector<std::uint32_t> of; // by position
    std::vector<Shape> list;
    std::vector<std::vector<Addend>> addends; // by window, position; empty where nothing is added up
    std::vector<std::uint32_t> beyond;        // groups that only the general replay can follow
};

// A state in which nothing has happened, for conditions that do not look at it.
Seen blankFor(const Program& program);

// Asks every condition that depends on its step alone, each once for each step where its answer can matter.
Shapes shapesOf(const std::shared_ptr<const Program>& program, const Sources& sources, const Layout& layout,
                const Runs& runs, const std::stop_token& stop);

} // namespace runlog::live
