// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/gaps.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace runlog;
using namespace runlog::live;

namespace {

constexpr std::size_t Runs = 40;
constexpr std::size_t StepsPerRun = 5;

// What each run compares, and which of them are reached, looked at one by one.
class PlainRuns {
public:
    explicit PlainRuns(std::mt19937& chance) : m_chance(chance), m_seen(Runs * StepsPerRun)
    {
        for (auto& seen : m_seen)
            seen = value();
    }

    std::int64_t value() { return m_chance() % 6 == 0 ? Unseen : static_cast<std::int64_t>(m_chance() % 200) - 100; }
    std::span<std::int64_t> of(std::uint32_t run) { return std::span(m_seen).subspan(run * StepsPerRun, StepsPerRun); }
    bool isReached(std::uint32_t run, Interval between)
    {
        const auto seen = of(run);
        return std::any_of(seen.begin(), seen.end(), [&](auto each) { return each >= between.low && each <= between.high; });
    }

private:
    std::mt19937& m_chance;
    std::vector<std::int64_t> m_seen;
};

Interval between(std::int64_t a, std::int64_t b) { return {std::min(a, b), std::max(a, b) - 1}; }

std::vector<std::uint32_t> reached(const Gaps& gaps, Interval interval)
{
    std::vector<std::uint32_t> runs;
    gaps.appendReached(interval, 0, Runs / 2, runs);
    gaps.appendReached(interval, Runs / 2, Runs, runs);
    return runs;
}

} // namespace

class TestGaps : public QObject {
    Q_OBJECT
private slots:
    void exactlyTheRunsThatAMovePassesAreReached();
    void aRunThatWasNotNotedAgainIsReachedByEveryMove();
    void noGapIsNearerThanWhatIsThere();
    void allThatACutOfSeveralPassesIsReached();
};

// Every reached run is decided again, and its values are others then.
void TestGaps::exactlyTheRunsThatAMovePassesAreReached()
{
    std::mt19937 chance(1);
    PlainRuns plain(chance);
    std::vector<std::int64_t> cuts{10};
    Gaps gaps;
    gaps.begin(Runs, cuts);
    for (std::uint32_t run = 0; run < Runs; ++run)
        gaps.note(run, plain.of(run));
    std::size_t all = 0;
    for (int move = 0; move < 2000; ++move) {
        const auto to = static_cast<std::int64_t>(chance() % 220) - 110;
        if (to == cuts.front())
            continue;
        const auto interval = between(cuts.front(), to);
        std::vector<std::uint32_t> wanted;
        for (std::uint32_t run = 0; run < Runs; ++run)
            if (plain.isReached(run, interval))
                wanted.push_back(run);
        QCOMPARE(reached(gaps, interval), wanted);
        gaps.moveTo(cuts = {to});
        for (const auto run : wanted) {
            plain.of(run)[chance() % StepsPerRun] = plain.value();
            gaps.note(run, plain.of(run));
        }
        all += wanted.size();
    }
    QVERIFY2(all > 1000 && all < 2000 * Runs * 3 / 4, qPrintable(QString::number(all)));
}

void TestGaps::aRunThatWasNotNotedAgainIsReachedByEveryMove()
{
    Gaps gaps;
    gaps.begin(Runs, std::vector<std::int64_t>{0});
    const std::int64_t seen[] = {5};
    gaps.note(7, seen);
    QCOMPARE(reached(gaps, {0, 9}), std::vector<std::uint32_t>{7});
    gaps.moveTo(std::vector<std::int64_t>{10});
    QCOMPARE(reached(gaps, {10, 11}), std::vector<std::uint32_t>{7});
    QCOMPARE(reached(gaps, {8, 9}), std::vector<std::uint32_t>{7});
    gaps.note(7, seen);
    QCOMPARE(reached(gaps, {8, 9}), std::vector<std::uint32_t>{});
    QCOMPARE(reached(gaps, {5, 9}), std::vector<std::uint32_t>{7});
}

// Values that come one by one leave a gap that is as wide as the nearest of them, or narrower.
void TestGaps::noGapIsNearerThanWhatIsThere()
{
    Gaps gaps;
    gaps.begin(Runs, std::vector<std::int64_t>{0});
    for (const std::int64_t seen : {9, -7, 4, -3, 6})
        gaps.add(3, seen);
    gaps.add(3, Unseen);
    QCOMPARE(reached(gaps, {0, 3}), std::vector<std::uint32_t>{});
    QCOMPARE(reached(gaps, {0, 4}), std::vector<std::uint32_t>{3});
    QCOMPARE(reached(gaps, {-2, -1}), std::vector<std::uint32_t>{});
    QCOMPARE(reached(gaps, {-3, -1}), std::vector<std::uint32_t>{3});
    gaps.end();
    QVERIFY(!gaps.areThere());
}

// Some cuts of several move: what lies between the lowest and the highest of them is reached, and perhaps more.
void TestGaps::allThatACutOfSeveralPassesIsReached()
{
    std::mt19937 chance(5);
    PlainRuns plain(chance);
    const auto made = [&] {
        std::vector<std::int64_t> cuts(1 + chance() % 3);
        for (auto& cut : cuts)
            cut = static_cast<std::int64_t>(chance() % 220) - 110;
        std::sort(cuts.begin(), cuts.end());
        return cuts;
    };
    auto cuts = made();
    Gaps gaps;
    gaps.begin(Runs, cuts);
    for (std::uint32_t run = 0; run < Runs; ++run)
        gaps.note(run, plain.of(run));
    for (int move = 0; move < 2000; ++move) {
        auto to = made();
        to.resize(cuts.size(), to.back());
        std::vector<std::int64_t> moved;
        std::set_symmetric_difference(cuts.begin(), cuts.end(), to.begin(), to.end(), std::back_inserter(moved));
        if (moved.empty())
            continue;
        const Interval interval{moved.front(), moved.back() - 1};
        const auto runs = reached(gaps, interval);
        gaps.moveTo(cuts = to);
        for (std::uint32_t run = 0; run < Runs; ++run) {
            const bool isThere = std::find(runs.begin(), runs.end(), run) != runs.end();
            QVERIFY(isThere || !plain.isReached(run, interval));
            if (!isThere || chance() % 4 == 0)
                continue;
            plain.of(run)[chance() % StepsPerRun] = plain.value();
            gaps.note(run, plain.of(run));
        }
    }
}

QTEST_APPLESS_MAIN(TestGaps)
#include "tst_gaps.moc"
