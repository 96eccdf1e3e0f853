// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/cutsums.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace runlog::live;

namespace {

// The same row, looked at place by place.
class PlainRow {
public:
    PlainRow(std::vector<CutSums::Place> places, const Cuts& cuts) : m_places(std::move(places)), m_cuts(cuts)
    {
        for (std::size_t place = 0; place < m_places.size(); ++place)
            note(place);
    }

    std::int64_t before(std::size_t place) const
    {
        std::int64_t sum = 0;
        for (std::size_t at = 0; at < place; ++at)
            sum += m_places[at].amount;
        return sum;
    }
    void put(std::size_t place, std::int64_t amount) { m_places[place].amount = amount; }
    void note(std::size_t place)
    {
        m_places[place].rank = rank(place);
        m_places[place].above = above(place);
    }
    bool isOther(std::size_t place) const
    {
        const auto& each = m_places[place];
        return ((each.asks & CutSums::Place::Fixed) != 0 && each.rank != rank(place))
               || ((each.asks & CutSums::Place::Moving) != 0 && each.above != above(place));
    }
    std::size_t firstOther(std::size_t from) const
    {
        for (auto place = from; place < m_places.size(); ++place)
            if (isOther(place))
                return place;
        return m_places.size();
    }
    const CutSums::Place& operator[](std::size_t place) const { return m_places[place]; }

private:
    std::int64_t look(std::size_t place) const { return before(place) + m_places[place].own; }
    std::uint32_t rank(std::size_t place) const
    {
        return static_cast<std::uint32_t>(std::count_if(m_cuts.fixed.begin(), m_cuts.fixed.end(),
                                                        [&](auto cut) { return look(place) >= cut; }));
    }
    std::uint8_t above(std::size_t place) const
    {
        unsigned bits = 0;
        for (std::size_t cut = 0; cut < m_cuts.moving.size(); ++cut)
            bits |= look(place) >= m_cuts.moving[cut] ? 1U << cut : 0U;
        return static_cast<std::uint8_t>(bits);
    }

    std::vector<CutSums::Place> m_places;
    const Cuts& m_cuts;
};

class Chance {
public:
    explicit Chance(unsigned seed) : m_engine(seed) {}
    std::size_t below(std::size_t limit) { return m_engine() % limit; }
    std::int64_t amount() { return below(3) == 0 ? 0 : static_cast<std::int64_t>(below(9)); }
    std::vector<std::int64_t> cuts(std::size_t count)
    {
        std::vector<std::int64_t> cuts;
        for (std::size_t cut = 0; cut < count; ++cut)
            cuts.push_back(static_cast<std::int64_t>(below(400)));
        std::sort(cuts.begin(), cuts.end());
        if (!cuts.empty() && below(4) == 0)
            cuts.front() = std::numeric_limits<std::int64_t>::min();
        return cuts;
    }

private:
    std::mt19937 m_engine;
};

} // namespace

class TestCutSums : public QObject {
    Q_OBJECT
private slots:
    void sumsAndSidesEqualThoseLookedUpPlaceByPlace();
};

void TestCutSums::sumsAndSidesEqualThoseLookedUpPlaceByPlace()
{
    std::size_t others = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        Chance chance(seed);
        Cuts cuts{chance.cuts(chance.below(4)), chance.cuts(chance.below(3))};
        std::vector<CutSums::Place> places;
        for (auto count = 1 + chance.below(150); count > 0; --count)
            places.push_back({chance.amount(), chance.amount(), static_cast<std::uint8_t>(chance.below(4)), 0, 0});
        PlainRow plain(places, cuts);
        CutSums row;
        row.assign(places, cuts);
        for (int turn = 0; turn < 60; ++turn) {
            const auto place = chance.below(places.size());
            const auto amount = chance.amount();
            switch (chance.below(4)) {
            case 0:
                row.add(place, amount - plain[place].amount);
                plain.put(place, amount);
                break;
            case 1:
                for (auto at = place; at < std::min(places.size(), place + 40); at += 1 + chance.below(5)) {
                    const auto now = chance.amount();
                    row.add(at, now - plain[at].amount);
                    plain.put(at, now);
                }
                break;
            case 2:
                row.note(place);
                plain.note(place);
                break;
            default: cuts.moving = chance.cuts(cuts.moving.size());
            }
            QCOMPARE(row.before(place), plain.before(place));
            QCOMPARE(row.firstOther(place), plain.firstOther(place));
            QCOMPARE(row.firstOther(0), plain.firstOther(0));
            QCOMPARE(row[place].rank, plain[place].rank);
            others += plain.firstOther(0) < places.size() ? 1 : 0;
        }
    }
    QVERIFY2(others > 3'000, qPrintable(QString::number(others)));
}

QTEST_APPLESS_MAIN(TestCutSums)
#include "tst_cutsums.moc"
