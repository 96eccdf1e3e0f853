// SPDX-License-Identifier: Apache-2.0
#include "core/language/decimal.h"

#include "core/language/amount.h"

#include <QRandomGenerator>
#include "tests/language/shown.h"

#include <QtTest>

#include <cstdint>
#include <limits>

using namespace runlog;

namespace {

std::string parsed(const char* written)
{
    const auto number = Decimal::parse(written);
    return number ? number->text() : "none";
}

std::string money(const char* written)
{
    const auto amount = parseMoney(written);
    return amount ? text(*amount) : "none";
}

std::string rounded(const char* written)
{
    const auto amount = roundMoney(*Decimal::parse(written));
    return amount ? std::to_string(amount->money.nanos) + (amount->rounded ? " rounded" : "") : "none";
}

std::string duration(const char* written)
{
    const auto length = parseDuration(written);
    return length ? text(*length) : "none";
}

} // namespace

class TestDecimal : public QObject {
    Q_OBJECT
private slots:
    void numbersAreReadAsJsonWritesThem_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("expected");
        const char* rows[][2] = {{"0", "0"}, {"-0", "0"}, {"+5", "5"}, {"100.00", "100"}, {"1e3", "1000"}, {"1E-3", "0.001"},
                                 {"0.000001", "0.000001"}, {"1e-7", "1e-7"}, {"123456789012345678901", "123456789012345678901"},
                                 {"1e21", "1e+21"}, {"1.5e30", "1.5e+30"}, {"-12.50", "-12.5"},
                                 {"999999999999999999999999999999999999", "9.99999999999999999999999999999999999e+35"},
                                 {"1234567890123456789012345678901234567", "none"}, {"1e9999", "1e+9999"}, {"1e10000", "none"},
                                 {"1e99999999999999999999", "none"}, {"0e99999999999", "0"}, {"", "none"}, {"-", "none"},
                                 {".5", "none"}, {"5.", "none"}, {"01", "none"}, {"1e", "none"}, {"1e+", "none"}, {"1 ", "none"},
                                 {"0x1", "none"}, {"1_000", "none"}, {"nan", "none"}, {"--1", "none"}, {"1.2.3", "none"}};
        for (const auto& row : rows)
            QTest::newRow(row[0]) << row[0] << row[1];
    }
    void numbersAreReadAsJsonWritesThem()
    {
        QFETCH(QString, written);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(parsed(written.toUtf8().constData())), expected);
    }

    void equalNumbersAreEqualHoweverWritten()
    {
        QCOMPARE(*Decimal::parse("100"), *Decimal::parse("100.000"));
        QCOMPARE(*Decimal::parse("1e2"), Decimal(100));
        QVERIFY(*Decimal::parse("99.999999999999999999999999999999999") < Decimal(100));
        QVERIFY(*Decimal::parse("-1e9999") < *Decimal::parse("-1"));
        QVERIFY(*Decimal::parse("1e-9999") > Decimal());
        QVERIFY(*Decimal::parse("-0.1") < *Decimal::parse("0.01"));
    }

    void orderAgreesWithDifference()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 20'000; ++i) {
            const Decimal a(random.bounded(-1'000'000, 1'000'000), static_cast<int>(random.bounded(0, 12)) - 6);
            const Decimal b(random.bounded(-1'000'000, 1'000'000), static_cast<int>(random.bounded(0, 12)) - 6);
            const auto difference = a.minus(b);
            QVERIFY(difference);
            QCOMPARE(a <=> b, *difference <=> Decimal());
            QCOMPARE(*difference->plus(b), a);
            QCOMPARE(*Decimal::parse(a.text()), a);
        }
    }

    void sumsAreExactWhereDoublesAreNot()
    {
        Decimal sum;
        for (int i = 0; i < 10'000; ++i)
            sum = *sum.plus(*Decimal::parse("0.01"));
        QCOMPARE(sum, Decimal(100));
        QVERIFY(!Decimal::parse("1e40")->plus(*Decimal::parse("1e-40")));
        QCOMPARE(*Decimal::parse("1e40")->plus(Decimal()), *Decimal::parse("1e40"));
    }

    void scaledRoundsNothing()
    {
        QCOMPARE(Decimal::parse("1.5")->scaled(9).value_or(0), std::int64_t(1'500'000'000));
        QVERIFY(!Decimal::parse("0.0000000001")->scaled(9));
        QCOMPARE(Decimal::parse("9223372036.854775807")->scaled(9).value_or(0), std::numeric_limits<std::int64_t>::max());
        QVERIFY(!Decimal::parse("9223372036.854775808")->scaled(9));
        QVERIFY(!Decimal::parse("1e30")->scaled(0));
        QCOMPARE(Decimal::parse("0")->scaled(0).value_or(1), std::int64_t(0));
    }

    void approximateIsNear()
    {
        QCOMPARE(Decimal::parse("-74.25")->approximate(), -74.25);
        QCOMPARE(Decimal::parse("1e999")->approximate(), std::numeric_limits<double>::infinity());
        QCOMPARE(Decimal::parse("1e-999")->approximate(), 0.0);
        QCOMPARE(Decimal::parse("0.1")->approximate(), 0.1);
        QCOMPARE(Decimal::parse("9007199254740991e-22")->approximate(), 9007199254740991e-22);
        QCOMPARE(Decimal::parse("-9007199254740993")->approximate(), -9007199254740992.0);
        QCOMPARE(Decimal::parse("123456789012345678901234567890e-20")->approximate(), 1234567890.1234567890);
        QCOMPARE(Decimal::parse("3e23")->approximate(), 3e23);
    }

    void moneyHasThreeFormsAndNineDecimals()
    {
        QCOMPARE(money("1.00"), std::string("1.00"));
        QCOMPARE(money("$1"), std::string("1.00"));
        QCOMPARE(money("1.00 USD"), std::string("1.00"));
        QCOMPARE(money("-$0.0031"), std::string("-0.0031"));
        QCOMPARE(money("74.2"), std::string("74.20"));
        QCOMPARE(money("0.000000001"), std::string("0.000000001"));
        for (const char* bad : {"0.0000000001", "1.00 EUR", "€1", "$ 1", "$", "1$", "$1.00 USD", "$-1", "9223372037", "one", "1.00USD"})
            QCOMPARE(money(bad), std::string("none"));
    }

    void recordedCostsAreRoundedHalfToEven()
    {
        QCOMPARE(rounded("0.0011239999999999998"), std::string("1124000 rounded"));
        QCOMPARE(rounded("0.0000000005"), std::string("0 rounded"));
        QCOMPARE(rounded("0.0000000015"), std::string("2 rounded"));
        QCOMPARE(rounded("0.0000000025"), std::string("2 rounded"));
        QCOMPARE(rounded("-0.0000000015"), std::string("-2 rounded"));
        QCOMPARE(rounded("1e-60"), std::string("0 rounded"));
        QCOMPARE(rounded("0.5"), std::string("500000000"));
        QCOMPARE(rounded("1e30"), std::string("none"));
    }

    void moneySaturates()
    {
        constexpr Money most{std::numeric_limits<std::int64_t>::max()};
        constexpr Money least{std::numeric_limits<std::int64_t>::min()};
        QCOMPARE(plusSaturating(most, Money{1}), most);
        QCOMPARE(plusSaturating(least, Money{-1}), least);
        QCOMPARE(text(least), std::string("-9223372036.854775808"));
        QCOMPARE(toDecimal(Money{1}), *Decimal::parse("1e-9"));
    }

    void durationsHaveOneUnitEach()
    {
        QCOMPARE(duration("500ms"), std::string("500ms"));
        QCOMPARE(duration("30s"), std::string("30s"));
        QCOMPARE(duration("90m"), std::string("1h30m"));
        QCOMPARE(duration("1.5h"), std::string("1h30m"));
        QCOMPARE(duration("7d"), std::string("7d"));
        QCOMPARE(duration("0s"), std::string("0s"));
        QCOMPARE(duration("0.5ms"), std::string("0.5ms"));
        QCOMPARE(duration("61.5s"), std::string("1m1.5s"));
        for (const char* bad : {"15", "m", "15min", "1h30m", "1 h", "", "0.0000001ms", "999999999d"})
            QCOMPARE(duration(bad), std::string("none"));
    }

    void timesOfDayAndMomentsMustExist()
    {
        QCOMPARE(parseTimeOfDay("22:00").value_or(0), std::int64_t(79'200'000'000'000));
        QCOMPARE(parseTimeOfDay("00:00:01").value_or(0), std::int64_t(1'000'000'000));
        for (const char* bad : {"24:00", "22:60", "2:00", "22", "22:00:60", "22-00", "ab:cd"})
            QVERIFY(!parseTimeOfDay(bad));
        QCOMPARE(parseTimestamp("1970-01-01T00:00:00Z").value_or(1), std::int64_t(0));
        QCOMPARE(parseTimestamp("2026-03-01T10:00:00.25+02:00").value_or(0), std::int64_t(1'772'352'000'250'000'000));
        for (const char* bad : {"2026-02-29T10:00:00Z", "2026-13-01T10:00:00Z", "2026-03-01T25:00:00Z", "2026-03-01T10:00:00",
                                "2026-03-01", "2026-03-01T10:00:00+2", "2026-03-01T10:00:00.Z"})
            QVERIFY2(!parseTimestamp(bad), bad);
    }
};

QTEST_APPLESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
