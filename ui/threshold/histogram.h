// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/impact.h"
#include "core/replay/sweep.h"
#include "ui/session/replaysession.h"
#include "ui/threshold/axis.h"
#include "ui/threshold/holdmarks.h"

#include <QString>
#include <optional>
#include <span>
#include <vector>

namespace studio {

// How a step stands to the outcome that a policy asks for ("at least as strict", or not reached), in the baseline and now.
enum class Hold : std::uint8_t { Free, Kept, Gained, Lost };
Hold holdOf(const runlog::StepOutcome& before, const runlog::StepOutcome& now, runlog::Outcome asked);

// What a swatch of the bars stands for; a line without one goes on with the line before it.
struct LegendLine {
    std::optional<Hold> swatch;
    QString words;
};
using LegendLines = std::vector<LegendLine>;

struct Bin {
    double from = 0;
    double to = 0;
    std::size_t total = 0;
    std::size_t kept = 0;   // held in the baseline and now
    std::size_t gained = 0; // held now only
    std::size_t lost = 0;   // held in the baseline only
};

// What the strip between the baseline's line and the draft's holds.
struct Between {
    std::size_t values = 0;
    std::size_t gained = 0;
    std::size_t gainedDirectly = 0; // of them, with the policy's own outcome; the rest came after such a step
    std::size_t lost = 0;
    std::size_t unchanged() const { return values - gained - lost; }
};

// Two replays compared: the earlier one, and in which steps the later one differs from it. Without a replay nothing is held.
struct Compared {
    runlog::ReplayPtr before;
    const runlog::Impact* impact = nullptr; // null: not all differences are listed, and `now` is followed
    runlog::Outcome asked = runlog::Outcome::Deny;
    runlog::ReplayPtr now = {};
    quint64 generation = 0;                 // of `now`
    const MovedRuns* moved = nullptr;       // null: any run
};
Compared comparedIn(const ReplayResult& result, runlog::Outcome asked); // the result outlives it

// The values that a condition observed, in bins of pixels. Sorted once; what was held before is summed up once for each earlier replay,
// so that a later one costs its differences and not the values; of one that only moved, those in the runs that moved: a drag over a
// million values counts in a millisecond.
//
// Steps at or beyond the end of a replay count as unchanged. Window thread.
class Histogram {
public:
    void setValues(const std::vector<runlog::ObservedValue>& values);
    bool isEmpty() const { return m_values.empty(); }
    std::size_t size() const { return m_values.size(); }
    double smallest() const { return m_values.front(); }
    double greatest() const { return m_values.back(); }
    double smallestPositive() const; // 0: none
    double quantile(double part) const;
    std::size_t countBelow(double value) const; // strictly

    // Values counted between neighbouring edges (ascending); a bin holds its lower edge, not its upper.
    std::vector<Bin> bins(std::span<const double> edges, const Compared& compared) const;
    Between between(double a, double b, const Compared& compared) const;

private:
    static constexpr std::uint32_t NoIndex = 0xFFFFFFFFU;

    void sumUp(const Compared& compared) const;
    void follow(const Compared& compared) const;
    void markSteps(const Compared& compared, std::size_t begin, std::size_t end) const;
    HoldMarks::Sums differencesIn(const Compared& compared, std::size_t begin, std::size_t end) const;
    void addDifferences(std::vector<Bin>& bins, const std::vector<std::size_t>& ends, std::size_t first, const Compared& compared) const;
    std::uint32_t indexOf(std::size_t step) const { return step < m_indexOf.size() ? m_indexOf[step] : NoIndex; }
    std::uint32_t heldBelow(std::size_t index) const { return m_heldBelow.empty() ? 0 : m_heldBelow[index]; }

    // Calls `visit(index, change, hold)` for each observed step that is held in one replay alone.
    template <typename Visit>
    void eachDifference(const Compared& compared, Visit visit) const;

    std::vector<double> m_values;
    std::vector<std::uint32_t> m_steps;
    std::vector<std::uint32_t> m_indexOf;           // by step: of m_values, or NoIndex
    mutable runlog::ReplayPtr m_before;             // what m_heldBelow is of
    mutable runlog::Outcome m_asked = runlog::Outcome::Deny;
    mutable runlog::ReplayPtr m_followedBefore;     // what m_marks compare …
    mutable runlog::Outcome m_followedAsked = runlog::Outcome::Deny;
    mutable quint64 m_followed = 0;                 // … with the result of this generation; 0: none
    mutable HoldMarks m_marks;                      // by index
    mutable std::vector<std::uint32_t> m_heldBelow; // by index, one more: values before it that were held; empty: none is
};

// The smallest round width of a bin that is at least `pixels` wide and no finer than the grain: 0.5 for "steps per $0.50". Linear axes only.
double roundBinWidth(const Axis& axis, qreal pixels, double grain);

// Edges over the whole axis: multiples of roundBinWidth(), or equal pixels where the axis is logarithmic.
std::vector<double> binEdges(const Axis& axis, qreal pixels, double grain);

} // namespace studio
