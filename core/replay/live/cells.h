// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/moving.h"
#include "core/replay/live/shapes.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace runlog::live {

// What a step leaves behind for the steps after it.
enum class Effect : std::uint8_t { Nothing, Ran, Waits };

// What a step adds to its day's money.
inline std::int64_t moneyOf(const StepFact& fact, Effect effect)
{
    return effect == Effect::Ran ? fact.cost : effect == Effect::Waits ? std::max<std::int64_t>(0, fact.estimate) : 0;
}

// Sums over the first so many of a row of numbers that change: a binary indexed tree (Fenwick, 1994).
class PrefixSums {
public:
    void assign(const std::vector<std::int64_t>& numbers);
    void add(std::size_t index, std::int64_t amount);
    std::int64_t before(std::size_t index) const // of all numbers before that place
    {
        std::int64_t sum = 0;
        for (auto place = index; place > 0; place &= place - 1)
            sum += m_tree[place];
        return sum;
    }

    // The first place whose sum before it is at least `sum`, where no number is negative; the size plus one if none.
    std::size_t reaching(std::int64_t sum) const;

private:
    std::vector<std::int64_t> m_tree; // one-based
};

// What runs share, as a function of place: what any step sees of the steps before it can be asked at any time, in any
// order, and a change at one step names the later steps that now see something else. Groups touch disjoint cells.
class Cells {
public:
    Cells(const Program& program, const Layout& layout, const Shapes& shapes);

    // Takes the effects of a whole group, from the lowest two bits of each step's trace (by position).
    void build(const Group& group, const std::vector<std::uint8_t>& traces);

    // What Looking::before() sees, without flags that depend on the step's run.
    Look day(std::uint32_t zone, std::uint32_t position) const;
    std::optional<Look> window(std::uint32_t slot, std::uint32_t position) const; // nullopt: the sum does not fit

    // One step has another effect. Calls `touch` with each later position that may see a source on another side of a
    // cut, and `shift` with those whose window shows another value.
    using Touch = std::function<void(std::uint32_t position)>;
    using Shift = std::function<void(std::uint32_t slot, std::uint32_t position, std::int64_t amount, bool flags)>;
    void change(std::uint32_t position, Effect before, Effect after, const Touch& touch, const Shift& shift);

    // From now on these are the cuts of a zone's daily money.
    void watch(std::uint32_t zone, std::vector<std::int64_t> cuts) { m_watched[zone] = std::move(cuts); }

    // The positions whose own look at a day's money may lie between two values, both included.
    void between(std::uint32_t zone, std::int64_t from, std::int64_t to, const Touch& touch) const;

    // A cut of a day's money that moves, followed along each row as the row changes: what comes before a place is
    // settled before that place is asked for. So a step that sees the cut move past what it sees, and whose sum follows
    // the cut, is spared.
    struct Sweep {
        std::uint32_t zone = 0;
        std::int64_t before = 0;
        std::int64_t after = 0;
        std::vector<std::uint32_t> end; // by row, where the cut moves down: the first place that was past it before
    };
    Sweep sweep(std::uint32_t zone, std::int64_t before, std::int64_t after) const;
    // The first position of a row that sees another side; None: there is none. To be called for rows of one group by
    // one thread.
    std::uint32_t first(const Sweep& sweep, std::uint32_t row) const { return from(sweep, row, 0); }
    std::uint32_t next(const Sweep& sweep, std::uint32_t position) const;
    std::uint32_t rows(std::uint32_t zone) const { return static_cast<std::uint32_t>(m_days[zone].size()); }

private:
    // The steps of one cell or log, in order.
    struct Row {
        std::vector<std::uint32_t> positions;
        PrefixSums sums;    // money; counts or sums of a window
        PrefixSums unknown; // unknown costs; unrecorded entries
        PrefixSums errors;
        std::int64_t mostEstimate = 0;
        bool hasFlags = false; // anything in `unknown` or `errors` at all
    };
    struct WindowEntry {
        std::int64_t number = 0;
        bool unrecorded = false;
        bool error = false;
        bool operator==(const WindowEntry&) const = default;
    };

    std::uint32_t from(const Sweep& sweep, std::uint32_t row, std::size_t place) const;
    void addRows();
    std::int64_t money(std::uint32_t position, Effect effect) const;
    bool lacksMoney(std::uint32_t position, Effect effect) const;
    WindowEntry entry(std::uint32_t slot, std::uint32_t position, Effect effect) const;
    void changeDay(std::uint32_t zone, std::uint32_t position, Effect before, Effect after, const Touch& touch);
    void changeWindow(std::uint32_t slot, std::uint32_t position, Effect before, Effect after, const Shift& shift);

    const Program& m_program;
    const Layout& m_layout;
    const Shapes& m_shapes;
    std::vector<std::vector<Row>> m_days;               // by zone, day
    std::vector<std::vector<std::uint32_t>> m_dayPlace; // by zone, position: place in its row
    std::vector<std::vector<Row>> m_logs;               // by window, log
    std::vector<std::vector<std::uint32_t>> m_logPlace; // by window, position: place in its row
    std::vector<std::vector<std::uint32_t>> m_logBegin; // by window, position: the first place of its row still inside
    std::vector<std::vector<std::int64_t>> m_watched;   // by zone
};

} // namespace runlog::live
