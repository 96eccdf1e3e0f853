// SPDX-License-Identifier: Apache-2.0
#include "core/engine/intervals.h"
#include "core/engine/sha256.h"
#include "core/engine/zone.h"

#include <QtTest>

#include <limits>

using namespace runlog;

namespace {

Literal number(const char* text)
{
    Literal literal;
    literal.type = Literal::Type::Number;
    literal.text = text;
    literal.number = *Decimal::parse(text);
    return literal;
}

Literal timeOfDay(int hour)
{
    Literal literal;
    literal.type = Literal::Type::TimeOfDay;
    literal.nanos = hour * 3'600'000'000'000LL;
    return literal;
}

std::string print(const std::vector<Interval>& intervals)
{
    const auto end = [](std::int64_t value) {
        if (value == std::numeric_limits<std::int64_t>::min())
            return std::string("-inf");
        return value == std::numeric_limits<std::int64_t>::max() ? std::string("inf") : std::to_string(value);
    };
    std::string text;
    for (const auto& interval : intervals)
        text += "[" + end(interval.low) + "," + end(interval.high) + "]";
    return text;
}

std::string ofCount(Operator op, std::initializer_list<const char*> literals)
{
    std::vector<Literal> list;
    for (const auto* literal : literals)
        list.push_back(number(literal));
    return print(intervalsOf(op, list, FieldType::Count));
}

} // namespace

class TestIntervals : public QObject {
    Q_OBJECT
private slots:
    void aCountComparedWithAFractionIsExact();
    void thresholdsPastTheRangeAreNeverOrAlwaysTrue();
    void timesOfDayEndBeforeTheirEndAndMayPassMidnight();
    void daysFollowTheZone();
    void sha256GivesThePublishedDigests();
};

void TestIntervals::aCountComparedWithAFractionIsExact()
{
    QCOMPARE(ofCount(Operator::Gt, {"2"}), std::string("[3,inf]"));
    QCOMPARE(ofCount(Operator::Gt, {"2.5"}), std::string("[3,inf]"));
    QCOMPARE(ofCount(Operator::Gte, {"2.5"}), std::string("[3,inf]"));
    QCOMPARE(ofCount(Operator::Gte, {"2"}), std::string("[2,inf]"));
    QCOMPARE(ofCount(Operator::Lt, {"2.5"}), std::string("[-inf,2]"));
    QCOMPARE(ofCount(Operator::Lt, {"2"}), std::string("[-inf,1]"));
    QCOMPARE(ofCount(Operator::Lte, {"2.5"}), std::string("[-inf,2]"));
    QCOMPARE(ofCount(Operator::Lte, {"-2.5"}), std::string("[-inf,-3]"));
    QCOMPARE(ofCount(Operator::Gte, {"-2.5"}), std::string("[-2,inf]"));
    QCOMPARE(ofCount(Operator::Eq, {"2.5"}), std::string(""));
    QCOMPARE(ofCount(Operator::In, {"1", "2.5", "3"}), std::string("[1,1][3,3]"));
    QCOMPARE(ofCount(Operator::Between, {"1.5", "3.5"}), std::string("[2,3]"));
    QCOMPARE(ofCount(Operator::Between, {"3", "1"}), std::string(""));
}

void TestIntervals::thresholdsPastTheRangeAreNeverOrAlwaysTrue()
{
    QCOMPARE(ofCount(Operator::Gt, {"9223372036854775807"}), std::string(""));
    QCOMPARE(ofCount(Operator::Gt, {"1e30"}), std::string(""));
    QCOMPARE(ofCount(Operator::Lt, {"1e30"}), std::string("[-inf,9223372036854775806]"));
    QCOMPARE(ofCount(Operator::Gt, {"-1e30"}), std::string("[-9223372036854775807,inf]"));
}

void TestIntervals::timesOfDayEndBeforeTheirEndAndMayPassMidnight()
{
    const auto hours = [](int from, int to) {
        return intervalsOf(Operator::Between, std::vector{timeOfDay(from), timeOfDay(to)}, FieldType::TimeOfDay);
    };
    QCOMPARE(print(hours(9, 17)), std::string("[32400000000000,61199999999999]"));
    QCOMPARE(print(hours(22, 6)), std::string("[79200000000000,inf][-inf,21599999999999]"));
    QCOMPARE(print(hours(6, 6)), std::string(""));
}

void TestIntervals::daysFollowTheZone()
{
    const std::int64_t march2At0459 = 1'772'427'599'000'000'000; // 2026-03-02T04:59:59Z
    const Zone utc("UTC");
    const Zone newYork("America/New_York");
    QCOMPARE(utc.day(march2At0459), std::int64_t(20514));
    QCOMPARE(newYork.day(march2At0459), std::int64_t(20513));
    QCOMPARE(newYork.day(march2At0459 + 1'000'000'000), std::int64_t(20514));
    QCOMPARE(newYork.timeOfDay(march2At0459), (23LL * 3600 + 59 * 60 + 59) * 1'000'000'000);
    QCOMPARE(utc.weekday(march2At0459), std::string_view("mon"));
    QCOMPARE(newYork.weekday(march2At0459), std::string_view("sun"));
    QCOMPARE(utc.day(-1), std::int64_t(-1));
    QCOMPARE(utc.weekday(-1), std::string_view("wed"));
    QVERIFY(!Zone("Mars/Olympus").known());
}

void TestIntervals::sha256GivesThePublishedDigests()
{
    QCOMPARE(sha256Hex(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(sha256Hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

QTEST_APPLESS_MAIN(TestIntervals)
#include "tst_intervals.moc"
