// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/outwards.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace runlog;
using namespace runlog::live;

namespace {

std::string print(const std::vector<Decimal>& values)
{
    std::string text;
    for (const auto& value : values)
        text.append(text.empty() ? "" : " ").append(value.text());
    return text;
}

std::string nearest(const Outwards& search, int scale, const std::vector<std::int64_t>& numbers)
{
    NearestNumbers nearest(search, scale);
    for (const auto number : numbers)
        nearest.add(number);
    return print(nearest.take());
}

// All of them as decimals, sorted, cut off.
std::string nearestOfAll(const Outwards& search, int scale, std::vector<std::int64_t> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    if (!search.up)
        std::reverse(numbers.begin(), numbers.end());
    std::vector<Decimal> values;
    for (const auto number : numbers) {
        const Decimal value(number, -scale);
        const bool isThere = value == search.from ? search.orHere : (value > search.from) == search.up;
        if (isThere && values.size() < search.most)
            values.push_back(value);
    }
    return print(values);
}

} // namespace

class TestOutwards : public QObject {
    Q_OBJECT
private slots:
    void theNearestComeFirstAndOnce();
    void theNearestOfManyAreThoseOfASortedList();
    void whatStandsForNoNumberIsNone();
};

void TestOutwards::theNearestComeFirstAndOnce()
{
    const std::vector<std::int64_t> numbers{250, 100, 125, 100, 75, 300, 125};
    const auto here = *Decimal::parse("1");
    QCOMPARE(nearest({here, true, true, 3}, 2, numbers), std::string("1 1.25 2.5"));
    QCOMPARE(nearest({here, true, false, 3}, 2, numbers), std::string("1.25 2.5 3"));
    QCOMPARE(nearest({here, false, true, 3}, 2, numbers), std::string("1 0.75"));
    QCOMPARE(nearest({here, false, false, 3}, 2, numbers), std::string("0.75"));
    const auto between = *Decimal::parse("1.251"); // finer than the numbers are
    QCOMPARE(nearest({between, true, true, 1}, 2, numbers), std::string("2.5"));
    QCOMPARE(nearest({between, false, false, 1}, 2, numbers), std::string("1.25"));
}

void TestOutwards::theNearestOfManyAreThoseOfASortedList()
{
    std::mt19937 chance(3);
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::int64_t> numbers(chance() % 60);
        for (auto& number : numbers)
            number = static_cast<std::int64_t>(chance() % 80) - 40;
        const Outwards search{Decimal(static_cast<std::int64_t>(chance() % 1000) - 500, -2), chance() % 2 == 0, chance() % 2 == 0,
                              1 + chance() % 9};
        const auto wanted = nearestOfAll(search, 1, numbers);
        QVERIFY2(nearest(search, 1, numbers) == wanted, wanted.c_str());
    }
}

void TestOutwards::whatStandsForNoNumberIsNone()
{
    const auto none = std::numeric_limits<std::int64_t>::min();
    QCOMPARE(nearest({Decimal(0, 0), false, true, 4}, 0, {none, -1}), std::string("-1"));
}

QTEST_APPLESS_MAIN(TestOutwards)
#include "tst_outwards.moc"
