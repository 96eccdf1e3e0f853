// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/columns.h"

#include <array>

namespace runlog::live {

// What the policies say of a step once everything that its own content decides is known. Steps with one shape differ
// for the policies only in what their sources show.
struct Shape {
    static constexpr std::uint32_t Moving = 1U << 31U;

    std::uint32_t reads = 0;                                  // bit per source that can still matter; Moving
    std::uint32_t enters = 0;                                 // bit per window that it may count for once it ran
    std::array<Truth, Sources::MostSources> own{};            // by window: whether the step itself is of those counted
    std::array<std::uint8_t, Sources::MostSources> entry{};   // by window: packed verdict, how it counts once it ran
    std::array<std::uint8_t, Sources::MostSources> history{}; // by history: packed verdict, once it ran

    bool operator==(const Shape&) const = default;
};

struct Shapes {
    std::vector<std::uint32_t> of; // by position
    std::vector<Shape> list;
    std::size_t bytes() const { return of.size() * sizeof(std::uint32_t) + list.size() * sizeof(Shape); }
};

// The columns of a program put together; kept with the order. null: a stop was asked for.
std::shared_ptr<const Shapes> shapesOf(const std::shared_ptr<const Program>& program, const Sources& sources, const Runs& runs,
                                       const ReplayOrder& order, const std::stop_token& stop);

} // namespace runlog::live
