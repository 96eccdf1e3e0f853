// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/cutsums.h"
#include "core/replay/live/moving.h"
#include "core/replay/live/prefixsums.h"
#include "core/replay/live/shapes.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace runlog::live {

// What a step leaves behind for the steps after it.
enum class Effect : std::uint8_t { Nothing, Ran, Waits };

// What a step adds to its day's money.
inline std::int64_t moneyOf(const StepFact& fact, Effect effect)
{
    return effect == Effect::Ran ? fact.cost : effect == Effect::Waits ? std::max<std::int64_t>(0, fact.estimate) : 0;
}

// One step has another effect.
struct EffectChange {
    std::uint32_t position = 0;
    std::uint32_t run = 0;
    Effect before = Effect::Nothing;
    Effect after = Effect::Nothing;
    bool isCostMissing = false; // of the step, once it ran
    bool enters = false;        // some window may count it
    std::int64_t money = 0;     // by how much its day's money changes

    bool lacksMoney(Effect effect) const { return isCostMissing && effect == Effect::Ran; }
};

// What runs share, as a function of place: what any step sees of the steps before it can be asked at any time, in any
// order, and a change at one step names the later steps that now see something else. Groups touch disjoint cells.
//
// A day's money is known by the side of each cut on which a step last saw it: see note(). Of the steps of a row that now see another
// side only the first is named; the next one is named once that one has noted what it sees.
class Cells {
public:
    Cells(const Program& program, const Layout& layout, const Shapes& shapes, const Sources& sources, const Moving& moving);

    // Takes the effects of a whole group, from the lowest two bits of each step's trace (by position).
    void build(const Group& group, const std::vector<std::uint8_t>& traces);

    // What Looking::before() sees, without flags that depend on the step's run.
    Look day(std::uint32_t zone, std::uint32_t position) const;
    std::optional<Look> window(std::uint32_t slot, std::uint32_t position) const; // nullopt: the sum does not fit

    // Of a day's money, the step's own share included, as it was noted last: how many of its source's cuts it reaches, and how many of
    // the moving condition's.
    std::uint32_t rank(std::uint32_t zone, std::uint32_t position) const { return placeOf(zone, position).rank; }
    unsigned movingRank(std::uint32_t zone, std::uint32_t position) const;
    bool isLacking(std::uint32_t zone, std::uint32_t position) const; // some cost before it is unknown

    // Calls `touch` with later positions that may see a source on another side of a cut, and `shift` with those whose
    // window shows another value.
    using Touch = std::function<void(std::uint32_t position)>;
    using Shift = std::function<void(std::uint32_t slot, std::uint32_t position, std::int64_t amount, bool flags)>;
    void change(const EffectChange& change, const Touch& touch, const Shift& shift);

    // The same for many steps of one group, in any order, for one part of the days and logs: the parts touch disjoint cells, so
    // that each may have its thread.
    struct Part {
        std::uint32_t index = 0;
        std::uint32_t count = 1;
        bool has(std::uint32_t cell) const { return cell % count == index; }
    };
    void change(std::span<const EffectChange> changes, Part part, const Touch& touch, const Shift& shift);

    // A step is about to look. All steps before it are settled.
    void note(std::uint32_t position, const Touch& touch);

    // The cuts of the moving condition have moved, where it reads a day's money: the first step of each row that sees another side.
    // Where there are more or fewer of them than before, all that read it.
    void moved(const Moving& moving, const Touch& touch);

private:
    // The steps of one day, in order.
    struct Day {
        std::vector<std::uint32_t> positions;
        CutSums sums;
        PrefixSums unknown;           // unknown costs; empty where all are known
        std::size_t lackingFrom = 0;  // the first place that has an unknown cost before it
        std::size_t other = 0;        // the first place that sees another side than it has noted
    };
    // The steps of one window's log, in order.
    struct Log {
        std::vector<std::uint32_t> positions;
        std::vector<std::uint32_t> begins;  // by place: the first place still inside
        std::vector<std::int64_t> numbers;  // by place: the count or sum it shows
        std::vector<std::uint8_t> asks;     // by place: somebody looks
        PrefixSums unrecorded; // these two are empty where no entry can ever be such
        PrefixSums errors;
        bool hasFlags = false;
    };
    // Where a step stands.
    struct DayPlace {
        std::uint32_t day = None;
        std::uint32_t place = 0;
    };
    struct WindowEntry {
        std::int64_t number = 0;
        bool unrecorded = false;
        bool error = false;
        bool operator==(const WindowEntry&) const = default;
    };

    const CutSums::Place& placeOf(std::uint32_t zone, std::uint32_t position) const
    {
        const auto at = m_dayAt[zone][position];
        return m_days[zone][at.day].sums[at.place];
    }
    void addDays();
    void addLogs();
    void addBegins(std::uint32_t slot, Log& log) const;
    void takeCuts(const Moving& moving);
    std::uint8_t asks(std::uint32_t zone, std::uint32_t position) const;
    WindowEntry entry(std::uint32_t slot, std::uint32_t position, Effect effect) const;
    void buildDay(std::uint32_t zone, std::uint32_t index, const std::vector<std::uint8_t>& traces);
    void buildLog(std::uint32_t slot, std::uint32_t index, const std::vector<std::uint8_t>& traces);
    std::optional<std::uint32_t> addMoney(std::uint32_t zone, const EffectChange& change, const Touch& touch);
    void changeLacking(Day& day, std::size_t place, const EffectChange& change, const Touch& touch);
    void changeWindow(std::uint32_t slot, const EffectChange& change, const Shift& shift);
    void touchOther(std::uint32_t zone, std::uint32_t index, std::size_t from, const Touch& touch);
    void fetchDay(std::uint32_t zone, std::uint32_t position) const;
    void keepReach(std::uint32_t zone, std::uint32_t index);
    bool isPassed(std::uint32_t index) const;

    const Program& m_program;
    const Layout& m_layout;
    const Shapes& m_shapes;
    std::vector<std::vector<Day>> m_days;                  // by zone, day
    std::vector<std::vector<DayPlace>> m_dayAt;            // by zone, position
    std::vector<Cuts> m_cuts;                              // by zone
    std::vector<std::uint32_t> m_sourceOfZone;             // None: nothing reads it
    std::uint32_t m_movingZone = None;                     // whose money the moving condition reads
    std::vector<CutSums::Reach> m_reach;                   // by day of that zone and moving cut: most moves pass few days, and ask no other
    std::vector<std::vector<Log>> m_logs;                  // by window, log
    std::vector<std::vector<std::uint32_t>> m_logPlace;    // by window, position: place in its log
    std::vector<std::uint32_t> m_asksWindow;               // by window: bits of Shape::reads, one of which must be there
};

} // namespace runlog::live
